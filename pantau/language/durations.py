"""Lengths of time in words. They are cut, never rounded: a minute is said when it is full."""

from pantau.language.catalogue import translator
from pantau.language.languages import DEFAULT_LANGUAGE, Language

_SIZES = (86_400, 3_600, 60, 1)


def duration(seconds: int, language: Language = DEFAULT_LANGUAGE, *, units: int = 2) -> str:
    """``2 jam 5 menit``: the largest ``units`` units of whole ``seconds``, smaller ones cut off.

    Raises ValueError for a negative length.
    """
    plural = translator(language).plural
    days, hours, minutes, rest = _parts(seconds, units)
    said = [
        plural("{n} day", "{n} days", days) if days else "",
        plural("{n} hour", "{n} hours", hours) if hours else "",
        plural("{n} minute", "{n} minutes", minutes) if minutes else "",
        plural("{n} second", "{n} seconds", rest) if rest or seconds == 0 else "",
    ]
    return " ".join(part for part in said if part)


def short_duration(seconds: int, language: Language = DEFAULT_LANGUAGE, *, units: int = 2) -> str:
    """``2 j 5 mnt``, in English ``2h 5m``: for tables, else as ``duration``."""
    say = translator(language)
    days, hours, minutes, rest = _parts(seconds, units)
    said = [
        say("{n}d", n=days) if days else "",
        say("{n}h", n=hours) if hours else "",
        say("{n}m", n=minutes) if minutes else "",
        say("{n}s", n=rest) if rest or seconds == 0 else "",
    ]
    return " ".join(part for part in said if part)


def clocked(seconds: int) -> str:
    """``738:04:59``, hours, minutes and seconds: nothing is cut, so that sums can be checked.

    The same in all languages. Raises ValueError for a negative length.
    """
    if seconds < 0:
        raise ValueError(f"{seconds} seconds is not a length of time")
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def age(seconds: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """``3 detik yang lalu``; ``baru saja`` for less than a second, or what lies ahead."""
    say = translator(language)
    if seconds < 1:
        return say("just now")
    return say("{duration} ago", duration=duration(seconds, language))


def _parts(seconds: int, units: int) -> tuple[int, int, int, int]:
    """Days, hours, minutes and seconds; what lies below the largest ``units`` of them is 0."""
    if seconds < 0:
        raise ValueError(f"{seconds} seconds is not a length of time")
    parts = []
    rest = seconds
    for size in _SIZES:
        count, rest = divmod(rest, size)
        parts.append(count)
    first = next((index for index, count in enumerate(parts) if count), len(parts) - 1)
    days, hours, minutes, left = (
        count if index < first + units else 0 for index, count in enumerate(parts)
    )
    return days, hours, minutes, left
