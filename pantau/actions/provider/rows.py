"""A provider's own list of outages, or its recap of a month, read from CSV or a spreadsheet.

Every bad row is reported, and one is enough for nothing to be taken. A site that is none of ours is
not a bad row: that it is there is something to talk about.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pantau.actions.provider.cells import (
    CellError,
    Zone,
    is_open,
    read_length,
    read_percentage,
    read_time,
)
from pantau.actions.provider.columns import Field, Heading, find_heading
from pantau.actions.sheets import compared, named_sheet, read_sheets
from pantau.actions.table import RowProblem
from pantau.actions.workbook import Cell, Sheet
from pantau.facts.dealings import ProviderListed, ProviderOutage, ProviderSummary
from pantau.facts.measured import Interval
from pantau.facts.words import Role
from pantau.inventory.model import Inventory, Site
from pantau.language import Sentence, to_say
from pantau.language.sentence import Value

_SUMS = {"total", "jumlah", "grand total", "rata rata", "average", "total keseluruhan"}
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """How a list is to be read.

    ``about``: the month's bounds (microseconds UTC); ``zone``: of times without one of their own;
    ``columns``: headings that were named for fields; ``sheet``: of a workbook, by its name.
    """

    about: Interval
    zone: Zone
    provider: str
    columns: Mapping[Field, str] = field(default_factory=dict)
    sheet: str | None = None


def read_provider_list(
    data: bytes, file: str, inventory: Inventory, asked: Asked, role: Role
) -> ProviderListed | list[RowProblem]:
    """Read a list of outages, or a recap where no column says when something began.

    Sites are known by id, name or line number, whatever capitals and signs are used.
    """
    sheets = read_sheets(data, file)
    if isinstance(sheets, RowProblem):
        return [sheets]
    found = _headed(sheets, file, asked)
    if isinstance(found, RowProblem):
        return [found]
    sheet, heading = found
    reader = _Rows(file, asked, heading, _names(inventory))
    body = [row for row in sheet.rows if row[0] > heading.line]
    outages: list[ProviderOutage] = []
    summaries: list[ProviderSummary] = []
    for line, cells in body:
        site = reader.site(line, cells)
        if site is None:
            continue
        if heading.lists_outages:
            outages += reader.outage(line, cells, site)
        else:
            summaries += reader.summary(line, cells, site)
    if not reader.problems and not heading.lists_outages and not summaries:
        reader.refuse(
            heading.line, to_say("no row follows the headings; a recap needs one for each site")
        )
    if reader.problems:
        return reader.problems
    return ProviderListed(
        file=file,
        digest=hashlib.sha256(data).hexdigest(),
        provider=asked.provider,
        begin=asked.about.begin,
        end=asked.about.end,
        utc_offset=asked.zone.minutes,
        role=role,
        outages=tuple(outages),
        summaries=tuple(summaries),
    )


def _headed(sheets: Sequence[Sheet], file: str, asked: Asked) -> tuple[Sheet, Heading] | RowProblem:
    """The sheet with headings that are understood, and these."""
    named = named_sheet(sheets, asked.sheet)
    if isinstance(named, Sentence):
        return RowProblem(file, 1, named)
    for sheet in named:
        heading = find_heading(sheet, asked.columns)
        if heading is not None:
            return sheet, heading
    first = named[0].rows if named else ()
    written = ", ".join(f"'{cell}'" for cell in (first[0][1] if first else ()) if cell)
    return RowProblem(
        file,
        first[0][0] if first else 1,
        Sentence(
            to_say(
                "no row names a site and begin and end, down time or availability "
                "(first: {written}); say which column is what, like "
                "`--column site='Nama Lokasi'`"
            ),
            written=written,
        ),
    )


def _names(inventory: Inventory) -> dict[str, str]:
    """Ids by everything that a site is called; a name that two sites bear is left out.

    A departed site does not take a name from one that is there: its line may go by another id now.
    """
    found = _called(inventory.departed) | _called(inventory.sites)
    return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}


def _called(sites: Iterable[Site]) -> dict[str, set[str]]:
    called: dict[str, set[str]] = {}
    for site in sites:
        for name in (site.id, site.name, site.line):
            if name:
                called.setdefault(compared(name), set()).add(site.id)
    return called


class _Rows:
    """Turns rows into facts and gathers every problem on the way."""

    def __init__(self, file: str, asked: Asked, heading: Heading, names: dict[str, str]) -> None:
        self.file = file
        self.asked = asked
        self.heading = heading
        self.names = names
        self.summed: set[str] = set()
        self.problems: list[RowProblem] = []

    def refuse(self, line: int, text: str, /, **values: Value) -> None:
        self.because(line, Sentence(text, **values))

    def because(self, line: int, why: Sentence) -> None:
        self.problems.append(RowProblem(self.file, line, why))

    def site(self, line: int, cells: Sequence[Cell]) -> str | None:
        """Our id, or what they write; None for a row that is none: a sum, or without a site."""
        written = [_text(cells[at]) for at in self.heading.at[Field.SITE] if at < len(cells)]
        named = [text for text in written if text]
        if any(compared(text) in _SUMS for text in named):
            return None
        if not named:
            self.refuse(
                line,
                to_say("names no site; write its name or line number, or take the row out"),
            )
            return None
        known = (self.names.get(compared(text)) for text in named)
        return next((id for id in known if id), named[0])

    def outage(self, line: int, cells: Sequence[Cell], site: str) -> list[ProviderOutage]:
        """The row as an outage; empty where it is a problem."""
        end = self.cell(cells, Field.ENDED_AT)
        try:
            began = read_time(self.cell(cells, Field.STARTED_AT), self.asked.zone)
            ended = None if is_open(end) else read_time(end, self.asked.zone)
        except CellError as error:
            self.because(line, error.why)
            return []
        if ended is not None and ended <= began:
            self.refuse(
                line,
                to_say("ends ('{end}') before it begins; mend one of the two times"),
                end=str(end),
            )
            return []
        about = self.asked.about
        if began >= about.end or (ended is not None and ended <= about.begin):
            self.refuse(
                line,
                to_say("lies outside of the month; look at the month, or take the row out"),
            )
            return []
        ticket = _text(self.cell(cells, Field.TICKET))
        note = _text(self.cell(cells, Field.NOTE))
        return [ProviderOutage(line, site, began, ended, ticket, note)]

    def summary(self, line: int, cells: Sequence[Cell], site: str) -> list[ProviderSummary]:
        """The row as a month's sum; empty where it is a problem."""
        down, share = (self.cell(cells, each) for each in (Field.DOWNTIME, Field.AVAILABILITY))
        if site in self.summed:
            self.refuse(
                line, to_say("'{site}' stands twice; a month has one sum for each site"), site=site
            )
            return []
        self.summed.add(site)
        try:
            seconds = None if down is None else read_length(down, self.heading.unit)
            percent = None if share is None else read_percentage(share)
        except CellError as error:
            self.because(line, error.why)
            return []
        if seconds is None and percent is None:
            self.refuse(
                line,
                to_say("says neither down time nor availability; write one, or take it out"),
            )
            return []
        return [ProviderSummary(line, site, seconds, percent)]

    def cell(self, cells: Sequence[Cell], field: Field) -> Cell:
        """What stands in a column; None where the sheet or the row has none."""
        at = self.heading.at.get(field, ())
        return cells[at[0]] if at and at[0] < len(cells) else None


def _text(cell: Cell) -> str:
    """A cell as text to keep: on one line, without control characters, cut where it is endless."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else " ".join(str(cell).split())
    printable = (char for char in text if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    return "".join(printable)[:_LONGEST]
