"""News for the villages, as the store knows it."""

from pantau.facts.instant import DAY
from pantau.inventory.model import Inventory
from pantau.store import Store
from pantau.villages.bulletins import Bulletin, bulletins

DAYS = 7
_AHEAD = 90 * DAY


def read_bulletins(
    store: Store, inventory: Inventory, now: int, since: int | None = None
) -> tuple[Bulletin, ...]:
    """All news since then (seven days ago where it is None) and all work to come, the newest first.

    ``now`` and ``since``: microseconds UTC. Raises what the store raises.
    """
    begin = now - DAYS * DAY if since is None else since
    with store.view() as view:
        works = view.maintenances(begin, now + _AHEAD)
        found = view.outages(begin, now + 1)
    return bulletins(inventory, works, found, begin, now)
