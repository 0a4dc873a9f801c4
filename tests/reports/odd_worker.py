"""A worker whose papers are odd: run as a program, with the oddity as its argument."""

import os
import sys
from pathlib import Path
from threading import Event

from pantau.actions.papers import Maker, Tell
from pantau.facts.papers import PaperFormat, PaperKind, PaperStep, Wanted
from pantau.inventory.model import Inventory
from pantau.reports.worker import main
from pantau.store import Store


def endless(_s: Store, _i: Inventory, _w: Wanted, _now: int, tell: Tell) -> bytes:
    """Begins, says where it is, and never ends by itself."""
    tell(PaperStep.GATHERING)
    Path(sys.argv[2]).write_text(str(os.getpid()))
    Event().wait()
    return b""


def broken(_s: Store, _i: Inventory, _w: Wanted, _now: int, _tell: Tell) -> bytes:
    """Has a fault."""
    raise RuntimeError("tinta habis")


def dying(_s: Store, _i: Inventory, _w: Wanted, _now: int, _tell: Tell) -> bytes:
    """Ends without a word."""
    os._exit(9)


def polite(_s: Store, _i: Inventory, _w: Wanted, _now: int, _tell: Tell) -> bytes:
    """Says how it gives way."""
    return str(os.nice(0)).encode()


ODD: dict[str, Maker] = {each.__name__: each for each in (endless, broken, dying, polite)}

if __name__ == "__main__":
    main({(PaperKind.MONTHLY, PaperFormat.PDF): ODD[sys.argv[1]]})
