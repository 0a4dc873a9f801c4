"""What a look into the store asks anew, and what it knows from the look before."""

import pytest

from dashboard.reading import Snapshot, read_snapshot
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.journal import InventoryApplied
from pantau.facts.measured import Sample
from tests.dashboard.world import World, inventory_text, parsed


@pytest.fixture
def looked(world: World) -> World:
    """Measured for half an hour; ``now`` lies in the midst of a minute."""
    world.now = world.now // MINUTE * MINUTE + 30 * SECOND
    world.began()
    return world


def write(world: World, minute: int, *sites: int, rtt_us: int = 9_000) -> None:
    """Samples of these sites of the minute so many before the running one."""
    at = (world.now // MINUTE - minute) * MINUTE
    with world.store() as store:
        store.write_samples(
            [Sample(f"s-{number}", "icmp", at, 12, 12, 1, rtt_us, 10**6, 1) for number in sites]
        )


def look(world: World, later: int = 0) -> Snapshot:
    return read_snapshot(world.settings, world.now + later)


def test_a_minute_that_all_sites_have_is_asked_for_once(looked: World) -> None:
    write(looked, 1, *range(1, 13))
    first = look(looked)
    assert {each.rtt_median_us for each in first.samples.values()} == {9_000}
    assert look(looked, 20 * SECOND).samples is first.samples
    write(looked, 0, *range(1, 13), rtt_us=4_000)
    assert look(looked).samples is first.samples
    over = look(looked, MINUTE)
    assert {each.rtt_median_us for each in over.samples.values()} == {4_000}


def test_while_a_site_lacks_the_minute_each_look_asks_again(looked: World) -> None:
    write(looked, 2, *range(1, 13))
    write(looked, 1, *range(1, 12), rtt_us=4_000)
    assert look(looked).samples["s-12"].rtt_median_us == 9_000
    write(looked, 1, 12, rtt_us=4_000)
    assert look(looked).samples["s-12"].rtt_median_us == 4_000


def test_an_inventory_that_comes_into_force_is_seen_at_the_next_look(looked: World) -> None:
    assert len(look(looked).states) == 12
    text = inventory_text(first="Dinas Baru")
    with looked.store() as store:
        fact = InventoryApplied(digest=parsed(text).digest, text=text)
        store.record([fact], at=looked.now, author="tester", via="test")
    inventory = look(looked).inventory
    assert inventory is not None
    assert inventory.sites[0].name == "Dinas Baru"
    # Nothing new in force: the very same object, whatever else happened.
    looked.went_down(["s-1"])
    assert look(looked).inventory is inventory
