"""What the store knows of outages, each in one short look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.gangguan.rows import Row, explained_by, rows
from dashboard.reading import suggested_causes
from dashboard.settings import Settings
from pantau.actions.proposals import sites_and_span
from pantau.facts.causes import CauseSuggested
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval, Outage
from pantau.facts.said import Objection, Proposal
from pantau.inventory import Inventory
from pantau.store import Store, StoreError

_ABOUT = frozenset(
    {
        EntryKind.OUTAGE_CLASSIFIED,
        EntryKind.ACKNOWLEDGED,
        EntryKind.NOTED,
        EntryKind.VOID_PROPOSED,
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """One outage and what was said about it, in order of time.

    ``touching``: exclusions of its site that share any of its time; ``voids``: those that say that
    it did not happen. ``below``: outages that it explains. ``suggested``: what the collector holds
    to be the cause.
    """

    row: Row
    entries: tuple[Entry, ...]
    touching: tuple[Proposal, ...]
    voids: tuple[Proposal, ...]
    objections: tuple[Objection, ...]
    ticket: Entry | None
    below: tuple[Row, ...]
    suggested: CauseSuggested | None = None


def read_outages(
    settings: Settings, inventory: Inventory, span: Interval, now: int
) -> tuple[Row, ...] | None:
    """Outages that overlap ``span`` (microseconds UTC); None where the store cannot be read."""
    try:
        with settings.store() as store:
            found = store.outages(span.begin, span.end)
            return with_suggestions(store, rows(found, in_hand(store, found), inventory, now))
    except StoreError:
        return None


def with_suggestions(store: Store, made: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with what the collector suggests of each. Raises what the store raises."""
    causes = suggested_causes(store, [row.outage.id for row in made])
    return tuple(replace(row, suggested=causes.get(row.outage.id)) for row in made)


def read_told(settings: Settings, inventory: Inventory, id: str, now: int) -> Told | None:
    """One outage by its id; None where it is not known or the store cannot be read."""
    try:
        with settings.store() as store:
            outage = store.outage(id)
            if outage is None:
                return None
            end = now if outage.ended_at is None else outage.ended_at
            # Those around it tell whether a link explains it.
            around = store.outages(outage.started_at, end + 1)
            found = rows(around, in_hand(store, around), inventory, now)
            own = next((row for row in found if row.outage.id == id), None)
            if own is None:
                [own] = rows([outage], in_hand(store, [outage]), inventory, now)
            below = explained_by(id, around, found, inventory)
            entries = tuple(store.entries(kinds=_ABOUT, subject=id))
            suggested = store.suggestions([id]).get(id)
            with store.view() as view:
                touching = tuple(
                    each
                    for each in view.exclusions(outage.started_at, end)
                    if outage.site in sites_and_span(each)[0]
                )
                voids = tuple(view.voids_of(id))
                objections = tuple(
                    each for each in view.objections() if each.objected.data()["about"] == id
                )
                ticket = view.ticket(outage.ticket) if outage.ticket else None
    except StoreError:
        return None
    return Told(own, entries, touching, voids, objections, ticket, below, suggested)


def in_hand(store: Store, found: Iterable[Outage]) -> dict[str, str]:
    """Who took each in hand first. Raises what the store raises."""
    taken: Sequence[Outage] = [each for each in found if each.acknowledged]
    if not taken:
        return {}
    ids = {each.id for each in taken}
    begin = min(each.started_at for each in taken)
    first: dict[str, str] = {}
    for entry in store.entries(kinds={EntryKind.ACKNOWLEDGED}, begin=begin):
        if entry.subject in ids:
            first.setdefault(entry.subject, entry.author)
    return first
