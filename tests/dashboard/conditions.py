"""How a world of twelve sites may stand."""

from pantau.facts.instant import MINUTE
from tests.dashboard.world import World

SITES = [f"s-{number}" for number in range(1, 13)]


def empty(world: World) -> None:
    """Nobody ever measured."""


def all_down(world: World) -> None:
    world.began()
    world.went_down(SITES)
    world.committed()


def stale(world: World) -> None:
    world.began()
    world.went_down(SITES[:2])
    world.committed(ago=5 * MINUTE)
