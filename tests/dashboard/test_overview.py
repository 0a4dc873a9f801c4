"""What the overview says of a snapshot: pure, and never green from stale data."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.overview import Alarm, Counts
from dashboard.reading import Snapshot, Trouble
from dashboard.summary import overview
from pantau.facts.instant import MINUTE, SECOND, from_datetime
from pantau.facts.measured import ALL_SITES, STALE_AFTER, Gap, Outage, Sample, SiteState, Watch
from pantau.facts.words import GapReason, State, WatchEnd
from pantau.inventory import Inventory, parse_inventory
from pantau.inventory.alerting import Alerting, Receiver, ReceiverKind
from tests.fakes.inventories import sound

NOW = from_datetime(datetime(2026, 11, 23, 4, tzinfo=UTC))
TEXT = """\
version: 1
timezone: Asia/Makassar
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  c: {provider: Telkom, number: contoh/1, from: 2026-01-01, to: 2026-12-31,
      tiers: {t: {objective: 99.5, fee: 1000000}}}
sites:
  - {id: b, name: Bagian, kind: opd, kecamatan: Kuaro, address: 127.64.0.1, contract: c, tier: t}
  - {id: a, name: Arsip, kind: opd, kecamatan: Kuaro, address: 127.64.0.2, contract: c, tier: t}
  - {id: d, name: Desa, kind: desa, kecamatan: Batu Engau, address: 127.64.0.3, contract: c,
     tier: t}
"""


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return sound(TEXT)


@pytest.fixture
def healthy(inventory: Inventory) -> Snapshot:
    return Snapshot(
        inventory=inventory,
        states={site: SiteState(site, State.UP, NOW - MINUTE) for site in "abd"},
        watch=Watch(run=1, started_at=NOW - MINUTE, until=NOW - 3 * SECOND, end=None),
    )


def with_state(snapshot: Snapshot, site: str, state: State, **more: Any) -> Snapshot:
    states = {**snapshot.states, site: SiteState(site, state, NOW - MINUTE, **more)}
    return replace(snapshot, states=states)


def test_all_up_is_all_up_and_quiet(healthy: Snapshot) -> None:
    seen = overview(healthy, NOW)
    assert seen.measuring
    assert (seen.alarms, seen.age_seconds, seen.counts) == ((), 3, Counts(up=3))
    assert [(each.name, [tile.name for tile in each.tiles]) for each in seen.districts] == [
        ("Batu Engau", ["Desa"]),
        ("Kuaro", ["Arsip", "Bagian"]),
    ]
    assert {tile.provider for each in seen.districts for tile in each.tiles} == {"Telkom"}


def test_each_state_is_counted_where_it_is(healthy: Snapshot) -> None:
    snapshot = with_state(with_state(healthy, "a", State.DOWN), "b", State.DEGRADED)
    seen = overview(snapshot, NOW)
    assert seen.counts == Counts(up=1, degraded=1, down=1)
    assert seen.counts.sites == 3
    assert seen.districts[1].counts == Counts(degraded=1, down=1)


def test_a_site_of_which_nothing_was_ever_written_is_unknown(healthy: Snapshot) -> None:
    seen = overview(replace(healthy, states={}), NOW)
    assert seen.counts == Counts(unknown=3)


LINKED = (
    TEXT.replace("127.64.0.1,", "127.64.0.1, upstream: hub,").replace(
        "127.64.0.2,", "127.64.0.2, upstream: hub,"
    )
    + "upstreams: {hub: {name: Hub Kuaro, address: 127.64.254.1}}\n"
)


def test_a_silent_link_stands_before_the_sites_that_fell_silent_with_it(healthy: Snapshot) -> None:
    linked = sound(LINKED)

    def down(id: str, site: str, seconds: int) -> Outage:
        began = NOW - seconds * SECOND
        return Outage(id, site, began, None, last_up_before=began - 5 * SECOND)

    open_ones = (down("O1", "upstream/hub", 100), down("O2", "a", 98), down("O3", "d", 99))
    seen = overview(replace(healthy, inventory=linked, open_outages=open_ones), NOW)
    [link] = seen.links
    assert (link.id, link.name, link.seconds, link.sites) == ("hub", "Hub Kuaro", 100, 1)
    assert {each.site: each.because for each in seen.down} == {"a": "Hub Kuaro", "d": None}


@pytest.mark.parametrize(
    ("watch", "alarm"),
    [
        (None, Alarm.NEVER_STARTED),
        (Watch(1, 0, NOW - STALE_AFTER - 1, None), Alarm.SILENT),
        (Watch(1, 0, NOW - SECOND, WatchEnd.STOPPED), Alarm.STOPPED),
        (Watch(1, 0, NOW + STALE_AFTER + 1, None), Alarm.CLOCK_BEHIND),
    ],
)
def test_where_nobody_measures_every_state_is_unknown_and_it_is_said(
    healthy: Snapshot, watch: Watch | None, alarm: Alarm
) -> None:
    snapshot = replace(with_state(healthy, "a", State.UP, suspect_since=NOW), watch=watch)
    seen = overview(snapshot, NOW)
    assert not seen.measuring
    assert (seen.alarms, seen.counts, seen.suspected) == ((alarm,), Counts(unknown=3), ())
    tiles = [tile for each in seen.districts for tile in each.tiles]
    assert {(tile.since, tile.rtt_us) for tile in tiles} == {(None, None)}


@pytest.mark.parametrize("lag", [-STALE_AFTER, 0, STALE_AFTER])
def test_twenty_seconds_are_not_stale_yet(healthy: Snapshot, lag: int) -> None:
    seen = overview(replace(healthy, watch=Watch(1, 0, NOW - lag, None)), NOW)
    assert seen.measuring
    assert seen.age_seconds == max(0, lag) // SECOND


@given(
    until=st.integers(NOW - 100 * SECOND, NOW + 100 * SECOND),
    end=st.sampled_from([None, *WatchEnd]),
    states=st.lists(st.sampled_from(State), min_size=3, max_size=3),
)
def test_nothing_is_up_from_stale_data(until: int, end: str | None, states: list[State]) -> None:
    found = parse_inventory(TEXT.encode(), "inventory.yaml").inventory
    snapshot = Snapshot(
        inventory=found,
        states={
            site: SiteState(site, state, NOW) for site, state in zip("abd", states, strict=True)
        },
        watch=Watch(1, 0, until, end),
    )
    seen = overview(snapshot, NOW)
    assert seen.counts.sites == 3
    if end is not None or abs(NOW - until) > STALE_AFTER:
        assert seen.counts == Counts(unknown=3)
        assert seen.alarms
    else:
        assert seen.counts.up == states.count(State.UP)


def test_what_the_store_cannot_say_is_not_blamed_on_the_collector() -> None:
    for trouble, alarm in (
        (Trouble.STORE_MISSING, Alarm.STORE_MISSING),
        (Trouble.STORE_UNREADABLE, Alarm.STORE_UNREADABLE),
    ):
        seen = overview(Snapshot(troubles=(trouble,)), NOW)
        assert seen.alarms == (alarm,)
        assert (seen.measuring, seen.last_commit, seen.age_seconds) == (False, None, None)


def test_a_broken_inventory_and_a_stopped_collector_are_both_said() -> None:
    watch = Watch(1, 0, NOW, WatchEnd.STOPPED)
    seen = overview(Snapshot(watch=watch, troubles=(Trouble.INVENTORY_UNREADABLE,)), NOW)
    assert seen.alarms == (Alarm.INVENTORY_UNREADABLE, Alarm.STOPPED)
    assert seen.counts.sites == 0


def test_inside_an_open_gap_a_site_is_unknown_and_blindness_is_said(healthy: Snapshot) -> None:
    gap = Gap("G1", ALL_SITES, NOW - MINUTE, None, GapReason.VANTAGE_BLIND, but_sites=("d",))
    seen = overview(replace(healthy, open_gaps=(gap,)), NOW)
    assert seen.measuring
    assert seen.alarms == (Alarm.BLIND,)
    assert seen.counts == Counts(up=1, unknown=2)


def test_an_outage_inside_a_gap_is_what_was_seen_last(healthy: Snapshot) -> None:
    gap = Gap("G1", ALL_SITES, NOW - SECOND, None, GapReason.VANTAGE_BLIND, but_sites=("d",))
    outages = tuple(Outage(f"O-{site}", site, NOW - MINUTE, None) for site in "ad")
    seen = overview(replace(healthy, open_gaps=(gap,), open_outages=outages), NOW)
    assert {each.site: each.seen for each in seen.down} == {"a": False, "d": True}


def test_a_gap_of_one_site_is_no_alarm(healthy: Snapshot) -> None:
    gap = Gap("G1", "a", NOW - MINUTE, None, GapReason.NAME_UNRESOLVED)
    seen = overview(replace(healthy, open_gaps=(gap,)), NOW)
    assert (seen.alarms, seen.counts) == ((), Counts(up=2, unknown=1))


def test_a_suspected_site_is_still_up(healthy: Snapshot) -> None:
    seen = overview(with_state(healthy, "a", State.UP, suspect_since=NOW - SECOND), NOW)
    assert seen.counts == Counts(up=3)
    assert [tile.site for tile in seen.suspected] == ["a"]


def test_a_tile_knows_its_newest_round_trip_and_loss(healthy: Snapshot) -> None:
    sample = Sample("a", "icmp", NOW - MINUTE, 12, 10, 1_000, 2_000, 3_000, 10)
    seen = overview(replace(healthy, samples={"a": sample}), NOW)
    tile = next(tile for each in seen.districts for tile in each.tiles if tile.site == "a")
    assert (tile.rtt_us, tile.sent, tile.lost) == (2_000, 12, 2)


def test_open_outages_are_listed_newest_first_with_how_long(healthy: Snapshot) -> None:
    outages = (
        Outage("O1", "a", NOW - 2 * MINUTE, None),
        Outage("O2", "d", NOW - MINUTE, None),
        Outage("O3", "gone-from-the-file", NOW - 3 * MINUTE, None),
    )
    seen = overview(replace(healthy, open_outages=outages), NOW)
    assert [(each.name, each.seconds) for each in seen.down] == [
        ("Desa", 60),
        ("Arsip", 120),
        ("gone-from-the-file", 180),
    ]
    assert [each.provider for each in seen.down] == ["Telkom", "Telkom", None]


def test_an_outage_does_not_grow_while_nobody_watches(healthy: Snapshot) -> None:
    watch = Watch(1, 0, NOW - 10 * MINUTE, None)
    outages = (Outage("O1", "a", NOW - 12 * MINUTE, None),)
    seen = overview(replace(healthy, watch=watch, open_outages=outages), NOW)
    assert seen.down[0].seconds == 120


def test_an_alerter_that_is_silent_is_told_where_somebody_is_to_be_told(
    healthy: Snapshot, inventory: Inventory
) -> None:
    wanted = Alerting(receivers={"grup": Receiver("grup", ReceiverKind.WEBHOOK, {})})
    snapshot = replace(healthy, inventory=replace(inventory, alerting=wanted))
    assert overview(healthy, NOW).alarms == ()
    assert overview(snapshot, NOW).alarms == (Alarm.NOBODY_TOLD,)
    for ago, alarms in ((60 * SECOND, ()), (61 * SECOND, (Alarm.NOBODY_TOLD,))):
        assert overview(replace(snapshot, alerter_at=NOW - ago), NOW).alarms == alarms
