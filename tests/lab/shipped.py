"""The shipped inventory, thinned out: the same hubs, references and media with fewer sites."""

from functools import cache
from pathlib import Path

from pantau.inventory.model import Inventory
from tests.fakes.inventories import sound

_FILE = Path(__file__).parents[2] / "inventory.yaml"


@cache
def every(step: int) -> Inventory:
    """Every so many-th site, beginning with the one whose line we sit behind."""
    kept, number = [], 0
    for line in _FILE.read_text().splitlines(keepends=True):
        if line.startswith("  - {id: "):
            number += 1
            if number % step != 1 % step:
                continue
        kept.append(line)
    return sound("".join(kept))
