"""Days and times of day as text. Names of months and days come from CLDR through babel."""

from datetime import date
from zoneinfo import ZoneInfo

from pantau.facts.instant import to_datetime
from pantau.language.languages import DEFAULT_LANGUAGE, Language

# What people in Indonesia call their zones; tzdata's own abbreviations are not used in English
# texts either, because a reader must see at once that it is not UTC.
_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
_BETWEEN = {"id": ".", "en": ":"}


def day(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """``23 Nov 2026``."""
    return _formatted(value, "d MMM y", language)


def short_day(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """``Sen 23/11``; in English ``Mon 23/11``."""
    return _formatted(value, "EEE d/M", language)


def long_day(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """``Senin, 23 November 2026``; in English ``Monday, 23 November 2026``."""
    return _formatted(value, "EEEE, d MMMM y", language)


def full_day(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """``23 November 2026``."""
    return _formatted(value, "d MMMM y", language)


def month_name(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """The month in which ``value`` lies: ``November 2026``."""
    return _formatted(value, "MMMM y", language)


def weekday_name(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """``Senin``; in English ``Monday``."""
    return _formatted(value, "EEEE", language)


def bare_month_name(value: date, language: Language = DEFAULT_LANGUAGE) -> str:
    """The month without its year: ``November``."""
    return _formatted(value, "LLLL", language)


def clock_time(
    instant: int, zone: ZoneInfo, language: Language = DEFAULT_LANGUAGE, *, seconds: bool = False
) -> str:
    """The time of day of ``instant`` (microseconds UTC) in ``zone``: ``09.19 WITA``.

    English writes ``09:19 WITA``. Cut to the minute, or to the second, never rounded.
    """
    then = to_datetime(instant, zone)
    parts = [then.hour, then.minute, then.second] if seconds else [then.hour, then.minute]
    time_of_day = _BETWEEN[language].join(f"{part:02}" for part in parts)
    return f"{time_of_day} {zone_label(instant, zone)}"


def moment(
    instant: int, zone: ZoneInfo, language: Language = DEFAULT_LANGUAGE, *, seconds: bool = False
) -> str:
    """Day and time of ``instant`` (microseconds UTC) in ``zone``: ``23 Nov 2026 09.19 WITA``."""
    on = day(to_datetime(instant, zone).date(), language)
    return f"{on} {clock_time(instant, zone, language, seconds=seconds)}"


def recent(instant: int, now: int, zone: ZoneInfo, language: Language = DEFAULT_LANGUAGE) -> str:
    """``instant`` as short as ``now`` allows: the time alone if it is the same day in ``zone``."""
    then, today = to_datetime(instant, zone).date(), to_datetime(now, zone).date()
    if then == today:
        return clock_time(instant, zone, language)
    pattern = "d MMM" if then.year == today.year else "d MMM y"
    return f"{_formatted(then, pattern, language)}, {clock_time(instant, zone, language)}"


def zone_label(instant: int, zone: ZoneInfo) -> str:
    """``WIB``, ``WITA`` or ``WIT``; for other zones the offset at ``instant``: ``UTC+05:30``."""
    name = _ZONES.get(zone.key or "")
    if name:
        return name
    offset = to_datetime(instant, zone).strftime("%z")
    return "UTC" if offset in {"+0000", "-0000"} else f"UTC{offset[:3]}:{offset[3:5]}"


def _formatted(value: date, pattern: str, language: Language) -> str:
    """``value`` in CLDR's ``pattern``."""
    # Imported here: whoever only writes numbers does not pay for babel.
    from babel.dates import format_date  # noqa: PLC0415 - see above

    return str(format_date(value, pattern, locale=language))
