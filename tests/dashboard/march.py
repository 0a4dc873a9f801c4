"""A store that knows March 2026 from an import, for pages that show a month that is over."""

from collections.abc import Iterator
from contextlib import contextmanager

from pantau.actions import Actor, OutageRows, import_outages, read_observed, read_outages_csv
from pantau.actions.proposals import propose_exclusion
from pantau.actions.scope import Scope
from pantau.facts.words import ExclusionCategory, Role
from pantau.store import Store
from tests.dashboard.world import World
from tests.sla.build import interval

# s-1: ten hours on the 5th; s-2: two minutes on the 9th. s-12 was not watched.
CSV = """site,started_at,ended_at,cause,ticket
s-1,2026-03-05T08:00,2026-03-05T18:00,line,IN-17
s-2,2026-03-09T08:00,2026-03-09T08:02,,
"""
MORNING = interval("2026-03-05T07:00", "2026-03-05T17:00")


def rina(world: World) -> Actor:
    return Actor("Rina", "rina@noc", Role.TECHNICIAN, world.now)


def budi(world: World) -> Actor:
    return Actor("Budi", "budi@kantor", Role.MANAGER, world.now)


@contextmanager
def march(world: World) -> Iterator[Store]:
    """The import is in when the block begins."""
    watched = ",".join(site.id for site in world.inventory.sites if site.id != "s-12")
    with world.store() as store:
        observed = read_observed(world.inventory, "2026-03-01", "2026-04-01", world.now, watched)
        assert not isinstance(observed, list)
        rows = read_outages_csv(CSV.encode(), "telkom.csv", world.inventory, observed)
        assert isinstance(rows, OutageRows)
        assert isinstance(import_outages(store, budi(world), rows), str)
        yield store


def proposed(world: World, store: Store) -> str:
    """An exclusion of most of the long outage, which nobody has decided."""
    scope = Scope(("s-1",), "s-1")
    made = propose_exclusion(
        store, rina(world), scope, MORNING, ExclusionCategory.POWER, "PLN padam"
    )
    assert isinstance(made, str)
    return made
