"""What a cell of a provider's list means: a time, a length, a percentage."""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from pantau.actions.provider.columns import Unit
from pantau.actions.workbook import Cell
from pantau.facts.instant import from_datetime
from pantau.language import Sentence, to_say


class CellError(ValueError):
    """What a cell holds is not what its column is for; ``why`` is for people."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(why.message)
        self.why = why


class Zone(StrEnum):
    """The time zones of Indonesia, as people write them."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def offset(self) -> timezone:
        """Its distance from UTC; none of them has ever had summer time."""
        return timezone(timedelta(minutes=self.minutes))

    @property
    def minutes(self) -> int:
        """Minutes ahead of UTC."""
        return {Zone.WIB: 420, Zone.WITA: 480, Zone.WIT: 540}[self]


_NAMES = "jan feb mar apr mei/may jun jul agu/agt/aug sep okt/oct nov des/dec"
_MONTHS = {
    name: number for number, names in enumerate(_NAMES.split(), 1) for name in names.split("/")
}
_WRITTEN = re.compile(
    r"(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2}|[a-z]{3,9})[-/. ](?P<year>\d{4})"
    r"[ t,]+(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?"
)
_ZONE_AT_END = re.compile(r"\s*\b(WIB|WITA|WIT)\s*$", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")
# A cell holds up to 32,767 characters. Longer ones are no time and no number, and looking for a
# zone behind that many blanks, or writing out 1e-400000000, would take minutes.
_LONGEST = 60
_MOST_PLACES = 30
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # the years 2000 to 2099 as Excel counts days
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's date has no zone
_NO_END = {"", "-", "–", "open", "belum", "belum selesai", "belum close", "in progress"}
_UNIT_SECONDS = {Unit.SECONDS: 1, Unit.MINUTES: 60, Unit.HOURS: 3600}


def read_time(cell: Cell, zone: Zone) -> int:
    """An instant (microseconds UTC); without a zone of its own the time is in ``zone``.

    Days come before months, as in Indonesia. Raises CellError.
    """
    if isinstance(cell, str):
        if len(cell) > _LONGEST:
            raise _no_time(cell)
        found = _ZONE_AT_END.search(cell)
        own = Zone(found[1].upper()) if found else zone
        moment = _written(cell[: found.start()] if found else cell)
    elif isinstance(cell, float) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        own, moment = zone, _SERIAL_ZERO + timedelta(seconds=round(cell * 86_400))
    elif isinstance(cell, datetime):
        own, moment = zone, cell
    else:
        raise _no_time(cell)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=own.offset)
    try:
        return from_datetime(aware.astimezone(UTC))
    except OverflowError:
        raise _no_time(cell) from None


def is_open(cell: Cell) -> bool:
    """Whether the cell says that something has not ended yet."""
    return cell is None or (isinstance(cell, str) and cell.strip().casefold() in _NO_END)


def read_length(cell: Cell, unit: Unit) -> int:
    """A length in whole seconds, cut; a bare number is in ``unit``.

    Raises CellError.
    """
    if isinstance(cell, timedelta):
        seconds = Decimal(round(cell.total_seconds()))
    elif isinstance(cell, time):
        seconds = Decimal(cell.hour * 3600 + cell.minute * 60 + cell.second)
    elif isinstance(cell, str) and (clock := _CLOCK.fullmatch(cell.strip())):
        hours, minutes, rest = (int(part or 0) for part in clock.groups())
        seconds = Decimal(hours * 3600 + minutes * 60 + rest)
    else:
        no_length = to_say("'{cell}' is not a length of time; write it like 01:30:00")
        seconds = _number(cell, no_length) * _UNIT_SECONDS[unit]
    if not 0 <= seconds <= 32 * 86_400:
        far = Sentence(
            to_say("'{cell}' is no down time of a month; look at its unit"), cell=_shown(cell)
        )
        raise CellError(far)
    return int(seconds)


def read_percentage(cell: Cell) -> str:
    """A percentage as decimal text: "99.53" for 99,53 %, and for 0.9953.

    A bare number up to 1 is a share: that is what a spreadsheet keeps for 99.53 %.
    Raises CellError.
    """
    marked = isinstance(cell, str) and cell.strip().endswith("%")
    bare = cell.strip().removesuffix("%") if isinstance(cell, str) else cell
    value = _number(bare, to_say("'{cell}' is not a percentage; write it like 99,53"))
    if value <= 1 and not marked:
        value *= 100
    if not 0 <= value <= 100:
        beyond = Sentence(to_say("'{cell}' is no percentage between 0 and 100"), cell=_shown(cell))
        raise CellError(beyond)
    if isinstance(cell, float):
        # A cell does not know how many places it is shown with; money is talked of in two.
        places = max(2, -int(value.normalize().as_tuple().exponent))
        value = value.quantize(Decimal(1).scaleb(-places))
    return f"{value:f}"


def _written(text: str) -> datetime:
    """A date and time as people write them. Raises CellError."""
    bare = text.strip()
    try:
        if found := _WRITTEN.fullmatch(bare.casefold()):
            part = found.groupdict()
            month = part["month"]
            number = int(month) if month.isdecimal() else _MONTHS.get(month[:3], 0)
            hour, minute, second = (int(part[key] or 0) for key in ("hour", "minute", "second"))
            day, year = int(part["day"]), int(part["year"])
            return datetime(year, number, day, hour, minute, second)  # noqa: DTZ001 - the caller's
        moment = datetime.fromisoformat(bare)
    except ValueError:
        raise _no_time(text) from None
    if len(bare) <= len("2026-10-31"):
        bare_day = Sentence(
            to_say("'{cell}' has no time of day; write it like 31/10/2026 08:15"), cell=text
        )
        raise CellError(bare_day)
    return moment


def _no_time(cell: Cell) -> CellError:
    text = to_say("'{cell}' is not a time; write it like 31/10/2026 08:15")
    return CellError(Sentence(text, cell=_shown(cell)))


def _shown(cell: Cell) -> str:
    """As much of a cell as a message can hold."""
    text = "" if cell is None else str(cell)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _number(cell: Cell, otherwise: str) -> Decimal:
    """A number; a comma is a decimal comma. Raises CellError that says ``otherwise``."""
    # A float as it is shown, not as it is kept: 99.53 and not 99.5300000000000011.
    text = repr(cell) if isinstance(cell, float) else str(cell).strip().replace(",", ".")
    try:
        value = Decimal(text if cell is not None and len(text) <= _LONGEST else "")
    except InvalidOperation:
        raise CellError(Sentence(otherwise, cell=_shown(cell))) from None
    if not value.is_finite() or abs(int(value.as_tuple().exponent)) > _MOST_PLACES:
        raise CellError(Sentence(otherwise, cell=_shown(cell)))
    return value
