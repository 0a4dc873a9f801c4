"""The list of who needs fibre as files: LibreOffice reckons it anew, also with other weights."""

import csv
import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

from pantau.facts.words import Medium, SiteKind
from pantau.planning.migration import WEIGHTS, Candidate, Factor, Neighbour, Weights, rank
from pantau.reports.sheet.migration import migration_csv, migration_xlsx
from tests.reports.book import forgetful, sheet_files, sheets
from tests.reports.office import converted, needs_office

HOSTILE = "=HYPERLINK(1)"
FULL = Candidate(
    "a", HOSTILE, SiteKind.PUSKESMAS, "Kuaro", Medium.VSAT, 36_000, 7_200, Fraction(1, 50),
    640_000, 1_000, Neighbour("hub", "+Hub", 12_345),
)  # fmt: skip
LIST = (
    FULL,
    replace(FULL, site="b", name="B", kind=SiteKind.DESA, down_seconds=90_000, people=None),
    replace(FULL, site="c", name="C", medium=None, loss=None, p95_us=None, fibre=None),
    Candidate("d", "D", SiteKind.LAINNYA, "Kuaro", Medium.LEO, None, None, None, None, None, None),
)


def made(weights: Weights = WEIGHTS) -> bytes:
    return migration_xlsx(rank(LIST, weights), "Serat", "2026-10", "en", simulation=True)


def reweighed(content: bytes, weights: Weights) -> bytes:
    """As a reader does it: other numbers in the cells of the weights, nothing else."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if "worksheets/sheet" in name:
                text = held.decode()
                for number, factor in enumerate(Factor):
                    cell = f"{'NOPQRST'[number]}5"
                    text, times = re.subn(
                        rf'(<c r="{cell}"[^>]*><v>)[^<]*', rf"\g<1>{weights[factor]}", text
                    )
                    assert times == 1
                held = text.encode()
            target.writestr(name, held)
    return out.getvalue()


def figures(content: bytes) -> dict[str, tuple[object, ...]]:
    """By name: rank, score, least and most, to a thousandth."""
    [lines] = sheets(content).values()
    heading = lines[6]
    wanted = [heading.index(word) for word in ("Rank", "Score", "Score at least", "Score at most")]
    return {
        line[1]: tuple(
            round(line[at], 3) if isinstance(line[at], float) else line[at] for at in wanted
        )
        for line in lines[7:]
    }


@needs_office
def test_reckoned_again_it_is_the_same_and_other_weights_give_the_calculators_list(
    tmp_path: Path,
) -> None:
    book = made()
    again = converted(forgetful(book), "xlsx", tmp_path, "xlsx")
    assert figures(again) == figures(book)
    other = {factor: Fraction(number) for number, factor in enumerate(Factor)}
    changed = converted(reweighed(forgetful(book), other), "xlsx", tmp_path, "xlsx")
    assert figures(changed) == figures(made(other))
    assert figures(changed) != figures(book)


def test_names_are_never_formulas() -> None:
    [sheet] = sheet_files(made())
    formulas = re.findall(r"<f>(.*?)</f>", sheet)
    assert formulas
    assert not [each for each in formulas if "HYPERLINK" in each]
    held = list(
        csv.reader(
            StringIO(migration_csv(rank(LIST), "en", simulation=True).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert {row[2] for row in held[1:]} == {f"'{HOSTILE}", "B", "C", "D"}
    assert all(row[-1].startswith("SIMULATION") for row in held[1:])


def test_the_csv_holds_what_the_workbook_holds() -> None:
    found = rank(LIST)
    text = migration_csv(found, "id", simulation=False).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    assert [row["Peringkat"] for row in rows] == [str(each.rank) for each in found]
    first = rows[0]
    assert first["Skor"].replace(",", ".") == f"{float(found[0].score or 0):.6g}"
    assert {row["site"]: row["Belum diketahui"] for row in rows}["b"] == "Orang yang dilayani"


def test_an_empty_list_is_a_file_too() -> None:
    [lines] = sheets(migration_xlsx((), "Serat", "2026-10", "id", simulation=False)).values()
    assert lines[0][0] == "Serat"
    assert migration_csv((), "id", simulation=False).decode("utf-8-sig").count("\n") == 1
