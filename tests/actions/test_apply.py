"""Putting an inventory in force as a person."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.apply import NowInForce, PastRefused, apply_inventory
from pantau.actions.months import close_month
from pantau.facts.journal import Entry, InventoryApplied
from pantau.facts.kinds import EntryKind
from pantau.facts.said import MonthStanding
from pantau.facts.words import Role
from pantau.store import Commit, Store
from tests.actions.history import (
    BUDI,
    NOW,
    RINA,
    now_in_force,
    opened,
    taken_up,
    town,
    watch_october,
)

DEARER = town("abc", "fee: 2500000", "fee: 2600000")
FROM_TODAY = "to: 2026-12-31\n    amendments: [{from: 2026-11-25, tiers: {fo: {fee: 2600000}}}]"
DATED = town("abc", "to: 2026-12-31", FROM_TODAY)
WRONG = "salah ketik sejak Januari"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path) as found:
        taken_up(found, town(), "2026-09-01")
        yield found


def entries(store: Store) -> list[Entry]:
    return store.entries(kinds=[EntryKind.INVENTORY_APPLIED])


def as_fact(entry: Entry) -> InventoryApplied:
    return InventoryApplied(entry.data()["digest"], entry.data()["text"])


def test_a_dated_change_is_applied_with_author_and_role(store: Store) -> None:
    assert apply_inventory(store, RINA, DATED) == NowInForce(DATED.digest)
    last = entries(store)[-1]
    data = last.data()
    assert (last.author, last.via, data["role"]) == ("Rina", "rina@noc", "technician")
    assert (data["correction"], data["changed"]) == ("", ["a", "b", "c"])
    assert store.last_inventory() == DATED.digest


def test_a_change_of_the_past_is_refused_with_its_lines(store: Store) -> None:
    found = apply_inventory(store, BUDI, DEARER)
    assert isinstance(found, PastRefused)
    [problem] = found.problems
    assert "fee: 2500000 -> 2600000 from 2026-01-01, 3 sites" in problem.message
    assert len(entries(store)) == 1


def test_a_correction_is_applied_and_says_what_it_changed_and_why(store: Store) -> None:
    watch_october(store)
    assert isinstance(close_month(store, BUDI, town(), "2026-10"), MonthStanding)
    found = apply_inventory(store, BUDI, DEARER, f" {WRONG} ")
    assert found == NowInForce(DEARER.digest, changes=1, changed_sites=3, closed=("2026-10",))
    assert entries(store)[-1].data()["correction"] == WRONG
    assert now_in_force(store).sites[0].terms[0].fee == 2600000


def test_a_closed_month_outside_of_the_changed_days_is_not_named(store: Store) -> None:
    watch_october(store)
    assert isinstance(close_month(store, BUDI, town(), "2026-10"), MonthStanding)
    amended = FROM_TODAY.replace("2026-11-25", "2026-11-01")
    since_november = town("abc", "to: 2026-12-31", amended)
    found = apply_inventory(store, BUDI, since_november, WRONG)
    assert isinstance(found, NowInForce)
    assert (found.changes, found.closed) == (1, ())


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROVIDER, Role.TECHNICIAN])
def test_a_correction_is_not_for_every_role(store: Store, role: Role) -> None:
    found = apply_inventory(store, replace(RINA, role=role), DEARER, WRONG)
    assert isinstance(found, Refused)
    assert "ask one of: manager, admin" in found.message
    assert len(entries(store)) == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PROVIDER])
def test_those_who_only_look_apply_nothing(store: Store, role: Role) -> None:
    assert isinstance(apply_inventory(store, replace(RINA, role=role), DATED), Refused)
    assert len(entries(store)) == 1


def test_a_correction_without_a_reason_is_refused(store: Store) -> None:
    found = apply_inventory(store, BUDI, DEARER, "  ")
    assert isinstance(found, Refused)
    assert "reason is empty" in found.message


def test_what_is_in_force_already_leaves_no_second_entry(store: Store) -> None:
    assert apply_inventory(store, RINA, town()) == NowInForce(town().digest, already=True)
    assert len(entries(store)) == 1


def test_a_file_that_the_collector_writes_down_after_a_person_did_is_one_entry(
    store: Store,
) -> None:
    run = store.begin_watch(at=NOW, author="collector", via="test").run
    assert isinstance(apply_inventory(store, RINA, DATED), NowInForce)
    last = entries(store)[-1]
    taken = as_fact(last)
    store.commit(Commit(run, NOW + 1, (taken, taken), (), NOW + 1, "collector", "test"))
    assert entries(store)[-1] == last
    # Two files in one commit are two entries, also where the second is that of before.
    first = as_fact(entries(store)[0])
    store.commit(Commit(run, NOW + 2, (first, taken), (), NOW + 2, "collector", "test"))
    assert [each.data()["digest"] for each in entries(store)[-2:]] == [first.digest, taken.digest]


def test_another_time_zone_changes_the_days_of_all_sites(store: Store) -> None:
    moved = town("ab", "Asia/Makassar", "Asia/Jakarta")
    found = apply_inventory(store, BUDI, moved, WRONG)
    assert isinstance(found, NowInForce)
    assert (found.changes, found.changed_sites, len(found.warnings)) == (1, 3, 1)


def test_a_site_taken_out_is_told_and_not_refused(store: Store) -> None:
    found = apply_inventory(store, RINA, town("ab"))
    assert isinstance(found, NowInForce)
    [warning] = found.warnings
    assert "site 'c'" in warning.message
    assert [site.id for site in now_in_force(store).departed] == ["c"]


def test_the_first_inventory_holds_for_all_time_before_it(tmp_path: Path) -> None:
    with opened(tmp_path / "new") as empty:
        assert apply_inventory(empty, RINA, DEARER) == NowInForce(DEARER.digest)
        assert entries(empty)[0].data()["added"] == ["a", "b", "c"]


def test_a_site_back_from_its_absence_with_another_fee_is_refused(store: Store) -> None:
    taken_up(store, town("ab"), "2026-11-20")
    found = apply_inventory(store, RINA, DEARER)
    assert isinstance(found, PastRefused)
    told = [str(each) for each in found.problems]
    assert any("contract: none -> satu from 2026-11-21" in each for each in told)
    assert any("fee: 2500000 -> 2600000 from 2026-01-01 to 2026-11-20" in each for each in told)


def test_an_act_that_another_one_overtook_is_weighed_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Store.pen
    others = iter([town("ab"), town("a")])

    def pen(self: Store, *, at: int, author: str, via: str):
        for other in others:
            taken_up(self, other, "2026-11-25T08:00")
            break
        return real(self, at=at, author=author, via=via)

    monkeypatch.setattr(Store, "pen", pen)
    found = apply_inventory(store, RINA, town("abc", "kerja:", "kerja: "))
    assert isinstance(found, NowInForce)
    assert entries(store)[-1].data()["added"] == ["b", "c"]


def test_acts_that_never_meet_the_same_inventory_twice_give_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = iter(range(99))
    real = Store.pen

    def pen(self: Store, *, at: int, author: str, via: str):
        taken_up(self, town("abc", "Desa a", f"Desa {next(numbers)}"), "2026-11-25T08:00")
        return real(self, at=at, author=author, via=via)

    monkeypatch.setattr(Store, "pen", pen)
    found = apply_inventory(store, RINA, DATED)
    assert isinstance(found, Refused)
    assert "try again" in found.message


def test_nothing_is_put_over_what_cannot_be_read(store: Store) -> None:
    store.record([InventoryApplied("0" * 64, "sites: [")], at=NOW, author="x", via="test")
    found = apply_inventory(store, BUDI, DEARER, WRONG)
    assert isinstance(found, Refused)
    assert "cannot be read by this version" in found.message
