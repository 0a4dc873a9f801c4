"""The rows of a list of sites in the words of the inventory; every bad cell is reported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pantau.actions.sheets import compared, named_sheet, read_sheets
from pantau.actions.site_list import cells
from pantau.actions.site_list.columns import Headed, SiteField, find_headings
from pantau.actions.site_list.places import find_place
from pantau.actions.site_list.services import find_contract, find_tier, find_upstream
from pantau.actions.table import RowProblem, text_fault
from pantau.actions.workbook import Cell, Sheet
from pantau.inventory import quantities
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say


@dataclass(frozen=True, slots=True)
class How:
    """``columns``: headings named for fields; ``ignored``: headings to pass over."""

    columns: Mapping[SiteField, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One line. ``values``: by field, as the inventory writes them; empty cells are left out.

    ``at``: latitude and longitude, where the row gives them.
    """

    line: int
    values: Mapping[SiteField, str]
    at: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class SiteRows:
    """A list whose headings are understood. ``problems``: of rows that are not in ``rows``."""

    file: str
    headed: Headed
    rows: tuple[SiteRow, ...]
    problems: tuple[RowProblem, ...]

    def problem(self, line: int, column: SiteField | None, why: Sentence) -> RowProblem:
        """``why``, with the column as the file calls it."""
        return _problem(self.file, self.headed, line, column, why)


def read_site_rows(
    data: bytes, file: str, inventory: Inventory, how: How
) -> SiteRows | list[RowProblem]:
    """Read CSV, XLSX or XLS with Indonesian or English headings. Never raises for what it holds."""
    sheets = read_sheets(data, file)
    if isinstance(sheets, RowProblem):
        return [sheets]
    found = _sheet(sheets, file, how)
    if isinstance(found, RowProblem):
        return [found]
    sheet, headed = found
    if headed.faults:
        return [RowProblem(file, headed.line, fault) for fault in headed.faults]
    problems: list[RowProblem] = []
    rows: list[SiteRow] = []
    for line, row in sheet.rows:
        if line > headed.line:
            reader = _Row(file, headed, line, problems)
            read = reader.read(row, inventory)
            rows += [read] if read else []
    if not rows and not problems:
        why = Sentence(to_say("no row follows the headings; write a row for each site"))
        problems.append(RowProblem(file, headed.line, why))
    return SiteRows(file, headed, tuple(rows), tuple(problems))


def _sheet(sheets: Sequence[Sheet], file: str, how: How) -> tuple[Sheet, Headed] | RowProblem:
    named = named_sheet(sheets, how.sheet)
    if isinstance(named, Sentence):
        return RowProblem(file, 1, named)
    for sheet in named:
        headed = find_headings(sheet, how.columns, how.ignored)
        if headed is not None:
            return sheet, headed
    return RowProblem(
        file,
        1,
        Sentence(
            to_say(
                "no row of headings names the sites; begin with a row such as "
                "nama,jenis,kecamatan,desa,alamat ip,nomor layanan"
            )
        ),
    )


def _problem(
    file: str, headed: Headed, line: int, column: SiteField | None, why: Sentence
) -> RowProblem:
    if column is None:
        return RowProblem(file, line, why)
    said = Sentence(to_say("column '{column}': {fault}"), column=headed.called(column), fault=why)
    return RowProblem(file, line, said)


# What one cell decides by itself.
_ALONE: dict[SiteField, Callable[[str], str | Sentence]] = {
    SiteField.ID: lambda text: cells.by_rule(quantities.identifier, text.casefold()),
    SiteField.NAME: lambda text: cells.by_rule(quantities.line_of_text, text),
    SiteField.KIND: cells.kind,
    SiteField.ADDRESS: cells.address,
    SiteField.FEE: cells.rupiah,
    SiteField.MEDIUM: cells.medium,
    SiteField.LINE: lambda text: cells.by_rule(quantities.line_of_text, text),
    SiteField.PLACE: lambda text: cells.by_rule(quantities.line_of_text, text),
    SiteField.SERVES: cells.people,
    SiteField.CONTACT: lambda text: cells.by_rule(quantities.line_of_text, text),
    SiteField.PHONE: lambda text: cells.by_rule(quantities.line_of_text, text),
    SiteField.FROM: cells.day,
    SiteField.TO: cells.day,
    SiteField.CHANGES_FROM: cells.day,
}


@dataclass(slots=True)
class _Row:
    """Reads one line, and notes what is wrong with it."""

    file: str
    headed: Headed
    line: int
    problems: list[RowProblem]
    bad: bool = False

    def read(self, row: Sequence[Cell], inventory: Inventory) -> SiteRow | None:
        texts = {
            field: cells.plain(row[at])
            for field, at in self.headed.at.items()
            if at < len(row) and cells.plain(row[at])
        }
        if not texts:
            return None
        for column, text in texts.items():
            self._note(column, text_fault(column.value, text))
        phone = self.headed.at.get(SiteField.PHONE)
        if phone is not None and phone < len(row) and isinstance(row[phone], float):
            fault = to_say("is a number, so a zero before it is lost; format the column as text")
            self._note(SiteField.PHONE, Sentence(fault))
        if self.bad:
            return None
        values: dict[SiteField, str] = {}
        for column, rule in _ALONE.items():
            if column in texts:
                self._take(values, column, rule(texts[column]))
        self._places(values, texts)
        self._services(values, texts, inventory)
        at = self._at(texts)
        if self.bad:
            return None
        return SiteRow(self.line, values, at)

    def _note(self, column: SiteField, fault: Sentence | None) -> None:
        if fault is not None:
            self.bad = True
            self.problems.append(_problem(self.file, self.headed, self.line, column, fault))

    def _take(
        self, values: dict[SiteField, str], column: SiteField, read: str | Sentence | None
    ) -> None:
        if isinstance(read, Sentence):
            self._note(column, read)
        elif read is not None:
            values[column] = read

    def _places(self, values: dict[SiteField, str], texts: Mapping[SiteField, str]) -> None:
        found = find_place(texts.get(SiteField.KECAMATAN), texts.get(SiteField.DESA))
        self._take(values, SiteField.KECAMATAN, found.kecamatan)
        self._take(values, SiteField.DESA, found.desa)

    def _services(
        self, values: dict[SiteField, str], texts: Mapping[SiteField, str], inventory: Inventory
    ) -> None:
        contract = texts.get(SiteField.CONTRACT)
        if contract is not None:
            self._take(values, SiteField.CONTRACT, find_contract(inventory, contract))
        tier = texts.get(SiteField.TIER)
        if tier is not None:
            known = values.get(SiteField.CONTRACT)
            self._take(values, SiteField.TIER, find_tier(inventory, known, tier))
        upstream = texts.get(SiteField.UPSTREAM)
        if upstream is not None:
            self._take(values, SiteField.UPSTREAM, find_upstream(inventory, upstream))

    def _at(self, texts: Mapping[SiteField, str]) -> tuple[str, str] | None:
        one, other = texts.get(SiteField.LATITUDE), texts.get(SiteField.LONGITUDE)
        if one is not None and other is not None:
            read, column = cells.places(one, other), SiteField.LATITUDE
        elif one is not None or other is not None:
            missing = SiteField.LATITUDE if one is None else SiteField.LONGITUDE
            self._note(missing, Sentence(to_say("is empty; write latitude and longitude, or none")))
            return None
        elif SiteField.AT in texts:
            read, column = cells.place(texts[SiteField.AT]), SiteField.AT
        else:
            return None
        if isinstance(read, Sentence):
            self._note(column, read)
            return None
        return read[0], read[1]


def same_name(one: str, other: str) -> bool:
    """Whether two names differ at most in capitals and signs."""
    return compared(one) == compared(other)
