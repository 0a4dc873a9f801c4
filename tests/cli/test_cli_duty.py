"""``pantau duty``: what the agreement promises beyond lines."""

import pytest

from tests.cli.story import INVENTORY, Desk

DUTIES = """    duties:
      - {id: survei, what: Survei titik blank spot, due: 2025-03-31}
      - {id: serat, what: Serat optik ke kecamatan, due: 2099-01-31, by: Dinas PU}
"""


@pytest.fixture
def office(worked: Desk) -> Desk:
    text = INVENTORY.replace("    policy:", f"{DUTIES}    policy:")
    worked.inventory.write_text(text)
    done = worked.run("apply", "--by", "Siti")
    assert done.exit_code == 0, done.output
    return worked


def test_what_nobody_tells_of_is_late_when_its_day_is_over(office: Desk) -> None:
    first, second = office.json("duty", "list", code=1)
    assert (first["id"], first["by"], first["state"]) == ("survei", "Telkom", "open")
    assert first["late_days"] > 600
    assert (second["by"], second["late_days"], second["said"]) == ("Dinas PU", 0, [])
    said = office.run("duty", "list").stdout
    assert "Nothing told" in said
    assert "Dinas PU" in said


def test_how_far_a_duty_is_stands_in_the_journal_with_its_evidence(office: Desk) -> None:
    file = office.file("laporan.txt", "selesai")
    say = ("duty", "state", "survei", "--by", "Siti", "--role", "manager")
    assert office.run(*say, "--state", "in_progress").stdout == "survei\n"
    done = office.run(*say, "--state", "done", "--on", "2025-04-02", "--evidence", file)
    assert (done.exit_code, done.stdout) == (0, "survei\n")
    first, _ = office.json("duty", "list")
    assert (first["state"], first["on"], first["late_days"]) == ("done", "2025-04-02", 2)
    assert [each["state"] for each in first["said"]] == ["in_progress", "done"]
    assert first["said"][1]["evidence"]["name"] == "laporan.txt"
    assert first["said"][1]["author"] == "Siti"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nobody", "--state", "done", "--note", "x"), "duty 'nobody' is not known"),
        (("survei", "--state", "done"), "nothing shows it"),
        (("survei", "--state", "waived"), "nothing shows it"),
        (("survei", "--state", "in_progress", "--on", "2098-01-01"), "lies in the future"),
        (("survei", "--state", "in_progress", "--role", "technician"), "ask one of"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    office: Desk, words: tuple[str, ...], why: str
) -> None:
    before = office.head()
    done = office.run("duty", "state", *words)
    assert (done.exit_code, why in done.stderr) == (1, True), done.stderr
    assert office.head() == before


def test_without_duties_the_list_is_empty(worked: Desk) -> None:
    assert worked.json("duty", "list") == []
