"""What a spreadsheet holds of each kind of cell: the number, how it is to be shown, its unit."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pantau.facts.instant import to_datetime
from pantau.language import Language, to_say, translator, zone_label
from pantau.reports.cell import (
    Cell,
    Count,
    Day,
    Met,
    Moment,
    Percent,
    Plain,
    RoundTrip,
    Rupiah,
    Seconds,
    Share,
    kinds,
    plain,
)

_CODE = {"id": "421", "en": "409"}
DAY_S = 86_400
_FIRST_DAY = date(1899, 12, 30).toordinal()
_SECONDS = to_say("{heading} (seconds)")
_MILLISECONDS = to_say("{heading} (ms)")


class Shown(NamedTuple):
    """A number, the format that shows it as all papers do, and about how many characters it takes.

    Days are numbers to a spreadsheet: since 30 December 1899.
    """

    number: int | float
    form: str
    wide: int


def as_number(cell: Plain, language: Language, zone: ZoneInfo) -> Shown | None:
    """The cell as a number; None for words and where there is nothing.

    Shares are cut as shown. Instants are the zone's wall time, which a spreadsheet takes without a
    zone.
    """
    if isinstance(cell, str | Met) or cell.value is None:
        return None
    match cell:
        case Share():
            floored = cell.floored
            assert floored is not None  # noqa: S101 - as its value is
            return Shown(float(floored / 100), percent_form(floored), 9)
        case Percent():
            return Shown(float(cell.value / 100), percent_form(cell.value), 9)
        case Seconds() | Count():
            return Shown(cell.value, "#,##0", len(f"{cell.value:,}"))
        case Rupiah():
            rupiah = f"[$Rp-{_CODE[language]}]#,##0"
            return Shown(cell.value, f"{rupiah};-{rupiah}", len(f"-Rp{cell.value:,}"))
        case RoundTrip():
            return Shown(cell.value / 1_000, _milliseconds_form(cell.value), 9)
        case Moment():
            local = to_datetime(cell.value, zone)
            clock = local.hour * 3_600 + local.minute * 60 + local.second
            form = f"[$-{_CODE[language]}]d mmm yyyy hh:mm:ss"
            return Shown(_days(local.date()) + clock / DAY_S, form, 20)
        case Day():
            return Shown(_days(cell.value), f"[$-{_CODE[language]}]d mmm yyyy", 12)


def as_clock(cell: Plain) -> Shown | None:
    """A length of time as hours, minutes and seconds; None for all else."""
    if not isinstance(cell, Seconds) or cell.value is None:
        return None
    return Shown(cell.value / DAY_S, "[h]:mm:ss", 9)


def _days(day: date) -> int:
    return day.toordinal() - _FIRST_DAY


def percent_form(percentage: Decimal) -> str:
    """The format of a share with as many decimals as ``percentage`` is written with."""
    return f"0{'.' if places(percentage) else ''}{'0' * places(percentage)} %"


def places(percentage: Decimal) -> int:
    """The decimals with which it is written."""
    return max(0, -int(percentage.as_tuple().exponent))


def _milliseconds_form(microseconds: int) -> str:
    """About three digits, as pantau.language.milliseconds has them."""
    if microseconds < 10_000:
        return "0.00"
    return "0.0" if microseconds < 100_000 else "0"


def with_unit(
    heading: str, cells: Collection[Cell], language: Language, zone: ZoneInfo, *, csv: bool = False
) -> str:
    """The heading of the column of ``cells``, with the unit that its bare numbers lack."""
    if kinds(cells) <= {str, Met}:
        return heading
    figures = (each for each in map(plain, cells) if not isinstance(each, str | Met))
    first = next(figures, None)
    say = translator(language)
    match first:
        case Seconds():
            return say(_SECONDS, heading=heading)
        case RoundTrip():
            return say(_MILLISECONDS, heading=heading)
        case Moment():
            moments = (each for each in chain((first,), figures) if isinstance(each, Moment))
            at = next((each.value for each in moments if each.value), 0)
            return f"{heading} ({zone_label(at, zone)})"
        case Share() | Percent() if csv:
            return f"{heading} (%)"
        case Rupiah() if csv:
            return f"{heading} (Rp)"
        case _:
            return heading
