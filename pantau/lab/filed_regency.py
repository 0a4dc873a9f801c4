"""A regency whose inventory and scenario lie in files, as a lab's order can name it."""

from collections.abc import Mapping
from pathlib import Path

from pantau.inventory import read_inventory
from pantau.lab.demo_devices import after_peak
from pantau.lab.regency import Regency
from pantau.lab.scenario import read_script

FACTORY = f"{__name__}:regency"
"""As an Order names it; its scenario has the paths ``inventory`` and ``script``."""


def regency(scenario: Mapping[str, str]) -> Regency:
    """What answers in the lab. Raises as ``filed`` does."""
    return filed(Path(scenario["inventory"]), Path(scenario["script"]))


def filed(inventory: Path, script: Path, now: int | None = None) -> Regency:
    """``now`` (microseconds UTC): its devices are as busy as at this time of day.

    Raises OSError, ScriptError where the scenario does not fit the inventory, and ValueError
    for an inventory with errors."""
    found = read_inventory(inventory).inventory
    if found is None:
        raise ValueError(f"{inventory} has errors")
    shift = 0 if now is None else after_peak(now, found)
    return Regency(found, read_script(script.read_text(encoding="utf-8"), found), shift)
