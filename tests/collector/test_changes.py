"""A site whose address changes on a day: the collector changes over by itself at its midnight."""

import asyncio
import json
from itertools import pairwise
from pathlib import Path

import pytest

from collector import main
from collector.exporter.labels import site_labels
from collector.health import Health
from collector.icmp.sockets import IcmpRefusedError
from collector.transport import Destination, SendFailure
from pantau.facts.clock import Clock, now_us
from pantau.facts.kinds import EntryKind
from pantau.facts.words import GapReason, State
from pantau.inventory import Inventory
from pantau.store import Store
from tests.collector.world import MS, World
from tests.fakes.inventories import inventory_text, small_inventory

OLD, NEW, NEWER = "127.64.1.3", "127.64.9.3", "127.64.9.4"
MIDNIGHT_S = 6_400  # of 2026-09-22 in WITA, after the virtual clock's begin


def inventory(*changes: str) -> Inventory:
    own = f", changes: [{', '.join(changes)}]" if changes else ""
    text = inventory_text(5).replace(f"address: {OLD}", f"address: {OLD}{own}")
    return small_inventory(text=text)


TOMORROW = f"{{from: 2026-09-22, address: {NEW}}}"
NEXT_DAY = f"{{from: 2026-09-23, address: {NEWER}}}"


def world(folder: Path) -> World:
    """The old address falls silent when the new one begins to answer."""

    def answers(address: str, t: float) -> bool:
        if address in (OLD, NEW):
            return (address == NEW) == (t >= MIDNIGHT_S)
        return True

    found = World(folder, answers)
    found.clock.advance((MIDNIGHT_S - 60) * 1_000 * MS)
    return found


def beats(world: World, *addresses: str) -> list[tuple[float, str]]:
    return [
        ((sent - world.began_ns) / 1e9 - MIDNIGHT_S, address)
        for sent, address in world.network.sent
        if address in addresses
    ]


def test_the_address_changes_at_midnight_without_a_missed_heartbeat_or_an_outage(
    tmp_path: Path,
) -> None:
    town = world(tmp_path)
    running = town.start(inventory(TOMORROW)).run(180)
    asked = beats(town, OLD, NEW)
    assert all((address == NEW) == (at >= 0) for at, address in asked)
    times = [at for at, _ in asked]
    gaps = [b - a for a, b in pairwise(times)]
    assert gaps[10:] == pytest.approx([5.0] * len(gaps[10:]), abs=0.11)
    assert running.collector.engine.targets["site-2"].state is State.UP
    running.stop()
    with Store.open(tmp_path, readonly=True) as store:
        assert not store.outages(town.instant(0), town.instant(MIDNIGHT_S + 200))
        assert not store.entries(kinds=[EntryKind.OUTAGE_OPENED])
        minutes = store.samples("site-2", town.instant(0), town.instant(MIDNIGHT_S + 120))
    assert {each.sent - each.received for each in minutes} == {0}
    assert sum(each.sent for each in minutes if each.at >= town.instant(MIDNIGHT_S)) >= 12


def test_an_outage_goes_on_at_the_new_address_and_ends_with_its_first_answer(
    tmp_path: Path,
) -> None:
    town = world(tmp_path)
    town.answers = lambda address, t: address != OLD and (address != NEW or t >= MIDNIGHT_S + 40)
    running = town.start(inventory(TOMORROW)).run(120)
    running.stop()
    with Store.open(tmp_path, readonly=True) as store:
        [outage] = store.outages(town.instant(0), town.instant(MIDNIGHT_S + 200))
    assert outage.started_at < town.instant(MIDNIGHT_S)
    assert outage.ended_at is not None
    assert 40 <= (outage.ended_at - town.instant(MIDNIGHT_S)) / 1e6 <= 46


def test_what_stands_beside_the_heartbeat_hears_of_the_new_address(tmp_path: Path) -> None:
    town = world(tmp_path)
    running = town.start(inventory(TOMORROW, NEXT_DAY)).run(10)
    seen = running.health.inventory
    assert seen is not None
    assert seen.site("site-2").address == OLD  # type: ignore[union-attr]
    running.run(60)
    seen = running.health.inventory
    assert seen is not None
    assert seen.site("site-2").address == NEW  # type: ignore[union-attr]
    assert (
        running.collector.inventory.next_change(seen.local_day(town.instant(MIDNIGHT_S)))
        is not None
    )
    running.stop()


def test_a_start_after_the_day_asks_the_new_address_at_once(tmp_path: Path) -> None:
    town = world(tmp_path)
    town.clock.advance(120_000 * MS)
    town.start(inventory(TOMORROW)).run(20).stop()
    assert {address for _, address in beats(town, OLD, NEW)} == {NEW}


def test_a_change_that_is_written_stands_in_the_journal_before_its_day(tmp_path: Path) -> None:
    town = world(tmp_path)
    running = town.start(inventory()).run(10)
    running.apply(inventory(TOMORROW))
    running.run(10).stop()
    with Store.open(tmp_path, readonly=True) as store:
        entries = list(store.entries(kinds=[EntryKind.INVENTORY_APPLIED]))
    assert [json.loads(each.payload)["changed"] for each in entries] == [[], ["site-2"]]


@pytest.mark.parametrize("reachable", [True, False])
def test_a_gap_of_the_old_address_goes_on_as_one_until_the_new_one_answers(
    tmp_path: Path, reachable: bool
) -> None:
    town = World(tmp_path)
    town.clock.advance((MIDNIGHT_S - 400) * 1_000 * MS)

    def behaves(address: str, _: int) -> int | SendFailure:
        fails = address == OLD and town.now_s >= MIDNIGHT_S - 300
        return SendFailure.REFUSED if fails or (address == NEW and not reachable) else 10 * MS

    town.network.behaviour = behaves
    running = town.start(inventory(TOMORROW)).run(500)
    target = running.collector.engine.targets["site-2"]
    assert target.state is (State.UP if reachable else State.UNKNOWN)
    running.stop()
    with Store.open(tmp_path, readonly=True) as store:
        [gap] = store.gaps(town.instant(0), town.instant(MIDNIGHT_S + 100))
    assert gap.reason is GapReason.NOT_SENT
    assert -306 <= (gap.started_at - town.instant(MIDNIGHT_S)) / 1e6 <= -300
    if reachable:
        assert gap.ended_at is not None
        assert 0 <= (gap.ended_at - town.instant(MIDNIGHT_S)) / 1e6 <= 5
    else:
        assert gap.ended_at is None
        assert target.state_since == gap.started_at


def test_an_edit_of_the_address_keeps_the_heartbeats_of_the_minute(tmp_path: Path) -> None:
    town = World(tmp_path)
    running = town.start(inventory()).run(150)
    text = inventory_text(5).replace(OLD, NEW)
    running.apply(small_inventory(text=text))
    running.run(150).stop()
    with Store.open(tmp_path, readonly=True) as store:
        minutes = store.samples("site-2", town.instant(0), town.instant(400))
    assert [each.sent for each in minutes[:-1]] == [12] * (len(minutes) - 1)


def test_a_clock_set_back_over_the_day_asks_the_old_address_again(tmp_path: Path) -> None:
    town = World(tmp_path)
    town.clock.advance((MIDNIGHT_S - 3_000) * 1_000 * MS)
    running = town.start(inventory(TOMORROW)).run(20)
    town.clock.jump_wall(4_000_000 * MS)
    running.run(20)
    assert running.collector.engine.targets["site-2"].address == NEW
    town.clock.jump_wall(-4_000_000 * MS)
    already = len(town.network.sent)
    running.run(20).stop()
    assert {address for _, address in town.network.sent[already:]} & {OLD, NEW} == {OLD}


def test_a_name_that_is_known_stays_known_where_only_the_pace_changes(tmp_path: Path) -> None:
    town = World(tmp_path)
    town.clock.advance((MIDNIGHT_S - 20) * 1_000 * MS)
    text = inventory_text(5).replace(
        f"address: {OLD}",
        "address: kuaro.invalid, changes: [{from: 2026-09-22, kecamatan: Long Ikis}]",
    )
    slower = "defaults: {heartbeat: 5s, kecamatan: {Long Ikis: {heartbeat: 4s}}}"
    text = text.replace("defaults: {heartbeat: 5s}", slower)
    running = town.start(small_inventory(text=text))
    target = running.collector.engine.targets["site-2"]
    target.destination = Destination.of(OLD)  # what the resolver does
    running.run(60)
    after = running.collector.engine.targets["site-2"]
    assert after.pace.heartbeat_us == 4_000_000
    assert (after.destination, after.state) == (Destination.of(OLD), State.UP)
    running.stop()


def test_the_names_of_a_day_are_looked_up_before_it(tmp_path: Path) -> None:
    town = World(tmp_path)
    town.clock.advance((MIDNIGHT_S - 60) * 1_000 * MS)
    running = town.start(inventory("{from: 2026-09-22, address: localhost}"))
    running.collector.names.look_ahead()
    running.run(80).stop()
    asked = [
        (sent - town.began_ns) / 1e9 - MIDNIGHT_S
        for sent, address in town.network.sent
        if address in {OLD, "127.0.0.1", "::1"}
    ]
    assert [b - a for a, b in pairwise(asked)] == pytest.approx([5.0] * (len(asked) - 1), abs=0.11)
    assert len(asked) >= 15


def test_while_no_echo_may_be_sent_the_day_is_followed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = world(tmp_path)
    health, seen = Health(town.clock), list[Inventory | None]()

    async def refused_all_day() -> None:
        stop = asyncio.Event()

        def refused(_: Clock) -> None:
            seen.append(health.inventory)
            town.clock.advance(50_000 * MS)
            if len(seen) == 3:
                stop.set()
            raise IcmpRefusedError("IPv4", "EACCES", "EPERM")

        await main._opened(refused, inventory(TOMORROW), health, stop)  # type: ignore[arg-type]

    monkeypatch.setattr(main, "_TRY_SOCKETS_EVERY_S", 0.001)
    asyncio.run(refused_all_day())
    stands = [each and each.site("site-2") for each in seen]
    assert [each and each.address for each in stands] == [OLD, OLD, NEW]
    assert seen[0] is seen[1]


def test_all_metrics_call_a_moved_site_alike(tmp_path: Path) -> None:
    town = world(tmp_path)
    written = inventory("{from: 2026-09-22, kecamatan: Long Ikis}")
    assert site_labels(written, now_us(town.clock))["site-2"][2] == "Kuaro"
    town.clock.advance(60_000 * MS)
    assert site_labels(written, now_us(town.clock))["site-2"][2] == "Long Ikis"
