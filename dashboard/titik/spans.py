"""Which time a picture shows: one of a few lengths up to now, or from one moment to another."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pantau.facts.instant import DAY, HOUR, MINUTE, parse_iso, to_datetime
from pantau.language import to_say

LENGTHS: dict[str, tuple[int, str]] = {
    "1j": (HOUR, to_say("1 hour")),
    "6j": (6 * HOUR, to_say("6 hours")),
    "24j": (DAY, to_say("24 hours")),
    "7h": (7 * DAY, to_say("7 days")),
    "30h": (30 * DAY, to_say("30 days")),
    "1t": (365 * DAY, to_say("1 year")),
}
USUAL = "24j"
_SHORTEST, _LONGEST = 10 * MINUTE, 5 * 366 * DAY


@dataclass(frozen=True, slots=True)
class Window:
    """[begin, end) in microseconds UTC. ``length``: a key of LENGTHS where it ends now, else None.

    ``wrong``: what was asked for and could not be understood.
    """

    begin: int
    end: int
    length: str | None
    wrong: str | None = None


def window(
    length: str | None, begin: str | None, end: str | None, now: int, zone: ZoneInfo
) -> Window:
    """What an address asks for: ``begin`` and ``end`` (ISO 8601, in ``zone`` without an offset)
    go before ``length``. Anybody can write an address: what makes no sense is not followed.
    """
    usual = length if length in LENGTHS else USUAL
    # To the minute, so that all who look in one minute share one picture.
    upto = -(-now // MINUTE) * MINUTE
    fallback = Window(upto - LENGTHS[usual][0], upto, usual)
    if begin is None and end is None:
        return fallback
    try:
        first = parse_iso(begin or "", zone)
        last = upto if end is None else parse_iso(end, zone)
    except ValueError:
        return Window(fallback.begin, fallback.end, usual, f"{begin or ''} – {end or ''}")
    last = min(last, upto)
    if not _SHORTEST <= last - first <= _LONGEST:
        return Window(fallback.begin, fallback.end, usual, f"{begin or ''} – {end or ''}")
    return Window(first // MINUTE * MINUTE, last // MINUTE * MINUTE, None)


def as_asked(instant: int, zone: ZoneInfo) -> str:
    """An instant as addresses have it: ``2026-10-31T08:15``, in ``zone``."""
    return to_datetime(instant, zone).strftime("%Y-%m-%dT%H:%M")


def boxed(edges: object, ahead_ms: int, zone: ZoneInfo) -> tuple[int, int] | None:
    """The time that somebody drew a box over: its two ``edges`` as the picture's axis has them,
    milliseconds (``ahead_ms`` before UTC) or text of a wall clock. It comes from a browser: trust
    no part; None for what is no such time, or too short.
    """
    try:
        first, last = sorted(_instant(edge, ahead_ms, zone) for edge in edges)  # type: ignore[attr-defined]
    except (TypeError, ValueError, OverflowError):
        return None
    return (first, last) if last - first >= _SHORTEST else None


def _instant(edge: object, ahead_ms: int, zone: ZoneInfo) -> int:
    if isinstance(edge, int | float):
        return int(edge - ahead_ms) * 1_000
    return parse_iso(str(edge).replace(" ", "T")[:19], zone)
