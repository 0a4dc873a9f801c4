"""The regency of a demo: its inventory, and a lively afternoon."""

from pathlib import Path

from pantau.facts.clock import SystemClock, now_us
from pantau.inventory.model import Inventory
from pantau.lab.filed_regency import filed
from pantau.lab.regency import Regency
from pantau.lab.scenario import read_script
from pantau.lab.script import Script

FACTORY = f"{__name__}:regency"
"""As an Order names it; its scenario is the path of the inventory."""

_LIVELY = Path(__file__).parent / "scenarios" / "lively.yaml"


def regency(inventory: str) -> Regency:
    """What answers in the lab. Raises as ``filed`` does."""
    return filed(Path(inventory), _LIVELY, now=now_us(SystemClock()))


def lively(inventory: Inventory) -> Script:
    """What happens while people look. Raises ScriptError."""
    return read_script(_LIVELY.read_text(encoding="utf-8"), inventory)
