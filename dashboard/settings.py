"""Where the pages find their store and inventory: the command line hands both in by environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pantau.actions.provided import ProvidedStore
from pantau.inventory.share import Share
from pantau.store import Store

BUSY_MS = 500
"""A page rather says that it cannot read than that it waits longer."""

DATA = "PANTAU_DATA"
INVENTORY = "PANTAU_INVENTORY"


@dataclass(frozen=True, slots=True)
class Settings:
    """``data``: the store's directory. ``inventory``: the file that a technician edits.

    ``share``: all that may be shown of both; None: everything.
    """

    data: Path
    inventory: Path
    share: Share | None = None

    def store(self, busy_ms: int = BUSY_MS) -> Store:
        """The store for reading, as far as it may be shown. Raises what ``Store.open`` raises."""
        if self.share is not None:
            return ProvidedStore.opened(self.data, self.share, busy_ms=busy_ms)
        return Store.open(self.data, readonly=True, busy_ms=busy_ms)


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Read PANTAU_DATA and PANTAU_INVENTORY; unset or empty ones are as for the command line."""
    return Settings(
        data=Path(environ.get(DATA) or "data"),
        inventory=Path(environ.get(INVENTORY) or "inventory.yaml"),
    )
