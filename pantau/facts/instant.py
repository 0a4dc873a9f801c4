"""Instants as text and back. An instant is an int: microseconds since 1970-01-01 UTC."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def from_datetime(moment: datetime) -> int:
    """Turn an aware datetime into an instant.

    Raises ValueError for a naive datetime: guessing its zone is how months get lost.
    """
    if moment.tzinfo is None:
        raise ValueError("a datetime without a time zone is not an instant")
    return (moment - _EPOCH) // _MICROSECOND


def to_datetime(instant: int, zone: ZoneInfo | None = None) -> datetime:
    """Turn an instant into an aware datetime, in UTC or in ``zone``."""
    return (_EPOCH + instant * _MICROSECOND).astimezone(zone or UTC)


def to_iso(instant: int) -> str:
    """ISO 8601 in UTC with ``Z``; the fraction is written only where there is one."""
    return to_datetime(instant).isoformat().replace("+00:00", "Z")


def parse_iso(text: str, zone: ZoneInfo) -> int:
    """Read ISO 8601; without an offset the time is in ``zone``; a bare date is its midnight.

    Raises ValueError with a sentence for people.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            f"'{text}' is not a time; "
            "write 2026-10-31, 2026-10-31T08:15 or 2026-10-31T08:15:00+08:00"
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return from_datetime(moment)
    except OverflowError:
        raise ValueError(f"'{text}' is not a time that a calendar reaches") from None


# Asked for the same few days by each row of a month and each tile of a page.
@lru_cache(maxsize=4_096)
def midnight(day: date, zone: ZoneInfo) -> int:
    """The instant at which ``day`` begins in ``zone``."""
    return from_datetime(datetime.combine(day, time(), tzinfo=zone))
