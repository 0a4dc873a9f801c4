"""A small regency for pasts: every medium, two districts, a hub above one of them."""

from datetime import UTC, datetime
from pathlib import Path

from pantau.facts.instant import from_datetime
from pantau.inventory import Inventory
from tests.fakes.inventories import sound

SHIPPED = Path(__file__).parents[2] / "inventory.yaml"
UNTIL = from_datetime(datetime(2026, 11, 12, 3, 4, 5, tzinfo=UTC))
_MEDIA = ("fo", "fo", "fo", "radio", "modem-4g", "vsat", "leo", "tembaga")

HEAD = """\
version: 1
timezone: Asia/Makassar
vantage:
  site: site-0
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
upstreams:
  hub-kuaro: {name: Hub Kuaro, address: 127.64.254.5}
contracts:
  telkom-2026:
    provider: Telkom
    number: contoh/telkom/2026
    from: 2026-01-01
    to: 2026-12-31
    tiers:
      fo-50: {objective: 98, fee: 2500000}
sites:
"""


def text(sites: int = 20, without: str = "") -> str:
    rows = [HEAD]
    for number in range(sites):
        kuaro = number % 2
        place = "kecamatan: Kuaro, upstream: hub-kuaro" if kuaro else "kecamatan: Tanah Grogot"
        rows.append(
            f"  - {{id: site-{number}, name: Kantor {number}, kind: desa, {place}, "
            f"address: 127.64.1.{number + 1}, medium: {_MEDIA[number % len(_MEDIA)]}, "
            "contract: telkom-2026, tier: fo-50}\n"
        )
    return "".join(row for row in rows if f"id: {without}," not in row)


def small(sites: int = 20, without: str = "") -> Inventory:
    return sound(text(sites, without))
