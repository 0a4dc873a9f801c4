"""What is said of the coverage of villages: written down, brought in, taken back."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.actions.acting import Actor, Refused
from pantau.actions.coverage import (
    Brought,
    import_coverage,
    revoke_coverage,
    state_coverage,
    statements,
)
from pantau.actions.coverage_rows import CoverageRows, read_coverage
from pantau.facts.coverage import CoverageStatement
from pantau.facts.region import Coverage, CoverageGroup, CoverageProject
from pantau.facts.words import Role
from pantau.inventory.gazetteer.names import gazetteer
from pantau.reports.sheet.book import Book
from pantau.store import Store
from pantau.villages.coverage import standings, tally

NOW, TODAY = 1_795_000_000_000_000, date(2026, 11, 18)
SRI = Actor("Sri", "web session 1", Role.TECHNICIAN, NOW)
BELIMBING = CoverageStatement("64.01.06.2012", Coverage.BUILDING, "2022-06", "Tribun Kaltim")
EXAMPLE = (Path(__file__).parents[2] / "pantau" / "lab" / "coverage.csv").read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "data")


def read(text: str) -> CoverageRows:
    found = read_coverage(text.encode(), "desa.csv", TODAY)
    assert isinstance(found, CoverageRows), [str(each) for each in found]
    return found


def refused(text: str) -> list[str]:
    found = read_coverage(text.encode(), "desa.csv", TODAY)
    assert isinstance(found, list)
    return [str(each) for each in found]


def test_the_example_is_understood_word_by_word(store: Store) -> None:
    rows = read_coverage(EXAMPLE, "coverage.csv", TODAY)
    assert isinstance(rows, CoverageRows)
    assert len(rows.statements) == EXAMPLE.count(b"\n") - 1
    brought = import_coverage(store, SRI, rows)
    assert isinstance(brought, Brought)
    with store.view() as view:
        told = statements(view)
    found = standings(gazetteer().villages, told, TODAY)
    assert found["64.01.06.2012"].state is Coverage.PLANNED  # budgeted for 2023, nothing since
    assert found["64.01.08.2012"].state is Coverage.ON_AIR  # Kepala Telake, by Starlink
    assert found["64.01.08.2012"].newest[0].said.project is CoverageProject.LINK
    assert found["64.01.10.2009"].state is Coverage.SURVEY
    counted = tally(found.values())
    assert counted.villages == 144
    assert counted.counts[CoverageGroup.UNSTATED] == 144 - len({s.village for s in brought.new})


def test_the_same_file_again_changes_nothing_and_a_longer_one_adds_what_it_has_more(
    store: Store,
) -> None:
    head = "as_of,village,state,source\n"
    first, second = "2022-06,Belimbing,building,koran\n", "2023-05,Muara Toyu,planned,koran\n"
    assert import_coverage(store, SRI, read(head + first)) == Brought(
        read(head + first).statements, 0, "C1"
    )
    assert import_coverage(store, SRI, read(head + first)) == Brought((), 1, None)
    longer = import_coverage(store, SRI, read(head + first + second))
    assert isinstance(longer, Brought)
    assert (len(longer.new), longer.known, longer.id) == (1, 1, "C2")
    assert store.head()[0] == 2


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2022-06,Belimbingan,,building,koran", "perhaps 64.01.06.2012 Belimbing (Long Ikis)"),
        ("2022-06,Zzz,,building,koran", "'Zzz' is no village here"),
        ("2022-06,,,building,koran", "village is empty"),
        ("2022-06,Belimbing,Batu Engau,building,koran", "no village here"),
        ("2022-06,Belimbing,Atlantis,building,koran", "'Atlantis' is no kecamatan"),
        ("2022-06,Belimbing,,bulding,koran", "did you mean 'building'?"),
        ("2022-06,Belimbing,,,koran", "state is empty"),
        ("2022-06,Belimbing,,building,", "source is empty"),
        ("06/2022,Belimbing,,building,koran", "as_of '06/2022' is no date"),
        (",Belimbing,,building,koran", "as_of is empty"),
        ("2027,Belimbing,,on_air,koran", "lies in the future"),
        ("2022-06,Belimbing,,building,ko\x07ran", "control character U+0007"),
    ],
)
def test_a_bad_row_is_told_with_file_line_value_and_remedy(row: str, why: str) -> None:
    good = "2021-09,Muara Payang,,planned,koran"
    [told] = refused(f"as_of,village,kecamatan,state,source\n{good}\n{row}\n")
    assert told.startswith("desa.csv:3: ")
    assert why in told


def test_a_code_and_a_name_must_mean_the_same_village() -> None:
    head = "as_of,code,village,state,source\n"
    [told] = refused(head + "2022-06,64.01.06.2012,Muara Toyu,building,koran\n")
    assert "64.01.06.2012 is Belimbing, not Muara Toyu" in told
    [told] = refused(head + "2022-06,64.01.06.9999,Belimbing,building,koran\n")
    assert "'64.01.06.9999' is no village here" in told


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Kladen", "64.01.02.2004"),
        ("DESA MUARA ANDE", "64.01.10.2009"),
        ("Prepat", "64.01.04.2012"),
    ],
)
def test_spellings_of_the_press_are_helped(spelling: str, code: str) -> None:
    [said] = read(f"as_of,village,state,source\n2022,{spelling},blank,koran\n").statements
    assert said.village == code


def test_lists_of_others_are_understood_by_their_headings_and_words() -> None:
    text = "per;desa;keadaan;sumber;dana;proyek\n2022-06;Belimbing;Lelang;surat;APBD;menara\n"
    assert read(text).statements == (
        replace(
            BELIMBING,
            state=Coverage.TENDER,
            source="surat",
            funding="APBD",
            project=CoverageProject.TOWER,
        ),
    )


def test_a_workbook_is_read_and_a_day_that_a_spreadsheet_made_is_a_day() -> None:
    book = Book()
    for name in ("Sampul", "Desa"):
        book.workbook.add_worksheet(name)
    sheet = book.workbook.get_worksheet_by_name("Desa")
    for at, words in enumerate(("as_of", "desa", "keadaan", "sumber")):
        sheet.write_string(0, at, words)
    day = book.workbook.add_format({"num_format": "yyyy-mm"})
    sheet.write_datetime(1, 0, datetime(2022, 6, 1), day)  # noqa: DTZ001 - spreadsheets know no zone
    for at, words in enumerate(("Belimbing", "bangun", "Tribun Kaltim"), start=1):
        sheet.write_string(1, at, words)
    found = read_coverage(book.closed(), "desa.xlsx", TODAY)
    assert isinstance(found, CoverageRows), found
    assert found.statements == (replace(BELIMBING, as_of="2022-06-01"),)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_nothing_is_raised(data: bytes) -> None:
    head = b"as_of,village,state,source\n"
    for each in (data, head + data):
        found = read_coverage(each, "desa.csv", TODAY)
        assert isinstance(found, CoverageRows) or all(each.message for each in found)


@given(st.lists(st.text(st.characters(exclude_characters='"\r\n', exclude_categories=["Cs"]))))
def test_whatever_the_cells_hold_it_is_taken_or_told(cells: list[str]) -> None:
    row = ",".join(f'"{cell}"' for cell in cells)
    found = read_coverage(f"as_of,village,state,source\n{row}\n".encode(), "desa.csv", TODAY)
    assert isinstance(found, CoverageRows) or all(each.message for each in found)


def test_a_row_that_stands_twice_is_refused() -> None:
    row = "2022-06,Belimbing,building,koran\n"
    [told] = refused("as_of,village,state,source\n" + row + row)
    assert told == "desa.csv:3: says the same as line 2; take one of the two out"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "the file is empty"),
        ("as_of,village,state,source\n", "holds no statement"),
        ("as_of,village,state\n2022,Belimbing,blank\n", "column 'source' is missing"),
        ("as_of,village,state,source,warna\n", "column 'warna' is not known"),
    ],
)
def test_a_file_without_form_is_refused(text: str, why: str) -> None:
    assert why in refused(text)[0]


def test_one_statement_is_written_down_and_taken_back(store: Store) -> None:
    assert state_coverage(store, SRI, BELIMBING, TODAY) == "C1"
    again = state_coverage(store, SRI, BELIMBING, TODAY)
    assert isinstance(again, Refused)
    assert again.message == "this was written down already as C1"
    assert revoke_coverage(store, SRI, "C1", "salah desa") == "C1"
    with store.view() as view:
        assert statements(view) == []
    twice = revoke_coverage(store, SRI, "C1", "salah desa")
    assert isinstance(twice, Refused)
    assert "revoked already" in twice.message
    assert state_coverage(store, SRI, BELIMBING, TODAY) == "C3"


def test_one_row_of_a_file_or_all_of_it_is_taken_back(store: Store) -> None:
    head = "as_of,village,state,source\n"
    rows = "2022-06,Belimbing,building,koran\n2023-05,Muara Toyu,planned,koran\n"
    import_coverage(store, SRI, read(head + rows))
    assert revoke_coverage(store, SRI, "C1-2", "salah") == "C1-2"
    with store.view() as view:
        assert [each.id for each in statements(view)] == ["C1-1"]
    assert revoke_coverage(store, SRI, "C1", "salah") == "C1"
    with store.view() as view:
        assert statements(view) == []
    unknown = revoke_coverage(store, SRI, "C1-3", "salah")
    assert isinstance(unknown, Refused)
    assert "did you mean" in unknown.message


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (replace(BELIMBING, village="64.01.06.9999"), "is not known"),
        (replace(BELIMBING, as_of="2030"), "lies in the future"),
        (replace(BELIMBING, source=" "), "source is empty"),
        (replace(BELIMBING, note="a\x00b"), "control character"),
        (replace(BELIMBING, title="x" * 501), "at most 500"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(
    store: Store, said: CoverageStatement, why: str
) -> None:
    found = state_coverage(store, SRI, said, TODAY)
    assert isinstance(found, Refused)
    assert why in found.message
    assert store.head()[0] == 0
