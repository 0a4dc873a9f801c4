"""A maker of papers that counts, and the October that they are about."""

from pantau.actions.months import close_month
from pantau.facts.papers import PaperFormat, PaperKind, PaperStep, Wanted
from pantau.facts.said import MonthStanding
from pantau.inventory.model import Inventory
from pantau.store import Store
from tests.actions.acts import BUDI, TOWN

OCTOBER = Wanted(PaperKind.MONTHLY, "2026-10", PaperFormat.PDF, "id")
YEAR = Wanted(PaperKind.YEARLY, "2026", PaperFormat.XLSX, "id")


class Mill:
    """Each paper that it makes says which one it is."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, _s: Store, _i: Inventory, wanted: Wanted, _now: int, _tell: object) -> bytes:
        self.made += 1
        return f"{wanted.kind} {wanted.period} {self.made}".encode()


def typewriter(_s: Store, _i: Inventory, wanted: Wanted, _now: int, _tell: object) -> bytes:
    """The same paper each time."""
    return wanted.period.encode()


def close_october(store: Store) -> None:
    """What a manager does when nothing is open."""
    assert isinstance(close_month(store, BUDI, TOWN, "2026-10"), MonthStanding)


class Heard(list[PaperStep]):
    """The steps, as told."""

    def __call__(self, step: PaperStep) -> None:
        self.append(step)
