"""``python -m pantau.lab.history_maker ORDER``: one part of a past, made in a process of its own.

The journal is one part, each month of samples another: each is one file, so that they are made side
by side. Every process draws the same past from the same seed.
"""

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread

from pantau.inventory import read_inventory
from pantau.lab.demo_devices import asked, readings
from pantau.lab.demo_regency import lively
from pantau.lab.history import past
from pantau.lab.history_facts import AUTHOR, VIA
from pantau.lab.history_journal import write_journal
from pantau.lab.history_samples import months, write_samples
from pantau.store import Keeper, Store

JOURNAL, NAMES = "journal", "names"
# The journal is waited for, and soon a collector runs beside us.
_NICER = 10


@dataclass(frozen=True, slots=True)
class Order:
    """What to make. ``data``: the store's directory, without a journal so far. ``until``: the
    past's end (instant). ``months`` of journal, ``days`` of samples. ``part``: JOURNAL; the number
    of a month of samples, 0 the newest; NAMES, when all are there: their names in the journal."""

    data: str
    inventory: str
    seed: int
    until: int
    months: int
    days: int
    part: str | int = JOURNAL

    def argument(self) -> str:
        """As the process takes it."""
        return json.dumps(asdict(self))

    def make(self) -> None:
        """Write the part. Raises StoreError, and ValueError for an inventory with errors."""
        inventory = read_inventory(Path(self.inventory)).inventory
        if inventory is None:
            raise ValueError(f"{self.inventory} has errors")
        happened = past(inventory, self.seed, self.until, self.months)
        with Store.open(Path(self.data)) as store:
            if isinstance(self.part, int):
                span = months(happened, self.days)[self.part]
                write_samples(store, happened, inventory, span)
                if asked(inventory):
                    # The devices of the demo itself. Their uptime goes on, but not where power
                    # failed in these days: the lab knows of no boot before it began.
                    seed = lively(inventory).seed
                    store.write_readings(list(readings(happened, inventory, seed, span)))
            elif self.part == NAMES:
                # We wrote blocks ourselves, where a collector may have named days before us.
                with Keeper(store, author=AUTHOR, via=VIA) as keeper:
                    keeper.name_written_days(at=self.until)
            else:
                write_journal(store, happened, inventory)


def main() -> None:
    """Make what the one argument orders; end at once when the parent does."""
    pipe = os.environ.get("PANTAU_PARENT_PIPE", "")
    if pipe.isdecimal():
        Thread(target=_end_with, args=[int(pipe)], daemon=True).start()
    order = Order(**json.loads(sys.argv[1]))
    if order.part != JOURNAL:
        os.nice(_NICER)
    order.make()


def _end_with(pipe: int) -> None:
    """Nobody writes into it: what can be read is its end. Half a past is nobody's loss."""
    os.read(pipe, 1)
    os._exit(1)


if __name__ == "__main__":
    main()
