"""What is simulated says so wherever it is printed, and never inside of a list for programs."""

import json

import pytest

from tests.cli.story import INVENTORY, Desk

MARK = "SIMULATION – not real data"
LISTS = {
    "sla": ("sla", "--month", "2025-03"),
    "outages": ("outages", "--from", "2025-03-01", "--to", "2025-04-01"),
    "status": ("status",),
}


@pytest.fixture
def simulated(march: Desk, desk: Desk) -> Desk:
    desk.data = march.data
    text = INVENTORY.replace("version: 1\n", "version: 1\nsimulation: true\n")
    desk.inventory.write_text(text)
    return desk


@pytest.mark.parametrize("name", ["sla", "outages"])
def test_a_list_begins_with_the_mark(simulated: Desk, name: str) -> None:
    assert simulated.run(*LISTS[name]).stdout.splitlines()[0] == MARK


def test_the_status_of_an_inventory_that_was_never_applied_bears_it(simulated: Desk) -> None:
    simulated.data = simulated.folder / "nothing"
    assert MARK in simulated.run("status").stdout.splitlines()


@pytest.mark.parametrize("name", ["outages", "status"])
def test_json_is_left_alone_and_the_mark_stands_on_stderr(simulated: Desk, name: str) -> None:
    if name == "status":
        simulated.data = simulated.folder / "nothing"
    done = simulated.run(*LISTS[name], "--json")
    json.loads(done.stdout)
    assert MARK not in done.stdout
    assert MARK in done.stderr


def test_the_months_json_says_it_itself(simulated: Desk) -> None:
    found = simulated.json(*LISTS["sla"])
    assert found["simulation"] is True
    assert len(found["sites"]) == 4


@pytest.mark.parametrize("name", LISTS)
def test_what_is_real_bears_no_mark(march: Desk, name: str) -> None:
    done = march.run(*LISTS[name])
    assert MARK not in done.output
    assert "simulation" not in march.run(*LISTS[name], "--json").output
