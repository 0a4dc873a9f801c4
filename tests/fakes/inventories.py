"""Small inventories as text, on loopback addresses."""

from pathlib import Path

from pantau.inventory import parse_inventory
from pantau.inventory.model import Inventory

HEAD = """\
version: 1
timezone: Asia/Makassar
defaults: {heartbeat: 5s}
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  telkom-2026:
    provider: Telkom
    from: 2026-01-01
    to: 2027-12-31
    policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}
    tiers:
      fo-50: {objective: 99.5, fee: 2500000}
sites:
"""


def site_line(number: int, name: str | None = None) -> str:
    name = name or f"Kantor {number}"
    return (
        f"  - {{id: site-{number}, name: {name}, kind: desa, kecamatan: Kuaro, "
        f"address: 127.64.1.{number + 1}, contract: telkom-2026, tier: fo-50}}\n"
    )


def inventory_text(sites: int, heartbeat: str = "5s") -> str:
    head = HEAD.replace("heartbeat: 5s", f"heartbeat: {heartbeat}")
    return head + "".join(site_line(number) for number in range(sites))


def sound(text: str) -> Inventory:
    """The meaning of a text that must have one."""
    reading = parse_inventory(text.encode(), "inventory.yaml")
    assert reading.inventory is not None, [str(each) for each in reading.problems]
    return reading.inventory


def small_inventory(sites: int = 5, text: str | None = None) -> Inventory:
    return sound(text or inventory_text(sites))


def write_inventory(folder: Path, sites: int = 5, heartbeat: str = "5s") -> Path:
    path = folder / "inventory.yaml"
    path.write_text(inventory_text(sites, heartbeat))
    return path
