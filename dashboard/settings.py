"""Where the pages find their store and inventory: the command line hands both in by environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = "PANTAU_DATA"
INVENTORY = "PANTAU_INVENTORY"


@dataclass(frozen=True, slots=True)
class Settings:
    """``data``: the store's directory. ``inventory``: the file that a technician edits."""

    data: Path
    inventory: Path


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Read PANTAU_DATA and PANTAU_INVENTORY; unset or empty ones are as for the command line."""
    return Settings(
        data=Path(environ.get(DATA) or "data"),
        inventory=Path(environ.get(INVENTORY) or "inventory.yaml"),
    )
