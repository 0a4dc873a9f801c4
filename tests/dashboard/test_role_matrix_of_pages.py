"""Each page, for each role: what it offers is what the role may do, and nothing hidden is taken.

PLACES is the table. A page, an act or a button that it does not know makes a test fail.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from alerts.receivers.port import Delivered
from dashboard import visitor
from dashboard.laporan import papers_part
from dashboard.pages import PAGES, page_named
from dashboard.siaga import trying
from pantau.actions.acting import MAY, Act, Actor
from pantau.actions.coverage import state_coverage
from pantau.facts.coverage import CoverageStatement
from pantau.facts.instant import HOUR
from pantau.facts.region import Coverage
from pantau.facts.words import Role
from tests.dashboard.conftest import SignIn
from tests.dashboard.desk_world import exclusion, maintenance, objection, reported
from tests.dashboard.on_call import outages
from tests.dashboard.opened import opened, sound
from tests.dashboard.test_rapat import planned
from tests.dashboard.working_day import working_day
from tests.dashboard.world import World

HERE = Path(dashboard.__file__).parent
OUTAGES = b"site,started_at,ended_at\ns-9,2026-02-02T08:00,2026-02-02T09:00\n"
STATEMENTS = b"as_of,village,state,source\n2022-06,Belimbing,building,koran\n"

NOWHERE = {Act.ERASE, Act.PAPER}
"""Done on the command line only; or asked for as a draft, and decided where the paper is made."""

JUST_LOOKED_AT = {"ringkasan", "peta", "sla", "dinding"}
"""Pages on which nobody does anything."""

NO_ACT = {"All ", "Earlier", "Later", "Wider", "Show"}
"""Buttons that lead elsewhere or look closer, by how their words begin."""

SCOPES = {"Sites", "A kecamatan", "What hangs on a link"}
"""Ways to say what is silenced that everybody has who may silence."""


@dataclass(frozen=True)
class Place:
    """Where something is offered. ``asked``: its address, ids as {names}. ``offers``: by the words
    of the button, or how these begin. ``before``: what must be done first, by hand."""

    page: str
    asked: Mapping[str, str]
    offers: Mapping[str, Act]
    before: Callable[[AppTest], object] | None = None
    edit: tuple[str, str] | None = None
    """What was changed in the inventory file: what stood there, and what stands there now."""


def choose(key: str) -> Callable[[AppTest], object]:
    """The first row of a table."""

    def chosen(page: AppTest) -> None:
        page.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
        page.run()

    return chosen


def give_a_list(page: AppTest) -> None:
    """Where there is a field for one."""
    if page.file_uploader:
        page.date_input(key="impor_dari").set_value("2026-02-01")
        page.file_uploader[0].set_value(("telkom.csv", OUTAGES, "text/csv"))
        page.run()


def give_statements(page: AppTest) -> None:
    """Where there is a field for a list of them."""
    if page.file_uploader:
        page.file_uploader[0].set_value(("desa.csv", STATEMENTS, "text/csv"))
        page.run()


def give_reports(page: AppTest) -> None:
    """Where there is a field for a list of them."""
    if page.file_uploader:
        page.file_uploader[0].set_value(("laporan.csv", b"village,what\nLolo,down\n", "text/csv"))
        page.run()


PLACES = (
    Place(
        "gangguan",
        {"id": "{down}"},
        {
            "I take it in hand": Act.ACKNOWLEDGE,
            "Classify": Act.CLASSIFY,
            "Save the ticket": Act.TICKET,
            "Propose": Act.PROPOSE,
            "Save": Act.NOTE,
            "Object": Act.OBJECT,
        },
    ),
    Place("gangguan", {"bagian": "pengecualian"}, {"Propose": Act.PROPOSE}),
    Place(
        "gangguan",
        {"bagian": "pengecualian", "id": "{claim}"},
        {"Approve": Act.DECIDE, "Reject": Act.DECIDE},
    ),
    Place("gangguan", {"bagian": "pemeliharaan"}, {"Announce": Act.ANNOUNCE}),
    Place(
        "gangguan",
        {"bagian": "pemeliharaan", "id": "{work}"},
        {"Cancel M": Act.ANNOUNCE, "Propose to leave its time": Act.PROPOSE},
    ),
    Place("gangguan", {"bagian": "keberatan"}, {"Object": Act.OBJECT}),
    Place(
        "gangguan", {"bagian": "keberatan", "id": "{objection}"}, {"Send the answer": Act.ANSWER}
    ),
    Place("gangguan", {"bagian": "serah-terima"}, {"Keep it in the journal": Act.NOTE}),
    Place("titik", {"site": "s-1"}, {"Write the note": Act.NOTE}),
    Place("rapat", {"bagian": "baru"}, {"Plan the meeting": Act.MEETING}),
    Place(
        "rapat",
        {"rapat": "{meeting}"},
        {"Save the change": Act.MEETING, "Cancel R": Act.MEETING},
    ),
    Place("rapat", {"rapat": "{over}"}, {"Make the certificate": Act.MEETING}),
    Place("rencana", {"bagian": "kewajiban"}, {"Say how far it is": Act.DUTY}),
    Place("siaga", {}, {"Take 1 outage": Act.ACKNOWLEDGE}, choose("peringatan")),
    Place("siaga", {"siaga": "jadwal"}, {"Put on call": Act.SHIFTS}),
    Place("siaga", {"siaga": "senyap"}, {"Silence": Act.SILENCE, "All sites": Act.SILENCE_WIDELY}),
    Place("siaga", {"siaga": "pesan"}, {"Send a test message": Act.TRY_RECEIVER}),
    Place(
        "wilayah",
        {"bagian": "laporan"},
        dict.fromkeys(
            ("Send the answer", "Close the report", "It is no report", "Correct the village"),
            Act.PEOPLE,
        ),
        choose("laporan_warga"),
    ),
    Place(
        "inventaris",
        {"inventaris": "berkas"},
        {"Apply now": Act.APPLY},
        edit=("name: 'Dinas Contoh 12'", "name: 'Dinas Lain'"),
    ),
    Place(
        "inventaris",
        {"inventaris": "berkas"},
        {"Apply as a correction": Act.CORRECT},
        edit=("fee: 2500000", "fee: 2400000"),
    ),
    Place("inventaris", {"inventaris": "impor"}, {"Import": Act.IMPORT}, give_a_list),
    Place("inventaris", {"inventaris": "impor"}, {"Revoke I": Act.REVOKE_IMPORT}, choose("impor")),
    Place("laporan", {"bagian": "uang", "bulan": "2026-03"}, {"Save": Act.PAYMENT}),
    Place("laporan", {"bagian": "berkas", "bulan": "2026-03"}, {"Make the paper": Act.DRAFT_PAPER}),
    Place(
        "sistem",
        {"sistem": "akun"},
        dict.fromkeys(
            (
                "Open the account",
                "Make an address",
                "Give this role",
                "Invite again",
                "End all sessions",
                "Close the account",
            ),
            Act.ACCOUNTS,
        ),
        choose("akun_daftar"),
    ),
    Place("wilayah", {}, {"Write the state down": Act.COVERAGE}),
    Place(
        "wilayah",
        {},
        {"Take the statements": Act.COVERAGE, "Write the": Act.COVERAGE},
        give_statements,
    ),
    Place(
        "wilayah",
        {"bagian": "laporan"},
        {"Write the reports": Act.PEOPLE},
        give_reports,
    ),
    Place(
        "wilayah",
        {"desa": "64.01.02.2004"},
        {"Write the state down": Act.COVERAGE, "Revoke the statement": Act.COVERAGE},
    ),
    Place(
        "laporan",
        {"bulan": "2026-03"},
        {"I went through": Act.MONTH, "Close the month": Act.MONTH},
    ),
)


def allowed(place: Place, act: Act, role: Role | None) -> bool:
    listed = page_named(place.page)
    assert listed is not None
    return role is not None and role in listed.roles and act in MAY[role]


@dataclass
class Office:
    """The world with something to do at each place, and what was acted in it."""

    world: World
    ids: Mapping[str, str]
    acted: list[Actor] = field(default_factory=list)

    def open(self, place: Place) -> AppTest:
        text = self.world.text.replace(*place.edit) if place.edit else self.world.text
        self.world.settings.inventory.write_text(text)
        page = opened(
            place.page,
            lang="en",
            **{key: word.format(**self.ids) for key, word in place.asked.items()},
        )
        if place.before:
            place.before(page)
            sound(page)
        return page

    def head(self) -> object:
        with self.world.store() as store:
            return store.head()


@pytest.fixture
def be(signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> Callable[[Role | None], None]:
    """Whoever looks from now on has this role, or has not signed in."""

    def become(role: Role | None) -> None:
        if role is None:
            monkeypatch.setattr(visitor, "_known", lambda: None)
        else:
            signed_in(role)

    return become


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> Office:
    working_day(world)
    keladen = CoverageStatement("64.01.02.2004", Coverage.SURVEY, "2022-06", "koran")
    with world.store() as store:
        today = world.inventory.local_day(world.now)
        state_coverage(store, Actor("Rina", "test", Role.ADMIN, world.now), keladen, today)
    reported(world)
    ids = {
        "down": outages(world)["s-5"],
        "claim": exclusion(world, "s-3"),
        "work": maintenance(world, HOUR, 2 * HOUR, "s-4"),
        "objection": objection(world, "s-2"),
        "meeting": planned(world, HOUR, 2 * HOUR),
        "over": planned(world, -2 * HOUR, -HOUR),
    }
    found = Office(world, ids)
    real = visitor.actor

    def actor() -> Actor:
        found.acted.append(real())
        return found.acted[-1]

    monkeypatch.setattr(visitor, "actor", actor)
    # What is made, and for whom, is the business of test_workshop.py.
    monkeypatch.setattr(papers_part.WORKSHOP, "start", lambda order: None)
    monkeypatch.setattr(trying, "try_receiver", lambda receiver, clock: Delivered("ok"))
    return found


def shown(page: AppTest) -> list[str]:
    """What can be pressed, and how a scope may be named."""
    scope = [each for each in page.get("button_group") if each.key == "senyap_cara"]
    choices = [str(option) for each in scope for option in each.options]
    return [each.label for each in page.button] + choices


def known(words: str, place: Place) -> bool:
    """Whether the table speaks of it, as an act or as none."""
    return any(words.startswith(each) for each in (*place.offers, *NO_ACT, *SCOPES))


def send(page: AppTest, offers: Iterable[str]) -> None:
    """A browser says that all of these were pressed, whatever the page would show it now."""
    for each in page.button:
        if any(each.label.startswith(words) for words in offers):
            each.click()
    page.run()
    sound(page)


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_a_page_offers_what_the_role_may_do_and_takes_nothing_else(
    office: Office, be: Callable[[Role | None], None], role: Role | None
) -> None:
    for place in PLACES:
        be(Role.ADMIN)
        page = office.open(place)
        here = (place.page, dict(place.asked))
        offered = shown(page)
        assert [each for each in offered if not known(each, place)] == [], here
        for words in place.offers:
            assert any(each.startswith(words) for each in offered), (here, words)

        be(role)
        may = {words for words, act in place.offers.items() if allowed(place, act, role)}
        before = office.head()
        office.acted.clear()
        if role is Role.ADMIN:
            send(page, list(place.offers)[:1])
            assert office.acted or page.error, here
            continue
        send(page, place.offers.keys() - may)
        assert office.head() == before, here
        if not may:
            assert office.acted == [], here
        found = shown(page)
        for words in place.offers:
            assert any(each.startswith(words) for each in found) is (words in may), (here, words)


def test_the_table_knows_every_page_and_every_act() -> None:
    pages = {place.page for place in PLACES}
    assert pages | JUST_LOOKED_AT == {page.name for page in PAGES}
    assert pages & JUST_LOOKED_AT == set()
    offered = {act for place in PLACES for act in place.offers.values()}
    assert offered | NOWHERE == set(Act)
    assert offered & NOWHERE == set()


def test_the_table_knows_every_act_that_a_page_asks_for() -> None:
    """``Act.X`` in dashboard/PAGE/ or dashboard/views/PAGE.py stands in the table for PAGE."""
    asked = set()
    for file in HERE.rglob("*.py"):
        page = file.stem if file.parent.name == "views" else file.parent.name
        if page_named(page):
            found = re.findall(r"\bAct\.([A-Z_]+)", file.read_text())
            asked |= {(page, Act[name]) for name in found}
    in_table = {(place.page, act) for place in PLACES for act in place.offers.values()}
    assert len(asked) >= len(Act) - len(NOWHERE)
    assert asked <= in_table
