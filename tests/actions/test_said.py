"""Tickets, classifications, maintenance, objections, invoices, notes: kept, and refused alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pantau.actions.acting import MAY, Act, Refused
from pantau.actions.dealings import (
    Invoice,
    Objectionable,
    answer_objection,
    object_to,
    record_invoice,
)
from pantau.actions.outages import TicketNews, acknowledge, classify, record_ticket
from pantau.actions.remarks import (
    announce_maintenance,
    cancel_maintenance,
    erase_person,
    note,
)
from pantau.actions.scope import Scope, read_scope, read_span
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval
from pantau.facts.words import Cause, Liability, Role, Settlement
from pantau.inventory.contracts import Contract, Policy
from pantau.store import Store
from tests.actions.acts import BUDI, GUEST, NOW, RINA, TELKOM, TOWN, october
from tests.sla.build import at, interval, site

DKISP = Scope(("opd-dkisp",), "opd-dkisp")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with october(tmp_path) as opened:
        yield opened


def test_a_person_names_the_cause_and_no_figure_moves(store: Store) -> None:
    assert classify(store, RINA, "O1-1", Cause.POWER, Liability.NONE, "PLN") == "O1-1"
    found = store.outage("O1-1")
    assert found is not None
    assert (found.cause, found.liability) == (Cause.POWER, Liability.NONE)
    assert isinstance(classify(store, RINA, "O9", Cause.LINE, Liability.PROVIDER, "x"), Refused)


def test_a_ticket_grows_and_its_report_starts_the_clock(store: Store) -> None:
    reported = at("2026-10-05T08:20")
    first = record_ticket(
        store, RINA, "inc123456", TicketNews(("O1-1",), reported, person="Pak Udin 0812")
    )
    assert first == "INC123456"
    closed = TicketNews(closed_at=at("2026-10-05T18:10"), text="selesai")
    assert record_ticket(store, BUDI, "INC123456", closed) == "INC123456"
    found = store.outage("O1-1")
    assert found is not None
    assert (found.ticket, found.reported_at) == ("INC123456", reported)
    with store.view() as view:
        entry = view.ticket("INC123456")
        assert entry is not None
        data = entry.data()
        assert (data["reported_at"], data["closed_at"]) == (reported, at("2026-10-05T18:10"))
        assert view.person(data["person"]) == "Pak Udin 0812"
    assert b"Udin" not in b"".join(each.payload for each in store.entries())
    assert erase_person(store, BUDI, data["person"]) == data["person"]
    with store.view() as view:
        assert view.person(data["person"]) is None
    assert isinstance(erase_person(store, BUDI, data["person"]), Refused)


@pytest.mark.parametrize(
    ("number", "news", "why"),
    [
        ("INC123456", TicketNews(), "names no outage"),
        ("INC123456", TicketNews(("O9",)), "is not known"),
        (" ", TicketNews(("O1-1",)), "is empty"),
        ("INC123456", TicketNews(("O1-1",), NOW + 1), "in the future"),
        ("INC123456", TicketNews(("O1-1",), opened_at=2, closed_at=1), "before the ticket"),
    ],
)
def test_a_ticket_that_makes_no_sense_is_refused(store, number, news, why) -> None:
    refused = record_ticket(store, RINA, number, news)
    assert isinstance(refused, Refused)
    assert why in refused.message
    with store.view() as view:
        assert view.tickets() == []


def test_an_outage_that_ended_needs_nobody_any_more(store: Store) -> None:
    refused = acknowledge(store, RINA, "O1-1")
    assert isinstance(refused, Refused)
    assert "has ended" in refused.message


def test_maintenance_is_announced_before_it_is_over_and_cancelled_once(store: Store) -> None:
    ahead = interval("2026-11-03", "2026-11-03T05:00")
    made = announce_maintenance(store, RINA, DKISP, ahead, "ganti ONT")
    assert made == "M2"
    assert cancel_maintenance(store, RINA, "M2", "ditunda") == "M2"
    assert isinstance(cancel_maintenance(store, RINA, "M2", "lagi"), Refused)
    assert isinstance(cancel_maintenance(store, RINA, "M7", "x"), Refused)
    past = interval("2026-10-03", "2026-10-03T05:00")
    assert isinstance(announce_maintenance(store, RINA, DKISP, past, "x"), Refused)


def test_an_objection_is_answered_once_and_by_somebody_else(store: Store) -> None:
    made = object_to(store, TELKOM, TOWN, Objectionable("2026-10", "opd-dkisp", "O1-1"), "PLN")
    assert made == "K2"
    himself = replace(BUDI, name=TELKOM.name)
    assert isinstance(answer_objection(store, himself, "K2", Settlement.REJECTED, "x"), Refused)
    assert answer_objection(store, BUDI, "K2", Settlement.PARTLY, "sebagian") == "K2"
    assert isinstance(answer_objection(store, BUDI, "K2", Settlement.ACCEPTED, "x"), Refused)
    with store.view() as view:
        (found,) = view.objections("2026-10")
        assert found.settlement is Settlement.PARTLY
        assert view.objections("2026-09") == []


@pytest.mark.parametrize(
    "what",
    [
        Objectionable("2026-10", "opd-dkips"),
        Objectionable("2026-1", "opd-dkisp"),
        Objectionable("2026-10", "opd-dkisp", "O99"),
    ],
)
def test_an_objection_is_about_something(store: Store, what: Objectionable) -> None:
    assert isinstance(object_to(store, TELKOM, TOWN, what, "x"), Refused)
    assert store.entries(kinds=[EntryKind.OBJECTED]) == []


def with_contract():
    from_file = Contract(
        id="telkom-2026",
        provider="Telkom",
        number=None,
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
        policy=Policy(),
        tiers={},
    )
    return replace(TOWN, contracts={"telkom-2026": from_file})


def test_the_newest_word_on_an_invoice_holds(store: Store) -> None:
    town = with_contract()
    billed = Invoice("INV-10", "telkom-2026", "2026-10", 2_000_000, 20_000)
    assert record_invoice(store, BUDI, town, billed) == "INV-10"
    paid = replace(billed, paid=1_980_000, paid_on="2026-11-20")
    assert record_invoice(store, BUDI, town, paid) == "INV-10"
    with store.view() as view:
        (found,) = view.invoices("2026-10")
    assert (found.data()["paid"], found.data()["paid_on"]) == (1_980_000, "2026-11-20")


@pytest.mark.parametrize(
    "change",
    [
        {"billed": -1},
        {"deducted": 2_000_001},
        {"paid_on": "2026-11-20"},
        {"paid": 1, "paid_on": "20/11/2026"},
        {"contract": "telkom-2025"},
        {"month": "Oktober"},
        {"number": ""},
    ],
)
def test_an_invoice_that_makes_no_sense_is_refused(store: Store, change: dict) -> None:
    billed = replace(Invoice("INV-10", "telkom-2026", "2026-10", 2_000_000), **change)
    assert isinstance(record_invoice(store, BUDI, with_contract(), billed), Refused)


def test_a_note_is_kept_under_what_it_is_about(store: Store) -> None:
    assert note(store, RINA, "opd-dkisp", "ONT panas", "Bu Ani") == "N2"
    (entry,) = store.entries(kinds=[EntryKind.NOTED], subject="opd-dkisp")
    assert entry.data()["text"] == "ONT panas"
    assert isinstance(note(store, GUEST, "opd-dkisp", "x"), Refused)
    assert isinstance(note(store, RINA, "opd-dkisp", "baris\x1bdua"), Refused)


def test_a_viewer_may_nothing_and_the_provider_only_object() -> None:
    assert MAY[Role.VIEWER] == frozenset()
    assert MAY[Role.PROVIDER] == {Act.OBJECT}
    assert Act.DECIDE not in MAY[Role.TECHNICIAN]
    assert MAY[Role.MANAGER] == frozenset(Act) - {Act.ACCOUNTS}
    assert MAY[Role.ADMIN] == frozenset(Act)


def test_sites_are_named_in_one_of_three_ways() -> None:
    linked = replace(
        TOWN,
        sites=(
            *TOWN.sites,
            replace(site("desa-b"), upstream="opd-dkisp"),
            replace(site("desa-c"), upstream="desa-b", kecamatan="Tanah Grogot"),
        ),
    )
    assert read_scope(linked, ["desa-c", "opd-dkisp"]) == Scope(
        ("opd-dkisp", "desa-c"), "desa-c, opd-dkisp"
    )
    grogot = read_scope(linked, kecamatan="tanah grogot")
    assert grogot == Scope(("desa-c",), "kecamatan Tanah Grogot")
    under = read_scope(linked, upstream="opd-dkisp")
    assert under == Scope(("opd-dkisp", "desa-b", "desa-c"), "upstream opd-dkisp")
    for wrong in (
        read_scope(linked),
        read_scope(linked, ["opd-dkisp"], kecamatan="Kuaro"),
        read_scope(linked, ["opd-dkips"]),
        read_scope(linked, kecamatan="Kuarro"),
        read_scope(linked, upstream="hub"),
    ):
        assert isinstance(wrong, Refused)


def test_a_span_has_a_begin_and_a_later_end() -> None:
    found = read_span(TOWN, "2026-10-01", "2026-10-02T00:00+07:00")
    assert found == Interval(at("2026-10-01"), at("2026-10-02T01:00"))
    for begin, end in (
        ("2026-10-02", "2026-10-02"),
        ("kemarin", "2026-10-02"),
        ("1969-01-01", "1970-01-02"),
    ):
        assert isinstance(read_span(TOWN, begin, end), Refused)
