"""A past from a seed: the same every time, sound as a journal, plausible as a regency."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, midnight, to_datetime
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import ALL_SITES, upstream_name
from pantau.facts.words import Cause, ClosedReason, Medium, State
from pantau.inventory import Inventory, parse_inventory
from pantau.inventory.routes import hangs_on
from pantau.lab.history import Past, past, unseen
from pantau.lab.history_journal import write_journal
from pantau.sla import facts_window, judge_month
from pantau.store import Store, verify
from pantau.verdict.incident import incidents
from tests.lab.small_regency import SHIPPED, UNTIL, small

MONTHS = 4


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return small()


@pytest.fixture(scope="module")
def happened(inventory: Inventory) -> Past:
    return past(inventory, 7, UNTIL, MONTHS)


@pytest.fixture(scope="module")
def data(inventory: Inventory, happened: Past, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history") / "data"
    with Store.open(folder) as store:
        write_journal(store, happened, inventory)
    return folder


def test_the_journal_of_a_past_is_sound(data: Path) -> None:
    found = verify(data)
    assert found.faults == ()
    assert found.entries > 100


@pytest.mark.parametrize("months", [2, 3])
@pytest.mark.parametrize("since_month_began", [MINUTE, DAY + 9 * HOUR + 30 * MINUTE])
def test_on_the_first_days_of_a_month_a_collector_can_go_on_from_the_history(
    inventory: Inventory, months: int, since_month_began: int, tmp_path: Path
) -> None:
    """Nothing of it lies after now: neither an entry nor the end of what was watched."""
    day = to_datetime(UNTIL, inventory.timezone).date().replace(day=1)
    now = midnight(day, inventory.timezone) + since_month_began
    happened = past(inventory, 7, now, months)
    assert all(run.begin < run.end <= now for run in happened.runs)
    with Store.open(tmp_path / "data") as store:
        write_journal(store, happened, inventory)
        entries = store.entries()
        watch = store.last_watch()
        assert watch is not None
        assert (max(entry.at for entry in entries), watch.until) == (now, now)
        assert store.begin_watch(at=now, author="collector", via="lab").run > 1


# Ids of persons are drawn, for nobody may guess one; a certificate names the journal's head, which
# hangs on them.
_DRAWN = re.compile(rb'P-[0-9a-f]{12}|"digest":"[0-9a-f]{64}"|"size":[0-9]+')


def told(store: Store) -> list[tuple[object, ...]]:
    """What the journal says, but for what is drawn."""
    return [
        (
            each.kind,
            each.at,
            each.author,
            each.subject,
            _DRAWN.sub(b"", each.payload),
        )
        for each in store.entries()
    ]


def test_the_same_seed_makes_the_same_journal_and_another_seed_another(
    inventory: Inventory, data: Path, tmp_path: Path
) -> None:
    with Store.open(data, readonly=True) as store:
        first = told(store)
    for seed, same in ((7, True), (8, False)):
        with Store.open(tmp_path / str(seed)) as again:
            write_journal(again, past(inventory, seed, UNTIL, MONTHS), inventory)
            assert (told(again) == first) is same


def test_the_first_third_is_imported_and_the_rest_was_watched(
    inventory: Inventory, happened: Past, data: Path
) -> None:
    with Store.open(data, readonly=True) as store:
        entries = Counter(entry.kind for entry in store.entries())
        watch = store.last_watch()
        facts = store.ledger_facts(happened.begin, UNTIL)
    assert entries[EntryKind.IMPORTED] == 1
    assert entries[EntryKind.INVENTORY_APPLIED] == 1
    assert entries[EntryKind.WATCH_OPENED] == len(happened.runs) > 1
    assert {span.site for span in facts.imported} == {site.id for site in inventory.sites}
    assert {span.begin for span in facts.imported} == {happened.begin}
    assert watch is not None
    assert watch.until == UNTIL
    causes = {outage.cause for outage in facts.outages if outage.import_id}
    assert {Cause.LINE, Cause.POWER} <= causes
    assert all(outage.ticket for outage in facts.outages if outage.import_id)


def test_every_second_of_a_month_adds_up_and_rates_are_plausible(
    inventory: Inventory, happened: Past, data: Path
) -> None:
    with Store.open(data, readonly=True) as store:
        for month in ("2026-08", "2026-10"):  # imported, watched
            window = facts_window(month, inventory.timezone)
            facts = store.ledger_facts(window.begin, window.end)
            result = judge_month(inventory, facts, month, UNTIL)
            total = result.total
            assert total.coverage is not None
            assert total.availability is not None
            assert total.coverage > 0.99
            assert 0.97 < total.availability < 0.9995
            assert total.compliant > 0


def test_every_outage_lies_where_we_saw_and_carries_its_evidence(
    inventory: Inventory, happened: Past, data: Path
) -> None:
    own = inventory.vantage.site
    with Store.open(data, readonly=True) as store:
        facts = store.ledger_facts(happened.begin, UNTIL)
        outages = [o for o in (*facts.outages, *facts.voided) if o.import_id is None]
        opened = store.entries(kinds=[EntryKind.OUTAGE_OPENED])
        closed = store.entries(kinds=[EntryKind.OUTAGE_CLOSED])
        states = store.states()
    assert len(outages) == len(opened) == len(closed)
    for outage in outages:
        assert outage.ended_at is not None
        assert outage.started_at < outage.ended_at < UNTIL
        hidden = unseen(happened, own_site=outage.site == own)
        assert not any(gap.begin <= outage.started_at < gap.end for gap in hidden)
        silences = happened.silences[outage.site]
        assert any(s.begin <= outage.started_at < s.end + SECOND for s in silences)
    for entry in opened:
        evidence = entry.data()["evidence"]
        assert evidence["unanswered"] == len(evidence["echoes"]) >= 5
        assert entry.at - entry.data()["started_at"] < 10 * SECOND
    reasons = {entry.data()["reason"] for entry in closed}
    assert ClosedReason.ANSWERED_AGAIN.value in reasons
    assert {state.state for state in states.values()} == {State.UP}


def test_blindness_is_a_gap_for_all_and_our_own_line_an_outage_of_its_site(
    inventory: Inventory,
) -> None:
    own = inventory.vantage.site
    assert own is not None
    # Several pasts: one alone may be without a dead line of our own.
    for seed in range(20):
        found = past(inventory, seed, UNTIL, MONTHS)
        dead = [each for each in found.blind if each.own_line]
        silent = [(each.begin, each.end) for each in found.silences[own]]
        assert [(each.begin, each.end) for each in dead] == silent
        if dead:
            return
    raise AssertionError("no past in twenty has a dead line of our own")


def test_gaps_are_closed_and_leave_out_the_site_that_is_known_to_be_down(
    inventory: Inventory, happened: Past, data: Path
) -> None:
    with Store.open(data, readonly=True) as store:
        gaps = store.gaps(happened.begin, UNTIL)
    assert [(gap.started_at, gap.ended_at) for gap in gaps] == [
        (each.begin, each.end) for each in happened.blind
    ]
    assert {gap.site for gap in gaps} <= {ALL_SITES}
    for gap, each in zip(gaps, happened.blind, strict=True):
        assert gap.but_sites == ((inventory.vantage.site,) if each.own_line else ())


def test_silences_of_a_site_never_overlap_and_end_before_now(happened: Past) -> None:
    for silences in happened.silences.values():
        for one, other in pairwise(silences):
            assert one.end < other.begin
        assert all(each.begin < each.end <= UNTIL - 10 * MINUTE for each in silences)


@pytest.fixture(scope="module")
def year() -> tuple[Inventory, Past]:
    """The whole of the shipped regency: enough of it for rates to be told from chance."""
    inventory = parse_inventory(SHIPPED.read_bytes(), "inventory.yaml").inventory
    assert inventory is not None
    return inventory, past(inventory, 64, UNTIL)


def test_every_medium_has_its_rate(year: tuple[Inventory, Past]) -> None:
    inventory, found = year
    length = found.until - found.begin
    expected = {
        Medium.FO: (99.6, 99.85),
        Medium.RADIO: (97.8, 99.2),
        Medium.MODEM_4G: (97.8, 99.2),
        Medium.VSAT: (96.0, 98.2),
    }
    for medium, (least, most) in expected.items():
        sites = [site.id for site in inventory.sites if site.medium is medium]
        silent = sum(s.end - s.begin for site in sites for s in found.silences[site])
        assert least < 100 * (1 - silent / (length * len(sites))) < most, medium


def test_evenings_are_worse_than_nights(year: tuple[Inventory, Past]) -> None:
    inventory, found = year
    begins = [
        to_datetime(silence.begin, inventory.timezone).hour
        for silences in found.silences.values()
        for silence in silences
        if silence.cause is Cause.LINE
    ]
    evening = sum(18 <= hour < 23 for hour in begins)
    night = sum(hour < 5 for hour in begins)
    assert evening > 2 * night > 0


def test_a_power_cut_hits_neighbours_at_once(year: tuple[Inventory, Past]) -> None:
    inventory, found = year
    district = {site.id: site.kecamatan for site in inventory.sites}
    seconds = Counter(
        (district[silence.site], silence.begin)
        for silences in found.silences.values()
        for silence in silences
        if silence.cause is Cause.POWER
    )
    assert max(seconds.values()) >= 10


def test_a_hub_takes_only_what_hangs_on_it(year: tuple[Inventory, Past]) -> None:
    inventory, found = year
    alone = {site.id for site in inventory.sites if site.upstream is None}
    struck = {
        silence.site
        for silences in found.silences.values()
        for silence in silences
        if silence.cause in (Cause.UPSTREAM, Cause.PLANNED)
    }
    assert struck
    assert not struck & alone


def test_a_hub_and_what_hangs_on_it_are_read_as_one_incident(
    inventory: Inventory, tmp_path: Path
) -> None:
    # Several months, for a hub does not fail every month.
    found = past(inventory, 3, UNTIL, 11)
    with Store.open(tmp_path / "data") as store:
        write_journal(store, found, inventory)
        outages = store.outages(found.installed_at, UNTIL)
    hub = upstream_name("hub-kuaro")
    together = [
        {each.site for each in incident.below}
        for incident in incidents(outages, hangs_on(inventory))
        if incident.root.site == hub
    ]
    below = {site.id for site in inventory.sites if site.upstream == "hub-kuaro"}
    assert together
    assert max(map(len, together)) > len(below) / 2
    assert all(each <= below for each in together)


def test_another_site_in_the_file_changes_no_other_site_s_lines(inventory: Inventory) -> None:
    fewer = small(without="site-3")
    begins = [
        {
            (silence.site, silence.begin)
            for site in fewer.sites
            for silence in past(each, 7, UNTIL, MONTHS).silences[site.id]
            if silence.cause is Cause.LINE
        }
        for each in (inventory, fewer)
    ]
    # A neighbour's power cut may have moved and swallowed one; none is new.
    assert len(begins[0] & begins[1]) > 0.9 * len(begins[0] | begins[1]) > 0


def test_a_past_begins_at_midnight_of_the_zone_and_is_installed_by_day(
    inventory: Inventory, happened: Past
) -> None:
    first = to_datetime(happened.begin, inventory.timezone).date()
    assert happened.begin == midnight(first, inventory.timezone)
    assert first.day == 1
    assert happened.months[-1].end + DAY + 9 * HOUR + 20 * MINUTE == happened.installed_at
