"""What people told, at the command line: brought in whole, read, answered, forgotten."""

import re

import pytest
import xlsxwriter

from tests.cli.story import Desk
from tests.cli.test_docs import keys, sections

PHONE = "0812777"
ROWS = (
    "village,what,since,reported_at,site,words,phone",
    f"64.01.05.2002,down,2025-03-10T08:30,2025-03-10T09:00,,Pak Kenari menunggu,{PHONE}",
    "Lolo,no_signal,,2025-03-11T09:00,,,",
)


def brought(desk: Desk, *lines: str) -> list[str]:
    done = desk.run("people", "import", desk.file("laporan.csv", *(lines or ROWS)), "--by", "Rina")
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    return done.stdout.split()


def test_a_list_comes_in_whole_and_is_laid_beside_what_was_measured(worked: Desk) -> None:
    first, second = brought(worked)
    assert re.fullmatch(r"W\d+", first)
    newest, oldest = worked.json("people", "list")
    assert (oldest["id"], newest["id"]) == (first, second)
    assert (newest["verdict"], newest["reason"]) == ("cannot_tell", "mobile_signal")
    # No site of the march lies in this village.
    assert (oldest["verdict"], oldest["reason"]) == ("cannot_tell", "no_site")
    assert (oldest["village_name"], oldest["kecamatan"]) == ("Lolo", "Kuaro")
    assert brought(worked) == []


def test_one_bad_row_is_named_and_nothing_comes_in(worked: Desk) -> None:
    head = worked.head()
    file = worked.file("laporan.csv", *ROWS, "Entah,down,,,,,")
    done = worked.run("people", "import", file)
    assert done.exit_code == 1
    assert "laporan.csv:4: village 'Entah' is not known" in done.stderr
    assert worked.head() == head


def test_a_workbook_is_read_as_well(worked: Desk) -> None:
    path = worked.folder / "laporan.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROWS):
            sheet.write_row(number, 0, row.split(","))
    assert len(worked.run("people", "import", str(path)).stdout.split()) == 2


def test_words_and_phones_are_given_only_to_who_asks_and_may(worked: Desk) -> None:
    first, _ = brought(worked)
    for words in (("people", "list"), ("people", "show", first)):
        for plain in (worked.run(*words).stdout, worked.run(*words, "--json").stdout):
            assert PHONE not in plain
            assert "Kenari" not in plain
        whole = worked.run(*words, "--with-contact")
        assert PHONE in whole.stdout
        refused = worked.run(*words, "--with-contact", "--role", "viewer")
        assert (refused.exit_code, refused.stdout) == (1, "")
    [_, told] = worked.json("people", "list", "--with-contact")
    assert (told["phone"], told["words"]) == (PHONE, "Pak Kenari menunggu")


def test_every_key_of_the_json_is_told(worked: Desk) -> None:
    brought(worked)
    found = set(keys(worked.json("people", "list", "--with-contact")))
    told = set(re.findall(r"`([a-z_]+)`", sections()["pantau people list"]))
    assert found - told == set()


def test_it_is_answered_corrected_closed_and_told_to_be_none(worked: Desk) -> None:
    first, second = brought(worked)
    for words in (
        ("answer", first, "--text", "Sudah pulih"),
        ("correct", first, "--village", "64.01.05.2003", "--reason", "salah tulis"),
        ("close", first),
        ("spam", second),
    ):
        done = worked.run("people", *words, "--by", "Rina")
        assert (done.exit_code, done.stdout.strip()) == (0, words[1]), done.stderr
    spam, closed = worked.json("people", "list")
    assert spam["state"] == "spam"
    assert (closed["state"], closed["answer"], closed["answered_by"]) == (
        "closed",
        "Sudah pulih",
        "Rina",
    )
    assert worked.json("people", "list", "--village", "64.01.05.2002") == [spam]


def test_the_phone_can_be_erased_of_one_or_of_all_whose_term_is_over(worked: Desk) -> None:
    first, _ = brought(worked)
    assert worked.run("people", "erase", first, "--by", "Budi").stdout.strip() == first
    again = worked.run("people", "erase", first, "--by", "Budi")
    assert (again.exit_code, "nothing is kept" in again.stderr) == (1, True)
    assert worked.json("people", "show", first, "--with-contact")["phone"] is None
    brought(worked, ROWS[0], "Lolo,slow,,2025-03-12,,Pak Kenari,08127")
    assert worked.run("people", "erase", "--over-term").stdout.strip() == "1"
    assert worked.run("people", "erase", "--over-term").stdout.strip() == "0"
    for words in ((), (first, "--over-term")):
        assert worked.run("people", "erase", *words).exit_code == 2


@pytest.mark.parametrize("verb", ["show", "answer", "close", "spam", "correct", "erase"])
def test_a_report_that_is_none_is_one_message(worked: Desk, verb: str) -> None:
    needed = {"answer": ("--text", "x"), "correct": ("--village", "64.01.05.2002")}
    more = (*needed.get(verb, ()), *(("--reason", "x") if verb == "correct" else ()))
    done = worked.run("people", verb, "W999", *more)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "report 'W999' is not known" in done.stderr


def test_bulletins_are_printed_ready_to_be_copied(worked: Desk) -> None:
    worked.lang = "id"
    said = worked.run("bulletin", "--since", "2025-03-01").stdout
    assert "*GANGGUAN INTERNET*\nInternet di Kantor Bupati (Kecamatan Tanah Grogot)" in said
    assert "Senin, 10 Maret 2025 pukul 10.00 WITA, setelah terputus selama 2 jam" in said
    own = worked.run("bulletin", "--since", "2025-03-01", "--kecamatan", "kuaro").stdout
    assert "Kantor Bupati" not in own
    assert "Kantor Desa Contoh" in own


def test_bulletins_for_programs_and_what_is_wrong_usage(worked: Desk) -> None:
    found = worked.json("bulletin", "--since", "2025-03-01")
    assert {each["kind"] for each in found} == {"outage", "recovered"}
    told = set(re.findall(r"`([a-z_]+)`", sections()["pantau bulletin"]))
    assert set(keys(found)) - told == set()
    assert worked.json("bulletin", "--since", "2025-03-01", "--village", "64.01.05.2002") == []
    assert worked.run("bulletin", "--since", "kemarin").exit_code == 2
    unknown = worked.run("bulletin", "--kecamatan", "Kuaru")
    assert (unknown.exit_code, "Kuaro" in unknown.stderr) == (1, True)
