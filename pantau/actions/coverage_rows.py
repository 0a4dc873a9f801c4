"""A list of statements on the coverage of villages, as it was kept somewhere: CSV or XLSX.

Every bad row is told with its value and what to write instead; one is enough for nothing to be
taken. Words of lists that others keep are understood ("blank_spot", "bts_in_progress").
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pantau.actions.sheets import compared, lines_of, read_sheets
from pantau.actions.site_list.places import find_place
from pantau.actions.table import Columns, Row, RowProblem, named_rows, nearest
from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageProject
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import Sentence, to_say
from pantau.villages.coverage import day_of

COLUMNS = Columns(
    ("as_of", "state", "source"),
    ("code", "village", "kecamatan", "project", "title", "operator", "funding", "note"),
)
_MOST = 5_000
# Headings of other lists, as compared.
_HEADINGS = {
    "asof": "as_of",
    "as of": "as_of",
    "per": "as_of",
    "tanggal": "as_of",
    "status": "state",
    "keadaan": "state",
    "sumber": "source",
    "desa code": "code",
    "kode desa": "code",
    "kode": "code",
    "name": "village",
    "nama": "village",
    "desa": "village",
    "proyek": "project",
    "nama proyek": "title",
    "menara": "title",
    "dana": "funding",
    "pendanaan": "funding",
    "catatan": "note",
    "keterangan": "note",
}
# Words of other lists, as compared; a word that names what is built says that too.
_STATES: dict[str, tuple[Coverage, CoverageProject | None]] = {
    "blankspot": (Coverage.BLANK, None),
    "blank spot": (Coverage.BLANK, None),
    "bts planned": (Coverage.PLANNED, CoverageProject.TOWER),
    "bts proposed": (Coverage.PLANNED, CoverageProject.TOWER),
    "bts budgeted": (Coverage.PLANNED, CoverageProject.TOWER),
    "bts site survey": (Coverage.SURVEY, CoverageProject.TOWER),
    "bts tender": (Coverage.TENDER, CoverageProject.TOWER),
    "bts in progress": (Coverage.BUILDING, CoverageProject.TOWER),
    "bts on air": (Coverage.ON_AIR, CoverageProject.TOWER),
    "starlink planned": (Coverage.PLANNED, CoverageProject.LINK),
    "starlink installed": (Coverage.ON_AIR, CoverageProject.LINK),
    "rencana": (Coverage.PLANNED, None),
    "usulan": (Coverage.PLANNED, None),
    "survei": (Coverage.SURVEY, None),
    "lelang": (Coverage.TENDER, None),
    "bangun": (Coverage.BUILDING, None),
    "pembangunan": (Coverage.BUILDING, None),
    "mengudara": (Coverage.ON_AIR, None),
    "lemah": (Coverage.WEAK, None),
    **{compared(each): (each, None) for each in Coverage},
}
_PROJECTS = {
    "bts": CoverageProject.TOWER,
    "menara": CoverageProject.TOWER,
    "starlink": CoverageProject.LINK,
    "jaringan": CoverageProject.LINK,
    **{each.value: each for each in CoverageProject},
}


@dataclass(frozen=True, slots=True)
class CoverageRows:
    """A file that was read and can be brought in whole. ``digest``: SHA-256 of its bytes, hex."""

    file: str
    digest: str
    statements: tuple[CoverageStatement, ...]


def read_coverage(data: bytes, file: str, today: date) -> CoverageRows | list[RowProblem]:
    """Read a list; never raises for anything that the bytes hold.

    ``today``: the day in the inventory's zone; what is said of a later one is refused.
    """
    rows, problems = _rows(data, file)
    if not problems and not rows:
        empty = Sentence(to_say("the file holds no statement; write one a line"))
        return [RowProblem(file, 1, empty)]
    if len(rows) > _MOST:
        many = Sentence(to_say("more than {most} statements; split the file"), most=_MOST)
        return [RowProblem(file, rows[_MOST].line, many)]
    statements, first = [], dict[CoverageStatement, int]()
    for row in rows:
        found = _read(row, today)
        if isinstance(found, list):
            problems += [RowProblem(file, row.line, fault) for fault in found]
        elif found in first:
            why = Sentence(
                to_say("says the same as line {line}; take one of the two out"), line=first[found]
            )
            problems.append(RowProblem(file, row.line, why))
        else:
            first[found] = row.line
            statements.append(found)
    if problems:
        return sorted(problems, key=lambda problem: problem.line)
    return CoverageRows(file, hashlib.sha256(data).hexdigest(), tuple(statements))


def _rows(data: bytes, file: str) -> tuple[list[Row], list[RowProblem]]:
    """Of a workbook the first sheet that has the columns, however they are headed."""
    sheets = read_sheets(data, file)
    if isinstance(sheets, RowProblem):
        return [], [sheets]
    tables = [list(_headed(lines_of(sheet))) for sheet in sheets if sheet.rows]
    fitting = (each for each in tables if set(COLUMNS.needed) <= set(each[0][1]))
    return named_rows(next(fitting, tables[0] if tables else []), file, COLUMNS)


def _headed(lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for number, (line, values) in enumerate(lines):
        if number:
            yield line, values
        else:
            known = (each.casefold() for each in values)
            yield line, [_HEADINGS.get(compared(each), each) for each in known]


def _read(row: Row, today: date) -> CoverageStatement | list[Sentence]:
    """A row's statement, or all that is wrong with it."""
    values = row.values
    village = named_village(values["code"], values["village"], values["kecamatan"])
    state = _state(values["state"])
    # A spreadsheet makes a day of what looks like one.
    written = values["as_of"].removesuffix("T00:00:00")
    as_of = date_fault(written, today)
    project = _project(values["project"])
    read = (village, state, as_of, project)
    faults = [each for each in read if isinstance(each, Sentence)]
    if not values["source"]:
        faults.append(no_source())
    if faults:
        return faults
    assert isinstance(state, tuple)  # noqa: S101 - for the type checker
    said = CoverageStatement(
        village=str(village),
        state=state[0],
        as_of=written,
        source=values["source"],
        project=state[1],
        **{key: values[key] for key in ("title", "operator", "funding", "note")},
    )
    return replace(said, project=project) if isinstance(project, CoverageProject) else said


def named_village(code: str, name: str, kecamatan: str) -> str | Sentence:
    """The code of the village that is meant, in whatever spelling, or why there is none."""
    if not code and not name:
        return Sentence(to_say("village is empty; write its name, or its code"))
    found = find_place(kecamatan or None, name or code)
    for fault in (found.kecamatan, found.desa):
        if isinstance(fault, Sentence):
            return fault
    if not name or not code:
        return str(found.desa)
    known = gazetteer().villages
    if code not in known:
        by_code = find_place(kecamatan or None, code).desa
        assert isinstance(by_code, Sentence)  # noqa: S101 - no code, and codes are no names
        return by_code
    if found.desa != code:
        return Sentence(
            to_say("{code} is {village}, not {other}; mend the code or the name"),
            code=code,
            village=known[code].name,
            other=name,
        )
    return code


def date_fault(as_of: str, today: date) -> Sentence | None:
    """What is wrong with the day for which something is said, or None."""
    if not as_of:
        return Sentence(to_say("as_of is empty; write a year, month or day like 2022-06"))
    day = day_of(as_of)
    if day is None:
        return Sentence(
            to_say("as_of '{value}' is no date; write a year, month or day like 2022-06"),
            value=as_of,
        )
    if day > today:
        return Sentence(
            to_say("as_of '{value}' lies in the future; write when it was so, not when it will be"),
            value=as_of,
        )
    return None


def no_source() -> Sentence:
    """What is said where nobody says where it comes from."""
    return Sentence(to_say("source is empty; write the paper, letter or office that says so"))


def _state(written: str) -> tuple[Coverage, CoverageProject | None] | Sentence:
    if not written:
        choices = tuple(each.value for each in Coverage)
        return Sentence(to_say("state is empty; write one of {choices}"), choices=choices)
    found = _STATES.get(compared(written))
    if found is not None:
        return found
    choices = tuple(each.value for each in Coverage)
    return Sentence(
        to_say("state '{value}' is not known{near}"), value=written, near=nearest(written, choices)
    )


def _project(written: str) -> CoverageProject | Sentence | None:
    found = _PROJECTS.get(compared(written))
    if found is not None or not written:
        return found
    choices = tuple(each.value for each in CoverageProject)
    return Sentence(
        to_say("project '{value}' is not known{near}"),
        value=written,
        near=nearest(written, choices),
    )
