"""What people did about a past: through their own doors, in the order of time, like an office."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from pantau.actions.certificates import certificates
from pantau.actions.coverage import statements
from pantau.actions.outages import usual_number
from pantau.actions.readiness import Asked, look_back
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval
from pantau.facts.meetings import Fitness
from pantau.facts.region import CoverageGroup
from pantau.facts.words import (
    Cause,
    Decision,
    ExclusionCategory,
    MonthState,
    Role,
    Settlement,
    Standing,
)
from pantau.inventory import Inventory
from pantau.inventory.gazetteer.names import gazetteer
from pantau.lab.history import Past, past
from pantau.lab.history_acts import Act, Decide, Exclude
from pantau.lab.history_desk import Acting
from pantau.lab.history_facts import of_sites
from pantau.lab.history_journal import write_journal
from pantau.lab.history_office import HEAD, Month, months_of
from pantau.lab.history_people import acts
from pantau.sla.frozen import thaw
from pantau.store import Store, verify
from pantau.villages.coverage import standings, tally
from tests.fakes.inventories import sound
from tests.lab.small_regency import UNTIL, text

MONTHS = 12
OF_PEOPLE = {
    EntryKind.EXCLUSION_PROPOSED,
    EntryKind.VOID_PROPOSED,
    EntryKind.DECIDED,
    EntryKind.MAINTENANCE_ANNOUNCED,
    EntryKind.MAINTENANCE_CANCELLED,
    EntryKind.OUTAGE_CLASSIFIED,
    EntryKind.ACKNOWLEDGED,
    EntryKind.NOTED,
    EntryKind.PEOPLE_REPORTED,
    EntryKind.PEOPLE_SETTLED,
    EntryKind.DUTY_STATED,
    EntryKind.TICKET,
    EntryKind.OBJECTED,
    EntryKind.OBJECTION_ANSWERED,
    EntryKind.INVOICED,
    EntryKind.MONTH_REVIEWED,
    EntryKind.MONTH_CLOSED,
    EntryKind.MEETING_PLANNED,
    EntryKind.MEETING_CERTIFIED,
}


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    older = text(sites=24).replace("from: 2026-01-01", "from: 2025-01-01")
    paid_back = "    policy: {restitution: {kind: prorata}}\n    tiers:\n"
    promised = "    duties: [{id: umkm, what: Pelatihan, due: 2026-11-05}]\n"
    older = older.replace("    tiers:\n", f"{promised}    tiers:\n", 1)
    dearer = older.replace("    tiers:\n", paid_back).replace("objective: 98", "objective: 99.9")
    return sound(dearer)


@pytest.fixture(scope="module")
def happened(inventory: Inventory) -> Past:
    # Of a small regency's pasts not every one holds all that can happen; this one does.
    return past(inventory, 13, UNTIL, MONTHS)


@pytest.fixture(scope="module")
def planned(inventory: Inventory, happened: Past) -> list[Act]:
    return acts(happened, inventory, of_sites(happened, inventory))


@pytest.fixture(scope="module")
def data(inventory: Inventory, happened: Past, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people") / "data"
    with Store.open(folder) as store:
        write_journal(store, happened, inventory)
    return folder


@pytest.fixture(scope="module")
def entries(data: Path) -> list[Entry]:
    with Store.open(data, readonly=True) as store:
        return store.entries()


@pytest.fixture(scope="module")
def months(inventory: Inventory, happened: Past) -> list[Month]:
    return months_of(happened, inventory)


def of(entries: list[Entry], *kinds: EntryKind) -> list[Entry]:
    return [entry for entry in entries if entry.kind in kinds]


def test_acts_come_in_order_after_the_installation_and_before_now(
    happened: Past, planned: list[Act]
) -> None:
    assert all(one.at <= other.at for one, other in pairwise(planned))
    assert planned[0].at >= happened.installed_at + HOUR
    assert planned[-1].at < UNTIL - 10 * MINUTE


def test_every_act_is_in_the_journal_at_its_time_by_its_author(
    planned: list[Act], entries: list[Entry]
) -> None:
    of_people = of(entries, *OF_PEOPLE)
    assert [(entry.at, entry.author, entry.via) for entry in of_people] == [
        (act.at, act.by.name, act.by.via) for act in planned
    ]
    assert all(entry.via.endswith("simulasi") for entry in entries)


def test_people_did_all_that_they_can_and_the_journal_is_sound(
    data: Path, entries: list[Entry]
) -> None:
    assert verify(data).faults == ()
    assert {entry.kind for entry in entries} >= OF_PEOPLE
    assert all(one.at <= other.at for one, other in pairwise(entries))


def test_a_meeting_is_over_and_certified_one_runs_and_one_comes(data: Path) -> None:
    with Store.open(data, readonly=True) as store:
        with store.view() as view:
            over, runs, comes = view.meetings(0, 2**62)
            kept = certificates(view, over.id)["id"]
        assert store.kept(kept.digest).startswith(b"%PDF")
        assert over.end < UNTIL
        assert runs.begin < UNTIL - 10 * MINUTE < UNTIL < runs.end
        assert UNTIL < comes.begin < UNTIL + 4 * DAY
        then = look_back(store, Asked.of(over))
    assert {each.fitness for each in then} >= {Fitness.GOOD}
    assert all(each.known for each in then)


def test_all_months_but_the_last_two_that_are_over_are_closed(
    data: Path, months: list[Month]
) -> None:
    with Store.open(data, readonly=True) as store, store.view() as view:
        standings = {each.month: each for each in view.months()}
    closed = [name for name, each in standings.items() if each.state is MonthState.CLOSED]
    assert closed == [month.name for month in months if month.age >= 3]
    for each in standings.values():
        entry = each.closed
        if entry is not None:
            assert entry.data()["open"] == []
            assert entry.data()["as_is"] == ""
    assert standings[months[-3].name].state is MonthState.REVIEWED


def test_the_month_that_is_over_last_still_has_open_points(data: Path, months: list[Month]) -> None:
    last = months[-2]
    with Store.open(data, readonly=True) as store, store.view() as view:
        undecided = view.exclusions(last.span.begin, last.span.end)
        objections = view.objections(last.name)
        before = view.exclusions(months[-3].span.begin, months[-3].span.end)
    assert Standing.PROPOSED in {each.standing for each in undecided}
    assert [each.answered is None for each in objections] == [True] * len(objections)
    assert Standing.PROPOSED in {each.standing for each in before}


def test_nobody_decides_what_they_proposed_and_each_decision_is_there(
    entries: list[Entry],
) -> None:
    proposed = {
        f"{'X' if entry.kind is EntryKind.EXCLUSION_PROPOSED else 'V'}{entry.seq}": entry
        for entry in of(entries, EntryKind.EXCLUSION_PROPOSED, EntryKind.VOID_PROPOSED)
    }
    decided = of(entries, EntryKind.DECIDED)
    for entry in decided:
        assert entry.author != proposed[entry.subject].author
        assert entry.via != proposed[entry.subject].via
        assert entry.data()["role"] == Role.MANAGER
    assert {entry.data()["decision"] for entry in decided} == set(Decision)
    settled = of(entries, EntryKind.OBJECTION_ANSWERED)
    assert Settlement.ACCEPTED in {entry.data()["settlement"] for entry in settled}


def test_what_was_held_back_is_what_was_computed_but_for_one_month(
    data: Path, months: list[Month]
) -> None:
    wrong = []
    with Store.open(data, readonly=True) as store:
        with store.view() as view:
            invoices = [entry.data() for entry in view.invoices()]
            closings = {each.month: each.closed for each in view.months()}
        for each in invoices:
            closed = closings.get(each["month"])
            if closed is None:
                assert (each["deducted"], each["paid"]) == (0, None)
                continue
            rows = thaw(store.kept(closed.data()["result"])).sites
            credit = sum(row.credit or 0 for row in rows if row.contract == each["contract"])
            assert each["billed"] == 24 * 2_500_000
            assert each["paid"] == each["billed"] - each["deducted"]
            if each["deducted"] != credit:
                assert each["deducted"] < credit
                wrong.append(each["month"])
    assert len(invoices) == len(months) - 1
    assert wrong == [months[-5].name]


def test_most_long_outages_are_classified_and_the_newest_are_not(
    data: Path, happened: Past
) -> None:
    with Store.open(data, readonly=True) as store:
        outages = [o for o in store.outages(happened.installed_at, UNTIL) if o.import_id is None]
    long = [o for o in outages if o.ended_at and o.ended_at - o.started_at >= 30 * MINUTE]
    old = [o for o in long if o.started_at < UNTIL - 5 * DAY]
    unknown = [o for o in old if o.cause is Cause.UNKNOWN]
    assert 0 < len(unknown) < 0.2 * len(old)
    new = [o for o in outages if o.started_at > UNTIL - DAY / 4]
    assert {o.cause for o in new} <= {Cause.UNKNOWN}


def test_a_ticket_is_reported_after_the_outage_began_and_closed_after_it_ended(
    data: Path,
) -> None:
    with Store.open(data, readonly=True) as store, store.view() as view:
        tickets = [entry.data() for entry in view.tickets()]
        about = {
            each["number"]: [view.outage(name) for name in each["outages"]] for each in tickets
        }
    assert tickets
    for each in tickets:
        assert usual_number(each["number"])
        for outage in about[each["number"]]:
            assert outage is not None
            assert outage.ended_at is not None
            assert outage.started_at + 5 * MINUTE < each["reported_at"] < outage.ended_at
            assert each["closed_at"] is None or each["closed_at"] > outage.ended_at
    reported = Counter(each["closed_at"] is None for each in tickets)
    assert reported[False] > reported[True]


def test_maintenance_is_announced_before_it_begins_and_some_does_not_take_place(
    data: Path, entries: list[Entry]
) -> None:
    with Store.open(data, readonly=True) as store, store.view() as view:
        found = view.maintenances(0, UNTIL + 30 * DAY)
        excluded = {
            (each.proposed.data()["begin"], each.proposed.data()["end"]): each.standing
            for each in view.exclusions(0, UNTIL)
        }
    kept = [each for each in found if each.cancelled is None]
    assert all(each.announced.at < each.announced.data()["begin"] for each in found)
    assert 0 < len(kept) < len(found)
    assert kept[-1].announced.data()["begin"] > UNTIL
    spans = [(each.announced.data()["begin"], each.announced.data()["end"]) for each in kept]
    assert Standing.APPROVED in {excluded.get(span) for span in spans}


def test_an_act_that_its_door_refuses_ends_the_making(
    inventory: Inventory, planned: list[Act], tmp_path: Path
) -> None:
    proposal = next(act for act in planned if isinstance(act.deed, Decide))
    assert isinstance(proposal.deed, Decide)
    own = Exclude(
        proposal.deed.key,
        ExclusionCategory.POWER,
        Interval(UNTIL - HOUR, UNTIL),
        "PLN",
        sites=("site-1",),
    )
    with Store.open(tmp_path / "data") as store:
        acting = Acting(store, inventory, [Act(proposal.at, HEAD, own), proposal])
        with pytest.raises(ValueError, match="four eyes"):
            acting.until(UNTIL)


def test_the_office_knows_of_some_villages_and_two_letters_disagree(
    data: Path, inventory: Inventory
) -> None:
    with Store.open(data, readonly=True) as store, store.view() as view:
        said = statements(view)
    found = standings(gazetteer().villages, said, inventory.local_day(UNTIL))
    counted = tally(found.values()).counts
    assert counted[CoverageGroup.DISPUTED] == 1
    assert counted[CoverageGroup.COVERED]
    assert counted[CoverageGroup.IN_WORK]
    assert counted[CoverageGroup.UNSTATED]
