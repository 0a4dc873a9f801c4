"""What a Berita Acara says: the month, and what both sides said about it."""

from dataclasses import dataclass

from pantau.facts.measured import Outage
from pantau.facts.said import Objection, Proposal
from pantau.inventory import Inventory
from pantau.reports.month.facts import MonthFacts, read_month
from pantau.sla import month_window
from pantau.store import Store
from pantau.store.pen import View


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """``providers``: with whom it is agreed, one unless the reader wanted all; ``several``: the
    month has others beside, whose rows are not in ``month``. ``exclusions`` and ``voids``: of any
    standing.
    """

    month: MonthFacts
    providers: tuple[str, ...]
    objections: tuple[Objection, ...]
    exclusions: tuple[Proposal, ...]
    voids: tuple[Proposal, ...]
    several: bool = False


def read_record(
    store: Store, inventory: Inventory, month: str, now: int, provider: str | None = None
) -> RecordFacts:
    """``month`` ("2026-10") at ``now`` (microseconds UTC), with one ``provider`` or with all.

    Raises ValueError with a sentence where ``month`` is none, and what the store raises.
    """
    window = month_window(month, inventory.timezone)
    facts = read_month(store, inventory, month, now, provider)
    with store.view() as view:
        objections = view.objections(month)
        exclusions = view.exclusions(window.begin, window.end)
        voids = view.voids(window.begin, window.end)
        about = {each.id: _outage(view, each) for each in objections}
    return RecordFacts(
        month=facts,
        providers=tuple(sorted({row.provider for row in facts.rows if row.provider})),
        objections=tuple(each for each in objections if _is_of(facts, each, about[each.id])),
        exclusions=tuple(exclusions),
        voids=tuple(voids),
        several=provider is not None,
    )


def _outage(view: View, objection: Objection) -> Outage | None:
    """What it is about, where that is an outage."""
    about = objection.objected.data()["about"]
    return view.outage(about) if about else None


def _is_of(facts: MonthFacts, objection: Objection, about: Outage | None) -> bool:
    """Whether it is about a site that is here; at the time of the outage, where it names one."""
    site = objection.objected.data()["site"]
    return any(
        about is None
        or (about.started_at < row.span.end and (about.ended_at or facts.now) > row.span.begin)
        for row in facts.result.sites
        if row.site == site
    )
