"""What people call that of which an outage is."""

from pantau.facts.measured import upstream_id
from pantau.inventory import Inventory


def called(name: str, inventory: Inventory | None) -> str:
    """The site's or shared link's name; its id where it left the inventory, or none can be read."""
    id = upstream_id(name)
    known = None
    if inventory is not None:
        known = inventory.site(name) if id is None else inventory.upstreams.get(id)
    return known.name if known is not None else id or name
