"""Swaps and lists of shifts: known people, one at a time, never in the past."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.shifts import person_named, plan_shifts, read_shifts_csv
from pantau.facts.instant import DAY, HOUR
from pantau.facts.oncall import PlannedShift
from pantau.inventory.alerting import Alerting, Person, Rota
from pantau.store import Store
from tests.actions.acts import GUEST, NOW, RINA, TOWN, october
from tests.sla.build import at

PEOPLE = {
    "rina": Person("rina", "Rina Sari", phone="0800000001"),
    "budi": Person("budi", "Budi"),
    "budi-2": Person("budi-2", "budi"),
}
STAFFED = replace(TOWN, alerting=Alerting(people=PEOPLE, rotas={"piket": Rota("piket")}))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def planned(store: Store) -> list[tuple[int, int, str]]:
    with store.view() as view:
        found = view.shift_changes("piket", 0, 2**62)
    return [(each.begin, each.end, each.person) for each in found]


def test_somebody_takes_over_from_now_on(store: Store) -> None:
    shift = PlannedShift(NOW - HOUR, NOW + DAY, "budi")
    assert plan_shifts(store, RINA, STAFFED, "piket", [shift], "Rina sakit") == "J2"
    # Who was on call an hour ago stays.
    assert planned(store) == [(NOW, NOW + DAY, "budi")]


@pytest.mark.parametrize(
    ("rota", "shifts", "why"),
    [
        ("pikett", [(0, 1, "budi")], "did you mean 'piket'"),
        ("piket", [(0, 1, "udin")], "'udin' is not in the inventory"),
        ("piket", [(-2, 0, "budi")], "is over already"),
        ("piket", [(2, 4, "budi"), (0, 3, "rina")], "overlap"),
        ("piket", [], "names no shift"),
    ],
)
def test_shifts_that_make_no_sense_are_refused_whole(store: Store, rota, shifts, why) -> None:
    wanted = [PlannedShift(NOW + a * HOUR, NOW + b * HOUR, who) for a, b, who in shifts]
    refused = plan_shifts(store, RINA, STAFFED, rota, wanted, "tukar")
    assert isinstance(refused, Refused)
    assert why in refused.message
    assert planned(store) == []


def test_a_guest_plans_nothing(store: Store) -> None:
    shift = PlannedShift(NOW, NOW + DAY, "budi")
    assert isinstance(plan_shifts(store, GUEST, STAFFED, "piket", [shift], "x"), Refused)


def test_a_person_is_named_by_id_or_by_a_name_that_one_alone_bears() -> None:
    assert person_named(STAFFED, "budi") == "budi"
    assert person_named(STAFFED, " RINA  sari") == "rina"
    both = person_named(STAFFED, "Budi")
    assert isinstance(both, Refused)
    assert "budi, budi-2; write the id" in both.message
    near = person_named(STAFFED, "rinna")
    assert isinstance(near, Refused)
    assert "did you mean 'rina'" in near.message


def read(*lines: str):
    data = "\n".join(lines).encode()
    return read_shifts_csv(data, "piket.csv", STAFFED, NOW)


def test_a_list_is_read_in_the_zone_of_the_inventory() -> None:
    assert read(
        "person;from;to",
        "Rina Sari;2026-11-03T08:00;2026-11-04T08:00",
        "budi;2026-11-04T08:00;2026-11-05",
    ) == [
        PlannedShift(at("2026-11-03T08:00"), at("2026-11-04T08:00"), "rina"),
        PlannedShift(at("2026-11-04T08:00"), at("2026-11-05"), "budi"),
    ]


def test_every_bad_row_is_named() -> None:
    found = read(
        "from,to,person",
        "2026-11-03,2026-11-05,rina",
        "besok,2026-11-05,udin",
        "2026-11-06,2026-11-05,rina",
        "2026-10-01,2026-10-02,rina",
        "2026-11-04,2026-11-06,budi",
    )
    assert [str(each).removeprefix("piket.csv:") for each in found] == [
        "3: from: 'besok' is not a time; "
        "write 2026-10-31, 2026-10-31T08:15 or 2026-10-31T08:15:00+08:00",
        "3: person 'udin' is not in the inventory, did you mean 'budi'?",
        "4: to '2026-11-05' is not after from '2026-11-06'",
        "5: to '2026-10-02' is past (it is 2026-11-02T00:00+08:00); take the row out",
        "6: begins before the shift of line 2 ends; part them",
    ]


def test_a_file_without_shifts_or_with_too_many_is_refused() -> None:
    assert "holds no shift" in str(read("from,to,person")[0])
    assert "column 'person' is missing" in str(read("from,to", "2026-11-03,2026-11-04")[0])
    many = ["2027-01-01,2027-01-02,rina"] * 2_001
    (found,) = read("from,to,person", *many)
    assert str(found) == "piket.csv:2002: more than 2000 shifts; split the file"
