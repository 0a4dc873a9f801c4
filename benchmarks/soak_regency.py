"""The regency of the half hour with packets: something fails every few seconds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pantau.inventory import read_inventory
from pantau.inventory.model import Inventory
from pantau.lab.regency import Regency
from pantau.lab.scenario_lively import Often, lively
from pantau.lab.script import SECOND, Script

FACTORY = f"{__name__}:regency"
"""As a lab's order names it; its scenario has ``inventory`` (a path) and ``seconds``."""

_SEED = 11
# A day; of 300 sites each fails every half an hour: with the shared links an event every 5 s.
_OFTEN = Often(site=50, shared=300, weather=1_500, vantage=96, machine=0)


def regency(scenario: Mapping[str, Any]) -> Regency:
    """What answers in the lab. Raises OSError, and ValueError for an inventory with errors."""
    found = read_inventory(Path(scenario["inventory"])).inventory
    if found is None:
        raise ValueError(f"{scenario['inventory']} has errors")
    return Regency(found, script_of(found, scenario["seconds"]))


def script_of(inventory: Inventory, seconds: int) -> Script:
    """What happens in so many seconds; the same every time."""
    return lively(_SEED, inventory, seconds * SECOND, _OFTEN)
