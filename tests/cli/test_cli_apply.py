"""``pantau apply``: an inventory comes into force as somebody's act."""

import pytest

from pantau.facts.journal import InventoryApplied
from pantau.store import Store
from tests.cli.story import APRIL, INVENTORY, WHO, Desk

DEARER = INVENTORY.replace("fee: 2500000", "fee: 5000000")
CORRECT = ("--correct", "salah ketik", "--by", "Budi")


def test_a_change_of_the_past_is_refused_with_the_lines_of_check(worked: Desk) -> None:
    before = worked.head()
    worked.inventory.write_text(DEARER)
    checked = worked.run("check")
    assert (checked.exit_code, ": not usable, 2 errors" in checked.stdout) == (1, True)
    done = worked.run("apply", "--by", "Budi")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(checked.stderr)
    assert "contract 'telkom', tier 'fo-50': fee: 2500000 -> 5000000 from 2020-01-01" in done.stderr
    assert "nothing was applied: mend the lines above, or apply with --correct" in done.stderr
    assert worked.head() == before


def test_a_correction_says_what_it_changed_and_which_closed_months_it_touches(
    worked: Desk,
) -> None:
    closing = ("--month", "2025-03", "--as-is", "lihat catatan", "--by", "Budi")
    assert worked.run("close", *closing).exit_code == 0
    closed = worked.json("sla", "--month", "2025-03")
    worked.inventory.write_text(DEARER)
    done = worked.run("apply", *CORRECT)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "is in force now, with 3 sites." in done.stdout
    assert "changes days that are over: 2 changes at 3 sites." in done.stdout
    assert "Closed months hold such days: 2025-03." in done.stdout
    assert worked.json("sla", "--month", "2025-03") == closed
    assert worked.json("check") == []
    revised = worked.run("revise", "--month", "2025-03", "--reason", "koreksi", "--by", "Budi")
    assert "kantor (telkom, fo-50): credit " in revised.stdout


def test_what_is_in_force_already_is_not_written_twice(worked: Desk) -> None:
    before = worked.head()
    done = worked.run("apply", "--by", "Budi")
    assert (done.exit_code, "already" in done.stdout) == (0, True)
    assert worked.head() == before


def test_a_technician_may_apply_and_not_correct(worked: Desk) -> None:
    worked.inventory.write_text(DEARER)
    done = worked.run("apply", *CORRECT, "--role", "technician")
    assert (done.exit_code, "Manager, Administrator" in done.stderr) == (1, True)
    worked.inventory.write_text(INVENTORY.replace("Kantor Bupati", "Kantor Bupati Paser"))
    assert worked.run("apply", "--by", "Rina", "--role", "technician").exit_code == 0


def test_a_site_taken_out_is_told_of_and_keeps_its_place_in_the_month(worked: Desk) -> None:
    whole = worked.json("sla", "--month", "2025-03")
    worked.inventory.write_text(INVENTORY[: INVENTORY.index("  - {id: sekolah")])
    done = worked.run("apply", "--by", "Rina")
    assert done.exit_code == 0
    assert "warning: site 'sekolah' is in force and not in this file: it ends today" in done.stderr
    assert worked.json("sla", "--month", "2025-03") == whole
    [row] = worked.json("sla", "--month", "2025-03", "--site", "sekolah")["sites"]
    assert row in whole["sites"]
    # Its line put back on the same day tells its whole past again.
    worked.inventory.write_text(INVENTORY)
    assert worked.run("apply", "--by", "Rina").exit_code == 0


def test_another_file_than_the_collector_s_comes_with_a_hint(worked: Desk) -> None:
    other = worked.file("other.yaml", INVENTORY.replace("SDN 001", "SDN 002"))
    done = worked.run("apply", other, "--by", "Rina")
    assert done.exit_code == 0
    assert f"A collector that reads {worked.inventory} brings that back" in done.stderr


@pytest.mark.parametrize("text", ["sites: [", "version: 1\n"])
def test_a_broken_file_is_told_of_like_everywhere(worked: Desk, text: str) -> None:
    worked.inventory.write_text(text)
    done = worked.run("apply")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{worked.inventory}:")


def test_a_month_is_closed_by_what_is_in_force_whatever_file_is_named(worked: Desk) -> None:
    expected = worked.json("sla", "--month", "2025-03")
    worked.inventory.write_text(DEARER)
    assert worked.json("sla", "--month", "2025-03") != expected
    done = worked.run("close", "--month", "2025-03", "--as-is", "x", "--by", "Budi")
    assert done.exit_code == 0
    assert f"{worked.inventory} is not in force; this goes by what is." in done.stderr
    assert worked.json("sla", "--month", "2025-03") == expected


def test_a_mistyped_data_directory_makes_no_store(desk: Desk) -> None:
    assert desk.run("apply").exit_code == 1
    assert not desk.data.exists()


def test_what_cannot_be_read_any_more_is_said_by_acts_and_by_looks(worked: Desk) -> None:
    with Store.open(worked.data) as store:
        store.record([InventoryApplied("0" * 64, "sites: [")], at=APRIL, **WHO)
    closing = worked.run("close", "--month", "2025-03", "--as-is", "x", "--by", "Budi")
    assert (closing.exit_code, "cannot be read by this version" in closing.stderr) == (1, True)
    looking = worked.type("sla", "--month", "2025-03", "--data", str(worked.data))
    assert (looking.exit_code, "--inventory" in looking.stderr) == (1, True)
    assert worked.run("sla", "--month", "2025-03").exit_code == 0
