"""What a collector leaves in the store, whatever happens to it."""

from pathlib import Path

import apsw
import pytest

from pantau.facts.instant import DAY, SECOND
from pantau.facts.kinds import EntryKind
from pantau.facts.words import GapReason, State
from pantau.sla import judge_month
from pantau.store import Anchor, Store, verify
from tests.collector.world import World
from tests.fakes.inventories import inventory_text, site_line, small_inventory

MS = 1_000_000


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "data")


def kinds(store: Store) -> list[EntryKind]:
    return [entry.kind for entry in store.entries()]


def test_a_first_run_applies_the_inventory_and_watches_every_site(world: World) -> None:
    running = world.start().run(10)
    with Store.open(world.data, readonly=True) as store:
        assert store.last_inventory() == small_inventory().digest
        assert {s.state for s in store.states().values()} == {State.UP}
        watched = store.ledger_facts(0, world.instant(DAY)).watched
        watch = store.last_watch()
    assert set(watched) == {f"site-{n}" for n in range(5)}
    assert watch is not None
    assert watch.until >= world.instant(5)
    running.stop()
    assert verify(world.data).sound


def test_stopping_closes_the_run_and_starting_the_same_inventory_applies_nothing_anew(
    world: World,
) -> None:
    world.start().run(10).stop()
    world.clock.advance(60_000 * MS)
    world.start().run(10).stop()
    with Store.open(world.data, readonly=True) as store:
        found = kinds(store)
    assert found.count(EntryKind.INVENTORY_APPLIED) == 1
    assert found.count(EntryKind.WATCH_OPENED) == found.count(EntryKind.WATCH_CLOSED) == 2


def test_the_time_between_two_runs_is_unknown_and_the_ledger_sums_up(world: World) -> None:
    world.start().run(60).crash()
    world.clock.advance(600_000 * MS)
    world.start().run(60).stop()
    with Store.open(world.data, readonly=True) as store:
        facts = store.ledger_facts(0, world.instant(DAY))
    result = judge_month(small_inventory(), facts, "2026-09", world.instant(world.now_s))
    for row in result.sites:
        parts = row.up_seconds + row.down_seconds + row.excluded_seconds + row.unknown_seconds
        assert parts == row.service_seconds
        assert row.down_seconds == 0
        assert 105 <= row.up_seconds <= 120


def test_a_crash_costs_at_most_five_seconds(world: World) -> None:
    running = world.start().run(47.3)
    running.crash()
    with Store.open(world.data, readonly=True) as store:
        watch = store.last_watch()
    assert watch is not None
    assert world.instant(47.3) - watch.until <= 5 * SECOND


def test_a_suspicion_that_a_crash_left_unsettled_is_unknown_time(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.3" or t < 20
    running = world.start().run(20)
    while running.collector.engine.targets["site-2"].line.suspect_since is None:
        running.run(0.1)
    since = running.collector.engine.targets["site-2"].line.suspect_since
    running.recorder.submit(running.collector.engine.take())
    running.crash()
    world.clock.advance(30_000 * MS)
    world.answers = lambda address, t: True
    world.start().run(10).stop()
    with Store.open(world.data, readonly=True) as store:
        assert store.outages(0, world.instant(DAY)) == []
        [gap] = store.gaps(0, world.instant(DAY))
    assert (gap.site, gap.reason, gap.started_at) == ("site-2", GapReason.UNCONFIRMED, since)


def test_an_open_outage_that_is_gone_after_a_restart_ends_where_we_stopped(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.3" or t < 20
    world.start().run(60).crash()
    with Store.open(world.data, readonly=True) as store:
        stopped = store.last_watch()
    world.clock.advance(300_000 * MS)
    world.answers = lambda address, t: True
    world.start().run(15).stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
    assert stopped is not None
    assert outage.ended_at == stopped.until


def test_an_open_outage_that_goes_on_after_a_restart_stays_one(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.3" or not 20 < t < 400
    world.start().run(60).crash()
    world.clock.advance(300_000 * MS)
    world.start().run(60).stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
    assert outage.ended_at is not None
    assert world.instant(400) <= outage.ended_at < world.instant(402)


def test_a_clock_that_steps_forward_ends_the_run_and_begins_another(world: World) -> None:
    running = world.start().run(30)
    world.clock.jump_wall(3_600_000 * MS)
    running.run(30).stop()
    with Store.open(world.data, readonly=True) as store:
        closed = [e.data()["end"] for e in store.entries(kinds=[EntryKind.WATCH_CLOSED])]
        spans = store.ledger_facts(0, world.instant(DAY)).watched["site-0"]
    assert closed == ["clock_stepped", "stopped"]
    assert len(spans) == 2
    assert spans[1].begin - spans[0].end >= 3590 * SECOND


def test_a_clock_that_steps_back_is_waited_for_and_nothing_is_dated_back(world: World) -> None:
    running = world.start().run(30)
    world.clock.jump_wall(-20_000 * MS)
    running.run(10)
    assert running.health.not_watching is not None
    assert "before the last entry" in running.health.not_watching
    assert running.health.measuring() is not None
    running.run(30)
    assert running.health.measuring() is None
    running.stop()
    assert verify(world.data).sound


def test_a_locked_database_stops_neither_the_measuring_nor_loses_a_fact(world: World) -> None:
    running = world.start().run(20)
    intruder = apsw.Connection(str(world.data / "journal.sqlite"))
    intruder.execute("BEGIN IMMEDIATE")
    world.answers = lambda address, t: address != "127.64.1.3" or not 20 < t < 40
    running.run(60)
    assert running.health.storing() is not None
    assert running.recorder.failures > 0
    intruder.execute("ROLLBACK")
    intruder.close()
    running.run(10)
    assert running.health.storing() is None
    running.stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
        assert outage.ended_at is not None
        [span] = store.ledger_facts(0, world.instant(DAY)).watched["site-0"]
    assert span.end - span.begin > 80 * SECOND


def test_a_site_added_while_running_is_watched_from_then_on(world: World) -> None:
    running = world.start().run(30)
    running.apply(small_inventory(text=inventory_text(5) + site_line(7)))
    running.run(30).stop()
    with Store.open(world.data, readonly=True) as store:
        watched = store.ledger_facts(0, world.instant(DAY)).watched
        applied = store.entries(kinds=[EntryKind.INVENTORY_APPLIED])
    assert watched["site-7"][0].begin >= world.instant(30)
    assert watched["site-0"][0].begin < world.instant(6)
    assert applied[-1].data()["added"] == ["site-7"]


def test_a_site_taken_out_is_watched_until_then_and_its_outage_ends(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.5" or t < 10
    running = world.start().run(30)
    running.apply(small_inventory(4))
    running.run(30).stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
        [span] = store.ledger_facts(0, world.instant(DAY)).watched["site-4"]
    assert outage.ended_at is not None
    assert world.instant(30) <= outage.ended_at <= world.instant(31)
    assert span.end <= world.instant(31)


def test_a_site_taken_out_while_nobody_watched_leaves_no_open_outage(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.5" or t < 10
    world.start().run(30).crash()
    world.start(small_inventory(4)).run(10).stop()
    with Store.open(world.data, readonly=True) as store:
        assert store.open_outages() == []


def test_a_changed_address_keeps_the_site_and_its_open_outage(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.5" or t < 10
    running = world.start().run(30)
    text = inventory_text(5).replace("127.64.1.5", "127.64.1.50")
    running.apply(small_inventory(text=text))
    running.run(30).stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
        [span] = store.ledger_facts(0, world.instant(DAY)).watched["site-4"]
    assert outage.ended_at is not None
    assert span.begin < world.instant(6)


def test_samples_are_written_each_minute(world: World) -> None:
    world.start().run(200).stop()
    with Store.open(world.data, readonly=True) as store:
        samples = store.samples("site-3", 0, world.instant(DAY))
    assert len(samples) >= 3
    assert all(s.sent == s.received == 12 for s in samples[1:-1])
    assert {s.rtt_median_us for s in samples} == {10_000}


def test_what_a_link_usually_loses_is_known_again_after_a_restart(world: World) -> None:
    lost = iter([True, False, False, False] * 100_000)
    world.answers = lambda address, t: address != "127.64.1.3" or not next(lost)
    world.start().run(1200).stop()
    world.clock.advance(60_000 * MS)
    running = world.start().run(5)
    lossy, clean = (
        target.usual.needed(target.pace.confirm)
        for target in map(running.collector.engine.targets.__getitem__, ("site-2", "site-1"))
    )
    running.stop()
    assert lossy.loss > 0.2
    assert clean.loss < 0.02


def test_the_head_of_the_journal_is_anchored_once_a_day(world: World) -> None:
    running = world.start().run(20)
    running.run(20).stop()
    [file] = (world.data / "anchors").glob("*.txt")
    [line] = file.read_text().splitlines()
    assert Anchor.parse(line.split()[0]).seq >= 1
    assert verify(world.data).sound


def test_a_run_that_somebody_else_took_over_is_given_up_and_begun_anew(world: World) -> None:
    running = world.start().run(20)
    with Store.open(world.data) as store:
        store.begin_watch(at=world.instant(20), author="another", via="test")
    running.run(20)
    assert running.health.storing() is None
    running.stop()
    assert verify(world.data).sound
