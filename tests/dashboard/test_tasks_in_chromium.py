"""What people do on the pages, in a real browser, with a mouse and with the keyboard alone.

Each task ends in the journal under the name of who did it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.settings import Settings
from pantau.facts.instant import DAY, to_datetime
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Cause, ExclusionCategory, Liability, Standing
from tests.dashboard.chromium import Server, Watched, chromium, serving
from tests.dashboard.hands import HANDS, Hand, Keyboard, Mouse, give
from tests.dashboard.working_day import GOOD, working_day
from tests.dashboard.world import World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.parametrize("with_", HANDS, ids=lambda each: each.__name__.lower()),
]

With = type[Mouse] | type[Keyboard]
Name = Literal["rina", "budi"]


class Office:
    """The pages of one day, and the browsers of those who work with them."""

    def __init__(self, world: World, over: list[str], server: Server, browser: Watched) -> None:
        self.world, self.over, self.server, self.browser = world, over, server, browser
        self.seen: dict[Name, Page] = {}

    def at(self, path: str, name: Name, with_: With) -> Hand:
        """This person's hand at a page, in English."""
        if name not in self.seen:
            self.seen[name] = self._signed_in(name)
        page = self.seen[name]
        page.goto(f"{self.server.address}/{path}{'&' if '?' in path else '?'}lang=en")
        return with_(page)

    def last(self, kind: EntryKind) -> Entry:
        """The newest entry of this kind."""
        with self.world.store() as store:
            return store.entries(kinds={kind})[-1]

    def count(self, kind: EntryKind) -> int:
        """How many entries of this kind there are."""
        with self.world.store() as store:
            return len(store.entries(kinds={kind}))

    def _signed_in(self, name: Name) -> Page:
        context = self.browser.new_context(viewport={"width": 1366, "height": 900})
        seen = context.new_page()
        seen.goto(f"{self.server.address}/masuk")
        for word in (name, GOOD):
            seen.keyboard.press("Tab")
            seen.keyboard.type(word)
        seen.keyboard.press("Enter")
        expect(seen.locator(".p-who")).to_contain_text(name.title(), timeout=30_000)
        return seen


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("day")
    world = World(Settings(folder / "data", folder / "inventory.yaml"))
    over = working_day(world)
    with serving(world, folder) as server, chromium() as browser:
        yield Office(world, over, server, browser)
        assert "Traceback" not in server.log.read_text()


@pytest.fixture
def office(whole: Office) -> Iterator[Office]:
    """No page complains, and none asks anybody but its own server."""
    yield whole
    whole.browser.ears.assert_nothing()


def said(page: Page, words: str) -> None:
    """The page told what came of the act."""
    expect(page.get_by_test_id("stToast").filter(has_text=words)).to_be_visible(timeout=20_000)


def button(hand: Hand, words: str) -> Locator:
    return hand.page.get_by_role("button", name=words, exact=True)


def turn(with_: With) -> int:
    """Each hand has a thing of its own, so that neither finds what the other did."""
    return HANDS.index(with_)


def test_an_alert_is_taken_in_hand(office: Office, with_: With) -> None:
    hand = office.at("siaga", "rina", with_)
    hand.choose_row(turn(with_))
    hand.write(hand.page.get_by_label("Note (may be empty)"), "teknisi berangkat")
    hand.press(button(hand, "Take 1 outage in hand"))
    said(hand.page, "in your hands")
    entry = office.last(EntryKind.ACKNOWLEDGED)
    assert (entry.author, entry.data()["text"]) == ("rina", "teknisi berangkat")


def test_an_outage_is_taken_in_hand_classified_and_given_a_ticket(
    office: Office, with_: With
) -> None:
    hand = office.at("gangguan", "rina", with_)
    page, panel = hand.page, hand.page.get_by_role("tabpanel")
    hand.choose_row(2 + turn(with_))
    hand.write(page.get_by_label("What is being done"), "menelepon Telkom")
    hand.press(button(hand, "I take it in hand"))
    said(page, "1 outage")
    entry = office.last(EntryKind.ACKNOWLEDGED)
    assert (entry.author, entry.data()["text"]) == ("rina", "menelepon Telkom")

    hand.press(page.get_by_role("tab", name="Classify"))
    hand.pick(page.get_by_role("combobox", name="Cause"), "Power failure")
    hand.pick(page.get_by_role("combobox", name="Liability"), "Third party")
    hand.write(panel.get_by_label("Reason").first, "PLN padam")
    hand.press(button(hand, "Classify"))
    facts = page.locator(".p-facts")
    expect(facts).to_contain_text("Third party", timeout=20_000)
    found = office.last(EntryKind.OUTAGE_CLASSIFIED)
    data = found.data()
    assert (found.author, found.subject, data["reason"]) == ("rina", entry.subject, "PLN padam")
    assert (data["cause"], data["liability"]) == (Cause.POWER, Liability.THIRD_PARTY)

    hand.press(page.get_by_role("tab", name="Ticket"))
    number = f"INC77788{turn(with_)}"
    hand.write(page.get_by_label("Ticket number"), number)
    hand.press(button(hand, "Save the ticket"))
    expect(facts).to_contain_text(number, timeout=20_000)
    assert office.last(EntryKind.TICKET).author == "rina"


def test_an_exclusion_is_proposed_by_one_and_approved_by_another(
    office: Office, with_: With
) -> None:
    hand = office.at(f"gangguan?id={office.over[turn(with_)]}", "rina", with_)
    hand.press(hand.page.get_by_role("tab", name="Exclude"))
    panel = hand.page.get_by_role("tabpanel").filter(has=hand.page.get_by_label("Category"))
    hand.pick(panel.get_by_role("combobox", name="Category"), "Force majeure")
    hand.write(panel.get_by_label("Reason"), "banjir")
    hand.press(panel.get_by_role("button", name="Propose"))
    said(hand.page, "1 outage")
    entry = office.last(EntryKind.EXCLUSION_PROPOSED)
    assert entry.author == "rina"
    assert entry.data()["category"] == ExclusionCategory.FORCE_MAJEURE

    other = office.at("gangguan?bagian=pengecualian", "budi", with_)
    other.choose_row(0)
    expect(other.page.locator(".g-effect")).to_contain_text("→")
    # Also what it costs, at the end of the line, is seen without a scroll.
    whole = "table => table.scrollWidth <= table.parentElement.clientWidth"
    assert other.page.locator(".g-effect").evaluate(whole)
    other.press(button(other, "Approve"))
    said(other.page, f"X{entry.seq}")
    with office.world.store() as store, store.view() as view:
        found = view.proposal(f"X{entry.seq}")
    assert found is not None
    assert found.decided is not None
    assert (found.standing, found.decided.author) == (Standing.APPROVED, "budi")
    other = office.at("gangguan?bagian=serah-terima", "budi", with_)
    expect(other.page.get_by_test_id("stCode")).to_contain_text("GOING ON (4)")


def test_sites_are_silenced_and_told_of_again(office: Office, with_: With) -> None:
    hand = office.at("siaga?siaga=senyap", "rina", with_)
    page = hand.page
    hand.press(page.locator("summary", has_text="Silence something"))
    hand.pick(page.get_by_role("combobox", name="Sites"), "Dinas Contoh 7")
    expect(page.get_by_test_id("stMultiSelect").first).to_contain_text("s-7")
    hand.write(page.get_by_label("Reason"), "pindah gedung")
    hand.press(button(hand, "Silence"))
    said(page, "Silenced until")
    made = office.last(EntryKind.SILENCE_SET)
    assert (made.author, made.data()["reason"], made.data()["sites"]) == (
        *("rina", "pindah gedung"),
        ["s-7"],
    )

    id = f"S{made.seq}"
    hand.choose_row(0)
    hand.write(page.get_by_label(f"Why {id} ends now"), "selesai")
    hand.press(button(hand, f"End {id}"))
    said(page, f"{id} has ended")
    entry = office.last(EntryKind.SILENCE_ENDED)
    assert (entry.author, entry.subject, entry.data()["reason"]) == ("rina", id, "selesai")


def test_a_meeting_is_planned_and_its_places_are_seen(office: Office, with_: With) -> None:
    name = f"Musrenbang {turn(with_)}"
    hand = office.at("rapat?bagian=baru", "rina", with_)
    page = hand.page
    hand.pick(page.get_by_role("combobox", name="Sites"), "Dinas Contoh 7")
    expect(page.get_by_test_id("stMultiSelect").first).to_contain_text("s-7")
    hand.write(page.get_by_label("Name of the meeting"), name)
    hand.press(button(hand, "Plan the meeting"))
    said(page, "is planned")
    made = office.last(EntryKind.MEETING_PLANNED)
    assert (made.author, made.subject, made.data()["sites"]) == ("rina", name, ["s-7"])
    page.goto(f"{office.server.address}/rapat?rapat=R{made.seq}&lang=en")
    expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=30_000)
    # Nothing was measured of it: nobody calls it ready.
    expect(page.locator(".p-card.p-unknown .p-value")).to_have_text("1")
    expect(page.locator(".p-card.p-up")).to_have_count(0)


def test_a_list_of_outages_is_looked_at_imported_and_revoked(
    office: Office, with_: With, tmp_path: Path
) -> None:
    yesterday = to_datetime(office.world.now - DAY, office.world.inventory.timezone).date()
    file = tmp_path / "telkom.csv"
    file.write_text(
        f"site,started_at,ended_at,cause\ns-9,{yesterday}T08:00,{yesterday}T09:00,line\n"
    )
    before = office.count(EntryKind.IMPORTED)
    hand = office.at("inventaris?inventaris=impor", "budi", with_)
    page = hand.page
    hand.press(page.locator("summary", has_text="Import a list"))
    give(hand, page.get_by_role("button", name="Choose a file"), file)
    expect(page.get_by_test_id("stAlert")).to_contain_text("1 row is sound.")
    assert office.count(EntryKind.IMPORTED) == before
    hand.press(button(hand, "Import"))
    said(page, "The list is imported.")
    entry = office.last(EntryKind.IMPORTED)
    assert (entry.author, entry.data()["file"]) == ("budi", "telkom.csv")

    hand = office.at("inventaris?inventaris=impor", "budi", with_)
    hand.choose_row(0)
    hand.write(page.get_by_label("is revoked"), "berkas uji")
    hand.press(page.get_by_role("button", name="Revoke I"))
    said(page, "counts no more")
    revoked = office.last(EntryKind.IMPORT_REVOKED)
    assert (revoked.author, revoked.data()["reason"]) == ("budi", "berkas uji")


def test_an_edited_inventory_is_looked_at_and_applied(office: Office, with_: With) -> None:
    name = f"Dinas Baru {turn(with_)}"
    file = office.world.settings.inventory
    file.write_text(re.sub("(id: s-12, name: )'[^']*'", rf"\1'{name}'", file.read_text()))
    hand = office.at("inventaris?inventaris=berkas", "rina", with_)
    page = hand.page
    hand.press(page.locator("summary", has_text="Lines that differ"))
    expect(page.get_by_test_id("stCode")).to_contain_text(name)
    hand.press(button(hand, "Apply now"))
    said(page, "in force now")
    entry = office.last(EntryKind.INVENTORY_APPLIED)
    assert entry.author == "rina"
    assert name in entry.data()["text"]


def test_a_month_is_reviewed_closed_and_opened_again(office: Office, with_: With) -> None:
    hand = office.at("laporan?bulan=2026-03", "budi", with_)
    page = hand.page
    hand.write(page.get_by_label("Note"), "cocok")
    hand.press(button(hand, "I went through the figures"))
    said(page, "reviewed")
    hand.press(button(hand, "Close the month"))
    said(page, "is closed")
    expect(page.locator(".p-step.p-done")).to_have_count(3)
    closed = office.last(EntryKind.MONTH_CLOSED)
    hand.write(page.get_by_label("Reason to open it again"), "tagihan kurang")
    hand.press(button(hand, "Open again as the next revision"))
    said(page, "is open again")
    for kind in (EntryKind.MONTH_REVIEWED, EntryKind.MONTH_CLOSED, EntryKind.MONTH_REVISED):
        entry = office.last(kind)
        assert (entry.author, entry.subject) == ("budi", "2026-03")
    assert closed.seq < office.last(EntryKind.MONTH_REVISED).seq


def test_a_paper_is_made_and_taken_away(office: Office, with_: With, tmp_path: Path) -> None:
    world = office.world
    month = f"{world.inventory.local_day(world.now):%Y-%m}"
    hand = office.at(f"laporan?bagian=berkas&bulan={month}", "budi", with_)
    page = hand.page
    hand.press(button(hand, "Make the paper"))
    taking = page.get_by_role("button", name=f"Take away laporan-sla-{month}-draf.")
    expect(taking).to_be_visible(timeout=60_000)
    with page.expect_download() as coming:
        hand.press(taking)
    assert coming.value.suggested_filename == f"laporan-sla-{month}-draf.pdf"
    coming.value.save_as(tmp_path / "paper")
    assert (tmp_path / "paper").read_bytes().startswith(b"%PDF-")


def test_what_a_letter_says_of_a_village_is_written_down(office: Office, with_: With) -> None:
    village = ("64.01.02.2004", "64.01.10.2009")[turn(with_)]
    hand = office.at(f"wilayah?desa={village}", "rina", with_)
    page = hand.page
    hand.press(page.locator("summary", has_text="Write down the state"))
    hand.pick(page.get_by_role("combobox", name="State"), "Survey")
    hand.write(page.get_by_label("As of (year, month or day)"), "2022-06")
    hand.write(page.get_by_label("Source: the paper"), "Tribun Kaltim")
    hand.press(button(hand, "Write the state down"))
    said(page, "is written down")
    entry = office.last(EntryKind.COVERAGE_STATED)
    [told] = entry.data()["statements"]
    assert (entry.author, told["village"], told["state"]) == ("rina", village, "survey")
    expect(page.locator(".w-said")).to_contain_text("Tribun Kaltim", timeout=20_000)
