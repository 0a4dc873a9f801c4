"""What people said of time and money that is not theirs alone to say: one short look."""

from dataclasses import dataclass

from dashboard.settings import Settings
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.said import Maintenance, Objection, Proposal
from pantau.store import StoreError

_EVER = 2**62


@dataclass(frozen=True, slots=True)
class Said:
    """``proposals``: exclusions and voids of any standing. ``handed``: notes of past shifts.

    The newest last, except maintenance: in order of time.
    """

    proposals: tuple[Proposal, ...]
    maintenances: tuple[Maintenance, ...]
    objections: tuple[Objection, ...]
    handed: tuple[Entry, ...]


HANDED_OVER = "serah-terima"
"""What the note of a shift is about."""


def read_said(settings: Settings) -> Said | None:
    """All of it: people say a few things a day; None where the store cannot be read."""
    try:
        with (
            settings.store() as store,
            store.view() as view,
        ):
            return Said(
                proposals=(*view.exclusions(0, _EVER), *view.voids(0, _EVER)),
                maintenances=tuple(view.maintenances(0, _EVER)),
                objections=tuple(view.objections()),
                handed=tuple(view.entries({EntryKind.NOTED}, HANDED_OVER)),
            )
    except StoreError:
        return None
