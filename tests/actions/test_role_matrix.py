"""Each act, for each role, straight at the actions: what a role may not do leaves no trace."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pantau.actions import (
    dealings,
    duties,
    meetings,
    months,
    outages,
    people_reports,
    proposals,
    remarks,
    shifts,
    silences,
)
from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import MAY, Act, Actor, Refused
from pantau.actions.apply import apply_inventory
from pantau.actions.coverage import revoke_coverage
from pantau.actions.duties import DutyNews
from pantau.actions.import_rows import GapRows
from pantau.actions.imports import import_gaps, revoke_import
from pantau.actions.papers import Order, make_paper
from pantau.actions.scope import Scope, everywhere
from pantau.facts.instant import DAY, HOUR
from pantau.facts.measured import Interval
from pantau.facts.meetings import MeetingKind
from pantau.facts.oncall import PlannedShift
from pantau.facts.region import DutyState
from pantau.facts.words import Cause, Decision, ExclusionCategory, Liability, Role, Settlement
from pantau.inventory.contracts import Contract, Duty, Policy
from pantau.store import Access, Store
from tests.actions.acts import NOW, TOWN, october
from tests.actions.paper_mill import OCTOBER, close_october, typewriter

DUTY = Duty("umkm", "Pelatihan UMKM", date(2026, 9, 30), "Telkom")
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PROMISED = replace(
    TOWN, contracts={"c": Contract("c", "Telkom", None, *YEAR, Policy(), {}, duties=(DUTY,))}
)
HERE = Scope(("opd-dkisp",), "opd-dkisp")
SOON = Interval(NOW + HOUR, NOW + 2 * HOUR)
PAST = Interval(NOW - 2 * HOUR, NOW - HOUR)
GAPS = GapRows("gaps.csv", "0" * 64, ())


def of_a_closed_month(store: Store, actor: Actor) -> object:
    """The month is closed by somebody who may; then the paper is asked for."""
    close_october(store)
    return make_paper(store, actor, TOWN, Order(OCTOBER), typewriter)


Doing = Callable[[Store, Access, Actor], Any]

DOINGS: dict[Act, Doing] = {
    Act.DUTY: lambda s, _, a: duties.state_duty(
        s, a, PROMISED, "umkm", DutyNews(DutyState.DONE, "selesai")
    ),
    Act.IMPORT: lambda s, _, a: import_gaps(s, a, GAPS),
    Act.REVOKE_IMPORT: lambda s, _, a: revoke_import(s, a, "I1", "salah"),
    Act.PROPOSE: lambda s, _, a: proposals.propose_exclusion(
        s, a, HERE, PAST, ExclusionCategory.POWER, "PLN"
    ),
    Act.DECIDE: lambda s, _, a: proposals.decide(s, a, TOWN, "X9", Decision.APPROVED),
    Act.ANNOUNCE: lambda s, _, a: remarks.announce_maintenance(s, a, HERE, SOON, "kabel"),
    Act.CLASSIFY: lambda s, _, a: outages.classify(
        s, a, "O9", Cause.LINE, Liability.PROVIDER, "putus"
    ),
    Act.TICKET: lambda s, _, a: outages.record_ticket(s, a, "INC1", outages.TicketNews()),
    Act.OBJECT: lambda s, _, a: dealings.object_to(
        s, a, TOWN, dealings.Objectionable("2026-10", "opd-dkisp"), "tidak"
    ),
    Act.ANSWER: lambda s, _, a: dealings.answer_objection(s, a, "K9", Settlement.ACCEPTED, "benar"),
    Act.PAYMENT: lambda s, _, a: dealings.record_invoice(
        s, a, TOWN, dealings.Invoice("1", "contoh", "2026-10", 1)
    ),
    Act.NOTE: lambda s, _, a: remarks.note(s, a, "opd-dkisp", "catatan"),
    Act.ACKNOWLEDGE: lambda s, _, a: outages.acknowledge(s, a, "O9"),
    Act.MONTH: lambda s, _, a: months.review_month(s, a, TOWN, "2026-10"),
    Act.DRAFT_PAPER: lambda s, _, a: make_paper(s, a, TOWN, Order(OCTOBER), typewriter),
    Act.PAPER: lambda s, _, a: of_a_closed_month(s, a),
    Act.ERASE: lambda s, _, a: remarks.erase_person(s, a, "P9"),
    Act.APPLY: lambda s, _, a: apply_inventory(s, a, TOWN),
    Act.CORRECT: lambda s, _, a: apply_inventory(s, a, TOWN, "koreksi"),
    Act.SILENCE: lambda s, _, a: silences.set_silence(
        s, a, TOWN, silences.Hush(HERE, SOON, ()), "uji"
    ),
    Act.SILENCE_WIDELY: lambda s, _, a: silences.set_silence(
        s, a, TOWN, silences.Hush(everywhere(TOWN), Interval(NOW, NOW + 30 * DAY), ()), "uji"
    ),
    Act.PEOPLE: lambda s, _, a: people_reports.answer_report(s, a, "W9", "sudah pulih"),
    Act.SHIFTS: lambda s, _, a: shifts.plan_shifts(
        s, a, TOWN, "noc", [PlannedShift(SOON.begin, SOON.end, "rina")], "tukar"
    ),
    Act.COVERAGE: lambda s, _, a: revoke_coverage(s, a, "C9", "salah"),
    Act.MEETING: lambda s, _, a: meetings.plan_meeting(
        s, a, TOWN, meetings.Plan("Rapat", MeetingKind.VIDEO, SOON, HERE.sites)
    ),
    Act.ACCOUNTS: lambda s, x, a: open_account(s, x, a, Opening("baru", "Baru", Role.VIEWER, None)),
}
ELSEWHERE = {Act.TRY_RECEIVER}
"""Sends a message and writes nothing: asked where it is sent (dashboard/siaga/trying.py)."""


def test_every_act_is_in_the_matrix() -> None:
    assert set(DOINGS) | ELSEWHERE == set(Act)


def role_refused(outcome: object) -> bool:
    """Whether it was the role for which nothing was done."""
    return isinstance(outcome, Refused) and "ask one of: " in outcome.message


@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_it_may_and_nothing_else(tmp_path: Path, role: Role) -> None:
    for act, doing in DOINGS.items():
        folder = tmp_path / act
        with october(folder) as store, Access.open(folder / "data") as access:
            before = store.head()[0] + (act is Act.PAPER)  # the closing, by somebody else
            outcome = doing(store, access, Actor("Sri", "web session 1", role, NOW))
            assert role_refused(outcome) is (act not in MAY[role]), (act, outcome)
            if act not in MAY[role]:
                assert store.head()[0] == before, act
