"""Where a site's spells of degradation lie in its picture."""

from dashboard.titik.samples import read_seen
from pantau.facts.instant import HOUR, SECOND
from tests.dashboard.world import World


def spans(world: World, site: str) -> list[tuple[int, int]]:
    """In seconds before now."""
    seen = read_seen(world.settings, site, "icmp", (world.now - HOUR, world.now), world.now)
    assert seen is not None
    now = world.now // SECOND
    return [(now - begin, now - end) for begin, end in seen.worse]


def test_a_spell_reaches_to_where_somebody_saw_it_last(world: World) -> None:
    world.began()
    world.degraded("s-1")
    world.committed(ago=20 * SECOND)
    assert spans(world, "s-1") == [(60, 20)]
    assert spans(world, "s-2") == []


def test_an_outage_is_no_part_of_it(world: World) -> None:
    world.began()
    world.degraded("s-1")
    world.went_down(["s-1"], ago=30 * SECOND)
    world.committed()
    assert spans(world, "s-1") == [(60, 30)]
