"""A collector whose store, inventory or clock gives trouble."""

from pathlib import Path
from threading import Event

import pytest

from pantau.facts.instant import DAY, SECOND
from pantau.facts.kinds import EntryKind
from pantau.facts.words import ClosedReason, State
from pantau.store import Store, StoreBusy, verify
from tests.collector.world import World
from tests.fakes.inventories import inventory_text, site_line, small_inventory

MS = 1_000_000


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "data")


def test_a_damaged_file_of_samples_is_set_aside_and_costs_nothing_that_comes(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.3" or not 200 < t < 300
    running = world.start().run(130)
    for file in (world.data / "samples").iterdir():
        file.write_bytes(b"this is no database" * 1000)
    running.store._samples.close()
    running.run(300)
    assert running.recorder.samples_dropped == 0
    running.stop()
    with Store.open(world.data, readonly=True) as store:
        assert len(store.entries(kinds=[EntryKind.WATCH_OPENED])) == 1
        [outage] = store.outages(0, world.instant(DAY))
    assert outage.ended_at is not None
    assert outage.ended_at - outage.started_at > 90 * SECOND


def test_the_recorder_outlives_what_nobody_foresaw(world: World) -> None:
    running = world.start().run(10)

    def stumble(store: Store) -> None:
        raise RuntimeError("unforeseen")

    assert isinstance(running.recorder.call(stumble).exception(5), RuntimeError)
    real = running.store.write_samples
    running.store.write_samples = lambda samples: 1 / 0  # type: ignore[method-assign,assignment]
    running.run(130)
    assert "ZeroDivisionError" in str(running.recorder.last_error)
    running.store.write_samples = real  # type: ignore[method-assign]
    running.run(70)
    assert running.health.storing() is None
    running.stop()
    assert verify(world.data).sound


def test_a_site_that_comes_and_goes_within_one_commit_refuses_nothing(world: World) -> None:
    running = world.start().run(30)
    running.collector._committed_ns = world.clock.boot_ns() + 10_000 * MS
    running.apply(small_inventory(text=inventory_text(5) + site_line(7)))
    for _ in range(60):
        world.clock.advance(100 * MS)
        running.collector.engine.tick(world.clock.wall_ns(), world.clock.boot_ns())
    assert running.collector.engine.targets["site-7"].watched_since is not None
    running.apply(small_inventory(5))
    running.run(30)
    assert running.recorder.failures == 0
    running.stop()
    with Store.open(world.data, readonly=True) as store:
        assert len(store.entries(kinds=[EntryKind.WATCH_OPENED])) == 1
        assert "site-7" not in store.ledger_facts(0, world.instant(DAY)).watched
        assert len(store.entries(kinds=[EntryKind.INVENTORY_APPLIED])) == 3


def test_an_inventory_applied_while_the_run_is_lost_still_reaches_the_journal(
    world: World,
) -> None:
    running = world.start().run(20)
    edited = small_inventory(text=inventory_text(5) + site_line(7))
    with Store.open(world.data) as store:
        store.begin_watch(at=world.instant(20), author="another", via="test")
    running.apply(edited)
    running.run(30).stop()
    with Store.open(world.data, readonly=True) as store:
        assert store.last_inventory() == edited.digest


def test_an_outage_gone_when_seen_again_ends_where_its_site_was_last_seen(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.3" or t < 20
    world.start().run(60).crash()
    world.clock.advance(3_600_000 * MS)
    world.start().run(0.3).crash()  # begins, and is gone before it asked anybody
    world.answers = lambda address, t: True
    world.start().run(15).stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
    assert outage.ended_at is not None
    assert world.instant(55) <= outage.ended_at <= world.instant(60)


def test_an_outage_gone_after_a_blind_end_ends_where_blindness_began(world: World) -> None:
    def answers(address: str, t: float) -> bool:
        return t < 60 and (address != "127.64.1.3" or t < 20)

    world.answers = answers
    world.start().run(120).crash()
    world.answers = lambda address, t: True
    world.start().run(15).stop()
    with Store.open(world.data, readonly=True) as store:
        [outage] = store.outages(0, world.instant(DAY))
        blind = next(g for g in store.gaps(0, world.instant(DAY)) if g.site == "*")
        closed = store.entries(kinds=[EntryKind.OUTAGE_CLOSED])[-1].data()
    assert outage.ended_at == blind.started_at
    assert closed["reason"] == ClosedReason.GONE_WHEN_SEEN_AGAIN


@pytest.mark.parametrize("jump_ms", [3_600_000, -90_000])
def test_a_step_of_the_clock_leaves_no_error_behind(world: World, jump_ms: int) -> None:
    running = world.start().run(30)
    world.clock.jump_wall(jump_ms * MS)
    running.run(150)
    assert running.recorder.failures == 0
    assert {t.state for t in running.collector.engine.targets.values()} == {State.UP}
    running.stop()
    with Store.open(world.data, readonly=True) as store:
        assert len(store.entries(kinds=[EntryKind.WATCH_OPENED])) == 2


def test_a_disk_that_hangs_costs_the_run_and_not_the_memory(world: World) -> None:
    running = world.start().run(10)
    recorder, batch = running.recorder, running.collector.engine.take()
    hanging, mended = Event(), Event()

    def hang(store: Store) -> None:
        hanging.set()
        mended.wait(10)

    recorder._inbox.maxsize = 2
    recorder.call(hang)
    assert hanging.wait(5)
    for _ in range(5):
        recorder.submit(batch)
    assert recorder.lost_run == batch.run
    assert isinstance(recorder.call(hang).exception(5), StoreBusy)
    mended.set()
    recorder._inbox.maxsize = 0
    running.run(20)
    assert running.health.storing() is None
    running.stop()
    assert verify(world.data).sound
