"""Which duties are late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.journal import Entry, to_payload
from pantau.facts.kinds import EntryKind
from pantau.facts.people import DutyStated
from pantau.facts.region import DutyState
from pantau.facts.words import Role
from pantau.inventory.contracts import Contract, Duty, Policy
from pantau.planning.duties import DutyStanding, duty_standings

DUE = date(2026, 9, 30)


def contract(*duties: Duty) -> dict[str, Contract]:
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    found = Contract("telkom", "Telkom", None, start, end, Policy(), {}, duties=duties)
    return {"telkom": found}


def said(seq: int, state: DutyState, on: date, duty: str = "umkm") -> Entry:
    fact = DutyStated(duty, state, on.isoformat(), "", Role.MANAGER)
    return Entry(seq, seq, "Siti", "web", EntryKind.DUTY_STATED, duty, to_payload(fact), b"", b"")


def one(today: date, *entries: Entry) -> DutyStanding:
    [found] = duty_standings(contract(Duty("umkm", "Pelatihan", DUE, "Telkom")), entries, today)
    return found


def late(days: int) -> date:
    return DUE + timedelta(days=days)


@pytest.mark.parametrize("state", [DutyState.IN_PROGRESS, DutyState.NOT_DONE])
def test_what_is_not_done_is_late_from_the_day_after_its_day(state: DutyState) -> None:
    assert one(late(0), said(1, state, DUE)).late_days == 0
    assert one(late(3), said(1, state, DUE)).late_days == 3
    assert one(late(3), said(1, state, DUE)).is_open
    assert (one(late(3)).state, one(late(3)).late_days) == (DutyState.OPEN, 3)


def test_what_was_done_late_stays_late_by_so_many_days() -> None:
    found = one(late(90), said(1, DutyState.IN_PROGRESS, DUE), said(2, DutyState.DONE, late(5)))
    assert (found.state, found.on, found.late_days) == (DutyState.DONE, late(5), 5)
    assert not found.is_open
    assert one(late(90), said(1, DutyState.DONE, late(-5))).late_days == 0


def test_what_was_waived_is_never_late() -> None:
    assert one(late(90), said(1, DutyState.WAIVED, late(80))).late_days == 0


def test_duties_stand_by_their_days_and_others_say_nothing_of_them() -> None:
    both = contract(Duty("b", "B", late(1), "Telkom"), Duty("a", "A", DUE, "Telkom"))
    found = duty_standings(
        both, [said(1, DutyState.DONE, DUE, "b"), said(2, DutyState.DONE, DUE)], DUE
    )
    assert [(each.duty.id, len(each.said)) for each in found] == [("a", 0), ("b", 1)]


@given(st.integers(0, 400), st.sampled_from(DutyState))
def test_nothing_becomes_less_late_by_waiting(days: int, state: DutyState) -> None:
    entry = said(1, state, DUE)
    assert one(late(days), entry).late_days <= one(late(days + 1), entry).late_days
