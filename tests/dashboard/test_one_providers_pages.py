"""What the pages show to who acts for a provider: of the other's sites nothing, anywhere."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
import streamlit as st
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from dashboard import cached, visitor
from dashboard.door import DOOR
from dashboard.pages import PAGES
from dashboard.reading import read_snapshot
from dashboard.settings import Settings
from dashboard.sign_in import asked as asked_of
from dashboard.whose import share_in
from pantau.actions.accounts import change_role
from pantau.actions.ack_link import AckLinks
from pantau.actions.passwords import Passwords
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role
from tests.dashboard.conftest import SignIn
from tests.dashboard.house import GOOD, OURS, House, sign_in
from tests.dashboard.opened import opened
from tests.dashboard.two_providers import CANARY, much_happened
from tests.dashboard.world import World

MONTHS = ("2026-03", "2026-06", "")
SECTIONS = {
    "ringkasan": [{}],
    "peta": [{"warna": each} for each in ("status", "media", "bulan")],
    "dinding": [{"tampilan": each} for each in ("titik", "peta", "bulan")],
    "titik": [
        *({}, {"site": "s-1"}, {"site": "s-1", "rentang": "1t", "harian": "true"}),
        *({"site": "s-4"}, {"site": "pindah"}, {"site": "kenari-1"}),
        {"site": "s-1", "gangguan": "{outage}"},
    ],
    "sla": [
        *({"bulan": month, "per": per} for month in MONTHS for per in ("titik", "penyedia")),
        *({"bulan": "2026-03", "site": site} for site in ("s-1", "pindah", "kenari-1")),
        *({"bulan": "2026-03", "bagian": "andai"}, {"bulan": "2026-03", "kelompok": "Kenari Net"}),
    ],
    "gangguan": [
        {"rentang": "30h"},
        *({"rentang": month} for month in MONTHS),
        *({"id": f"{{{each}}}"} for each in ("own", "outage", "link", "past")),
        *({"bagian": "pengecualian", "id": f"{{{each}}}"} for each in ("claim", "void")),
        *({"bagian": "pengecualian", "status": "semua"}, {"bagian": "pemeliharaan"}),
        *({"bagian": "pemeliharaan", "id": "{work}"}, {"bagian": "keberatan"}),
        *({"bagian": "keberatan", "id": "{objection}"}, {"bagian": "serah-terima"}),
    ],
    "laporan": [
        {"bulan": month, "bagian": part, "semua": "true"}
        for month in MONTHS
        for part in ("bulan", "berkas", "uang", "rekonsiliasi", "semua")
    ],
}
"""Every page that a provider has, in all its parts, and asked for the other's things by name."""

PLACES = [(page, asked) for page, each in SECTIONS.items() for asked in each]


def test_every_page_of_the_role_is_looked_at() -> None:
    assert set(SECTIONS) == {page.name for page in PAGES if Role.PROVIDER in page.roles}


def everything(page: AppTest) -> str:
    """All that was sent to the browser: words, tables, options, drawings."""
    found: list[str] = []

    def walk(block: Any) -> None:
        for each in block.children.values():
            proto = getattr(each, "proto", None)
            if isinstance(proto, Message):
                found.append(str(proto))
            if hasattr(each, "children"):
                walk(each)

    walk(page._tree)
    return "\n".join(found)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What could be taken away from a page, made as if somebody had asked for it."""
    taken: list[str] = []
    offer = st.download_button

    def offered(label: str, data: Any = None, *rest: Any, **named: Any) -> bool:
        made = data() if callable(data) else data
        taken.append(made.decode("latin-1") if isinstance(made, bytes) else str(made))
        return bool(offer(label, data, *rest, **named))

    monkeypatch.setattr(st, "download_button", offered)
    return taken


@pytest.fixture
def known(world: World) -> dict[str, str]:
    made = much_happened(world)
    with world.store() as store:
        made["own"] = next(each.id for each in store.open_outages() if each.site == "s-1")
    return made


@pytest.fixture
def house(world: World, known: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> House:
    """Where people come in, after all that happened."""
    assert known
    made = House(world)
    monkeypatch.setattr(asked_of, "PASSWORDS", Passwords(made.hasher))
    monkeypatch.setattr(asked_of, "listening", lambda: made.listen)
    DOOR.forget()
    return made


def asked_words(asked: dict[str, str]) -> str:
    return urlencode(asked).casefold()


@pytest.mark.parametrize(("page", "asked"), PLACES, ids=str)
def test_a_canary_of_the_other_is_nowhere(
    known: dict[str, str],
    signed_in: SignIn,
    files: list[str],
    page: str,
    asked: dict[str, str],
) -> None:
    signed_in(Role.PROVIDER)
    wanted = {name: word.format(**known) for name, word in asked.items() if word}
    shown = opened(page, **wanted)
    said = everything(shown).casefold()
    if CANARY in asked_words(wanted):
        # What was asked for stands in the address, and is said to be nothing.
        said = said.replace("kenari-1", "").replace("kenari net", "").replace("kenari+net", "")
    assert CANARY not in said
    assert not [each for each in files if CANARY in each.casefold()]


@pytest.mark.parametrize("page", ["ringkasan", "titik", "gangguan", "sla"])
def test_staff_see_both_so_the_canary_sings(
    known: dict[str, str], signed_in: SignIn, files: list[str], page: str
) -> None:
    assert known
    signed_in(Role.TECHNICIAN)
    shown = opened(page)
    assert CANARY in everything(shown).casefold()
    if files:
        assert any(CANARY in each.casefold() for each in files)


def test_totals_and_counts_are_its_own(known: dict[str, str], signed_in: SignIn) -> None:
    assert known
    signed_in(Role.PROVIDER)
    words = everything(opened("ringkasan", lang="en"))
    assert "of 4 sites" in words
    assert "of 9 sites" not in words
    month = everything(opened("laporan", bulan="2026-03", lang="en"))
    assert "Rp2.500.000" not in month  # no site's fee is credited whole
    wall = everything(opened("dinding", tampilan="titik", lang="en"))
    assert "Dinas Contoh 1" in wall


def test_what_one_may_see_is_never_kept_for_another(
    world: World, known: dict[str, str], signed_in: SignIn
) -> None:
    assert known
    for role, sites in ((Role.TECHNICIAN, 9), (Role.PROVIDER, 4), (Role.TECHNICIAN, 9)):
        signed_in(role)
        page = AppTest.from_string(
            "import streamlit as st\nfrom dashboard import cached\n"
            "found = cached.snapshot()\n"
            "st.text(f'{len(found.inventory.sites)} {len(cached.seen_now().down)}')\n"
            "st.text(str(cached.month_so_far(found.inventory)[0].total.sites))"
        ).run()
        assert not page.exception
        assert page.text[0].value == f"{sites} {2 if role is Role.PROVIDER else 4}"
        assert page.text[1].value == str(sites)
    assert len(cached.whole_snapshot().states) > sites


def test_an_account_without_a_name_sees_nothing_and_is_told_why(
    known: dict[str, str], signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert known
    signed_in(Role.PROVIDER)
    who = visitor._known()
    assert who is not None
    for provider, words in ((None, "does not say for which provider"), ("Lama", "Lama")):
        nobodys = replace(who, account=replace(who.account, provider=provider))
        monkeypatch.setattr("dashboard.visitor._known", lambda nobodys=nobodys: nobodys)
        for page in SECTIONS:
            said = everything(opened(page, lang="en"))
            assert words in said
            assert "Dinas" not in said
            assert CANARY not in said.casefold()


@pytest.mark.parametrize("breaks", ["sites: [", "nothing: here"])
def test_where_no_inventory_can_be_read_nothing_is_anybodys(
    world: World, signed_in: SignIn, breaks: str
) -> None:
    world.settings.inventory.write_text(breaks + f"  # {CANARY}")
    signed_in(Role.PROVIDER)
    said = everything(opened("ringkasan", lang="en"))
    assert "cannot be read just now" in said
    assert CANARY not in said
    share = share_in(None, "Telkom", world.now)
    snapshot = read_snapshot(
        Settings(world.settings.data, world.settings.inventory, share), world.now
    )
    assert (snapshot.problems, snapshot.rejected) == ((), ())


def test_an_edit_that_is_not_in_force_is_not_shown_with_its_lines(
    world: World, known: dict[str, str], signed_in: SignIn
) -> None:
    assert known
    world.settings.inventory.write_text(world.text.replace("kenari-1,", "kenari-1, kind: x,"))
    for role, is_told in ((Role.TECHNICIAN, True), (Role.PROVIDER, False)):
        cached.forget()
        signed_in(role)
        assert ("IS NOT IN FORCE" in everything(opened("ringkasan", lang="en"))) is is_told


def test_the_link_of_a_message_shows_it_its_own_outages_alone(house: House) -> None:
    with house.world.store() as store:
        ids = {each.site: each.id for each in store.open_outages()}
    url = AckLinks.of(house.world.settings.data).url("http://x", [ids["s-2"], ids["kenari-2"]])
    assert url is not None
    token = url.partition("?t=")[2]
    house.let_in("dewi", Role.PROVIDER, "Telkom")
    browser = house.browser()
    assert sign_in(browser, "dewi").status_code == 303
    shown = browser.get(f"/tangani?t={token}").text
    assert "Dinas Contoh 2" in shown
    assert CANARY not in shown.casefold()
    with house.world.store() as store:
        before = len(store.entries(kinds={EntryKind.ACKNOWLEDGED}))
    assert browser.post(f"/tangani?t={token}", data={"name": ""}, headers=OURS).status_code == 200
    with house.world.store() as store:
        done = store.entries(kinds={EntryKind.ACKNOWLEDGED})[before:]
    assert [each.subject for each in done] == [ids["s-2"]]
    # Another provider's links hold nothing for this one.
    url = AckLinks.of(house.world.settings.data).url("http://x", [ids["kenari-1"]])
    assert url is not None
    other = browser.get(f"/tangani?t={url.partition('?t=')[2]}").text
    assert CANARY not in other.casefold()


def test_a_changed_provider_holds_at_the_next_word_of_an_open_page(house: House) -> None:
    house.let_in("dewi", Role.PROVIDER, "Telkom")
    browser = house.browser()
    sign_in(browser, "dewi", GOOD)
    with house.channel(browser) as channel:
        channel.send_text("one")
        assert channel.receive_text() == "one"
        with house.desk() as desk:
            assert change_role(desk.store, house.actor(), "dewi", Role.PROVIDER, "Kenari Net")
        channel.send_text("two")
        assert b"/" in channel.receive_bytes()
