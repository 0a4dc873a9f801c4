"""In which time zone a page speaks."""

from zoneinfo import ZoneInfo

from pantau.inventory import Inventory

# Where no inventory says in which zone people live.
_REGENCY = ZoneInfo("Asia/Makassar")


def zone_of(inventory: Inventory | None) -> ZoneInfo:
    """The inventory's; the regency's own where there is none."""
    return inventory.timezone if inventory else _REGENCY
