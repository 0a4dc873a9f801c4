"""Meetings: planned, changed and cancelled by whom it is for, and looked at by everybody alike."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.meetings import (
    Plan,
    as_planned,
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from pantau.actions.readiness import is_live
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval
from pantau.facts.meetings import MeetingCancelled, MeetingKind
from pantau.facts.said import Meeting
from pantau.facts.words import Role
from pantau.store import FactRefused, Store, verify
from tests.actions.acts import BUDI, GUEST, NOW, RINA, TELKOM, TOWN, message, october

SOON = Interval(NOW + HOUR, NOW + 3 * HOUR)
PLAN = Plan("Musrenbang Kecamatan Kuaro", MeetingKind.VIDEO, SOON, ("opd-dkisp",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def meetings(store: Store) -> list[Meeting]:
    with store.view() as view:
        return view.meetings(0, 2**62)


def test_a_technician_plans_a_meeting_and_a_manager_changes_it(store: Store) -> None:
    facts = store.ledger_facts(0, NOW)
    assert plan_meeting(store, RINA, TOWN, PLAN) == "R2"
    (found,) = meetings(store)
    assert (found.name, found.kind, found.sites) == (PLAN.name, PLAN.kind, PLAN.sites)
    later = Interval(SOON.begin + DAY, SOON.end + DAY)
    voice = replace(as_planned(found), kind=MeetingKind.VOICE, span=later)
    assert change_meeting(store, BUDI, TOWN, "R2", voice) == "R2"
    (found,) = meetings(store)
    assert (found.kind, found.begin, found.end) == (MeetingKind.VOICE, later.begin, later.end)
    assert (found.planned.author, found.changed and found.changed.author) == ("Rina", "Budi")
    assert store.ledger_facts(0, NOW) == facts


def test_a_meeting_is_found_by_its_time(store: Store) -> None:
    plan_meeting(store, RINA, TOWN, PLAN)
    with store.view() as view:
        assert [each.id for each in view.meetings(SOON.begin, SOON.begin + 1)] == ["R2"]
        assert view.meetings(SOON.end, SOON.end + HOUR) == []
        assert view.meeting("R9") is None


def test_one_that_is_cancelled_ends_then_and_is_cancelled_once(store: Store) -> None:
    plan_meeting(store, RINA, TOWN, PLAN)
    begun = replace(RINA, at=SOON.begin + MINUTE)
    assert cancel_meeting(store, begun, "R2", "ditunda") == "R2"
    (found,) = meetings(store)
    assert found.until == begun.at
    assert "cancelled already, by Rina" in message(cancel_meeting(store, begun, "R2", "lagi"))
    assert "cancelled already" in message(change_meeting(store, begun, TOWN, "R2", PLAN))
    for kind in (EntryKind.MEETING_CANCELLED, EntryKind.MEETING_CHANGED):
        assert len(store.entries(kinds=[kind])) == (kind is EntryKind.MEETING_CANCELLED)


def test_one_that_is_cancelled_before_it_begins_is_measured_no_more(store: Store) -> None:
    plan_meeting(store, RINA, TOWN, PLAN)
    soon = replace(RINA, at=SOON.begin - 10 * MINUTE)
    (found,) = meetings(store)
    assert is_live(found, soon.at)
    cancel_meeting(store, soon, "R2", "ditunda")
    (found,) = meetings(store)
    assert not found.takes_place
    assert not is_live(found, soon.at + 1)


def test_what_is_over_stays(store: Store) -> None:
    plan_meeting(store, RINA, TOWN, PLAN)
    after = replace(RINA, at=SOON.end)
    assert "is over" in message(cancel_meeting(store, after, "R2", "lupa"))


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (replace(PLAN, name=" "), "name of the meeting is empty"),
        (replace(PLAN, sites=()), "has no places"),
        (replace(PLAN, sites=("desa-hilang",)), "'desa-hilang' is not in the inventory"),
        (replace(PLAN, span=Interval(NOW - 2 * HOUR, NOW)), "lies in the past"),
        (replace(PLAN, span=Interval(NOW, NOW + 12 * HOUR + 1)), "more than 12 hours"),
        (replace(PLAN, span=Interval(NOW + 400 * DAY, NOW + 400 * DAY + HOUR)), "a year away"),
    ],
)
def test_what_no_meeting_can_be_is_refused(store: Store, plan: Plan, why: str) -> None:
    assert why in message(plan_meeting(store, RINA, TOWN, plan))
    plan_meeting(store, RINA, TOWN, PLAN)
    assert why in message(change_meeting(store, RINA, TOWN, "R2", plan))
    assert len(meetings(store)) == 1


def test_a_meeting_that_has_begun_may_still_be_planned(store: Store) -> None:
    begun = replace(PLAN, span=Interval(NOW - HOUR, NOW + HOUR))
    assert plan_meeting(store, RINA, TOWN, begun) == "R2"


@pytest.mark.parametrize("actor", [GUEST, TELKOM])
def test_guests_and_the_provider_plan_nothing(store: Store, actor) -> None:
    assert isinstance(plan_meeting(store, actor, TOWN, PLAN), Refused)
    assert meetings(store) == []


def test_no_entry_contradicts_the_table_and_a_rebuild_gives_the_same(store: Store) -> None:

    plan_meeting(store, RINA, TOWN, PLAN)
    change_meeting(store, BUDI, TOWN, "R2", replace(PLAN, name="Musrenbang"))
    with pytest.raises(FactRefused, match="no meeting 'R9'"):
        store.record(
            [MeetingCancelled("R9", "x", Role.ADMIN)], at=NOW, author="Rina", via="rina@noc"
        )
    before = meetings(store)
    store.rebuild_projections()
    assert meetings(store) == before
    assert verify(store.data).faults == ()
