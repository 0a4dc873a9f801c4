"""What a shift leaves to the next one: one short look into the store."""

from dataclasses import dataclass

from dashboard.gangguan.reading import in_hand, with_suggestions
from dashboard.gangguan.rows import Row, rows
from dashboard.settings import Settings
from pantau.facts.instant import DAY
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.said import Maintenance, Objection, Proposal
from pantau.facts.words import Standing
from pantau.inventory import Inventory
from pantau.store import StoreError

_EVER = 2**62
AHEAD = DAY
DONE = frozenset(
    {
        EntryKind.ACKNOWLEDGED,
        EntryKind.OUTAGE_CLASSIFIED,
        EntryKind.TICKET,
        EntryKind.NOTED,
        EntryKind.EXCLUSION_PROPOSED,
        EntryKind.VOID_PROPOSED,
        EntryKind.DECIDED,
        EntryKind.MAINTENANCE_ANNOUNCED,
        EntryKind.MAINTENANCE_CANCELLED,
        EntryKind.OBJECTED,
        EntryKind.OBJECTION_ANSWERED,
        EntryKind.SILENCE_SET,
        EntryKind.SILENCE_ENDED,
        EntryKind.SHIFTS_PLANNED,
        EntryKind.INVENTORY_APPLIED,
    }
)
"""What people do that the next shift wants to know."""


@dataclass(frozen=True, slots=True)
class Shift:
    """From ``begin`` to ``now`` (microseconds UTC).

    ``open``: what goes on, since whenever; ``over``: what ended in the shift, the newest first.
    ``done``: entries of people, in order. ``ahead``: maintenance that runs or begins within a day.
    """

    begin: int
    now: int
    open: tuple[Row, ...]
    over: tuple[Row, ...]
    done: tuple[Entry, ...]
    ahead: tuple[Maintenance, ...]
    waiting: tuple[Proposal, ...]
    unanswered: tuple[Objection, ...]


def read_shift(settings: Settings, inventory: Inventory, begin: int, now: int) -> Shift | None:
    """What happened since ``begin``; None where the store cannot be read."""
    try:
        with settings.store() as store:
            still_open = store.open_outages()
            found = store.outages(begin, now)
            done = store.entries(kinds=DONE, begin=begin)
            taken = in_hand(store, [*still_open, *found])
            going_on = with_suggestions(store, rows(still_open, taken, inventory, now))
            with store.view() as view:
                ahead = view.maintenances(now, now + AHEAD)
                proposals = [*view.exclusions(0, _EVER), *view.voids(0, _EVER)]
                objections = view.objections()
    except StoreError:
        return None
    ended = [each for each in found if each.ended_at is not None and each.ended_at >= begin]
    return Shift(
        begin=begin,
        now=now,
        open=going_on,
        over=rows(ended, taken, inventory, now),
        done=tuple(done),
        ahead=tuple(each for each in ahead if each.cancelled is None),
        waiting=tuple(each for each in proposals if each.standing is Standing.PROPOSED),
        unanswered=tuple(each for each in objections if each.settlement is None),
    )
