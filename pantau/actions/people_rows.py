"""Lists of reports that people gave by telephone, letter or chat, read row by row.

Every bad row is reported, and one bad row is enough for nothing to be imported.
"""

from dataclasses import dataclass

from pantau.actions.people_reports import Told, told_fault
from pantau.actions.sheets import read_any_table
from pantau.actions.spans import in_future, read_instant
from pantau.actions.table import Columns, Row, RowProblem, nearest
from pantau.facts.region import Complaint
from pantau.inventory.gazetteer.names import Village, gazetteer
from pantau.inventory.model import Inventory
from pantau.language import Sentence, label, to_say
from pantau.language.languages import LANGUAGES

COLUMNS = Columns(
    ("village", "what"), ("kecamatan", "since", "reported_at", "site", "words", "phone")
)


@dataclass(frozen=True, slots=True)
class _Reading:
    file: str
    inventory: Inventory
    now: int
    problems: list[RowProblem]

    def bad(self, row: Row, why: Sentence) -> None:
        self.problems.append(RowProblem(self.file, row.line, why))


def read_people_rows(
    data: bytes, file: str, inventory: Inventory, now: int
) -> list[Told] | list[RowProblem]:
    """Read ``village,what[,kecamatan][,since][,reported_at][,site][,words][,phone]``, CSV or XLSX.

    ``village``: code or name; ``what``: no_signal, slow, down, comes_and_goes, other, or as pages
    call it. Times without an offset are in the inventory's zone; without ``reported_at`` it is
    ``now`` (microseconds UTC). No message repeats words or phone.
    """
    rows, problems = read_any_table(data, file, COLUMNS)
    reading = _Reading(file, inventory, now, list(problems))
    found = [told for row in rows if (told := _told(reading, row)) is not None]
    if not found and not reading.problems:
        empty = Sentence(to_say("the file holds no report; write one a line"))
        reading.problems.append(RowProblem(file, 1, empty))
    if reading.problems:
        return sorted(reading.problems, key=lambda each: each.line)
    return found


def is_problems(found: list[Told] | list[RowProblem]) -> bool:
    """Whether reading came to nothing."""
    return bool(found) and isinstance(found[0], RowProblem)


def _told(reading: _Reading, row: Row) -> Told | None:
    before = len(reading.problems)
    village = _village(reading, row)
    what = _what(reading, row)
    at = _time(reading, row, "reported_at")
    since = _time(reading, row, "since")
    site = _site(reading, row, village)
    if len(reading.problems) > before or village is None or what is None:
        return None
    values = row.values
    told = Told(
        village=village.code,
        what=what,
        at=reading.now if at is None else at,
        since=since,
        site=site,
        words=values["words"],
        phone=values["phone"],
    )
    fault = told_fault(told)
    if fault:
        reading.bad(row, fault)
        return None
    return told


def _village(reading: _Reading, row: Row) -> Village | None:
    written, names = row.values["village"], gazetteer()
    within = names.find_kecamatan(row.values["kecamatan"]) if row.values["kecamatan"] else None
    found = names.find_villages(written, within) if written else ()
    if len(found) == 1:
        return found[0]
    if found:
        choices = tuple(f"{each.code} ({each.name}, {each.kecamatan})" for each in found)
        why = Sentence(
            to_say("village '{village}' is several; write one of {choices}"),
            village=written,
            choices=choices,
        )
    else:
        near = tuple(each.name for each in names.near_villages(written, within)) if written else ()
        why = Sentence(
            to_say("village '{village}' is not known{near}"),
            village=written,
            near=nearest(written, near) if near else "",
        )
    reading.bad(row, why)
    return None


def _what(reading: _Reading, row: Row) -> Complaint | None:
    written = row.values["what"].casefold()
    for each in Complaint:
        called = {each.value, *(label(each, language).casefold() for language in LANGUAGES)}
        if written in called:
            return each
    reading.bad(
        row,
        Sentence(
            to_say("what: '{what}' is not known{near}"),
            what=row.values["what"],
            near=nearest(written, tuple(each.value for each in Complaint)),
        ),
    )
    return None


def _time(reading: _Reading, row: Row, column: str) -> int | None:
    written = row.values[column]
    if not written:
        return None
    found = read_instant(column, written, reading.inventory.timezone)
    if isinstance(found, Sentence):
        reading.bad(row, found)
        return None
    if found > reading.now:
        reading.bad(row, in_future(column, written))
        return None
    return found


def _site(reading: _Reading, row: Row, village: Village | None) -> str | None:
    written = row.values["site"]
    if not written or village is None:
        return None
    site = reading.inventory.site(written)
    if site is None or site.desa != village.code:
        reading.bad(
            row,
            Sentence(
                to_say("site '{site}' does not lie in {village}"),
                site=written,
                village=village.name,
            ),
        )
        return None
    return site.id
