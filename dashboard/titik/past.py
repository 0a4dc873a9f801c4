"""What is known of a site's last thirteen months: days, outages, what people said. No streamlit.

The store is asked for the site alone, in short transactions; judging happens outside of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.settings import Settings
from dashboard.titik.papers import Sum, paper, sum_of
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import LedgerFacts, Outage
from pantau.facts.said import Objection, Proposal
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.sla import DayResult, SlaResult, facts_window, judge_days, judge_month
from pantau.sla.day import facts_of
from pantau.sla.month import month_days
from pantau.sla.reading import left_out_seconds
from pantau.store import StoreError
from pantau.store.pen import View

MONTHS = 13


@dataclass(frozen=True, slots=True)
class Month:
    """One month ("2026-10") of the site, and its first day.

    ``sum``: what its paper says where it is ``closed``, else what its days sum to; None where
    there is no service time. ``otherwise``: it was closed with other seconds than are known today.
    """

    name: str
    first: date
    days: tuple[DayResult, ...]
    sum: Sum | None
    closed: bool
    otherwise: bool


@dataclass(frozen=True, slots=True)
class Event:
    """An outage and what people said of it.

    ``excluded``: seconds that the contract leaves out; ``proposals``: exclusions that share time
    with it, and voids of it; ``objections``: those about it.
    """

    outage: Outage
    excluded: int
    proposals: tuple[Proposal, ...]
    objections: tuple[Objection, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark. ``teller``: who told it, where somebody did and it was not erased."""

    entry: Entry
    text: str
    teller: str | None


@dataclass(frozen=True, slots=True)
class Past:
    """``months``: the oldest first; ``events`` and ``notes``: the newest first."""

    months: tuple[Month, ...]
    events: tuple[Event, ...]
    notes: tuple[Note, ...]

    def as_of(self, rows: Sequence[SlaResult]) -> "Past":
        """With the running month's figure from ``rows``, the site's own: other parts of the page
        show these, and they may be some seconds older."""
        running = self.months[-1]
        if not rows or running.closed:
            return self
        return replace(self, months=(*self.months[:-1], replace(running, sum=sum_of(rows))))


def read_past(settings: Settings, inventory: Inventory, site: str, now: int) -> Past | None:
    """The last thirteen months up to ``now`` (microseconds UTC); None: the store is unreadable."""
    names = months_until(inventory.local_day(now))
    begin = facts_window(names[0], inventory.timezone).begin
    end = facts_window(names[-1], inventory.timezone).end
    try:
        with (
            settings.store() as store,
            store.view() as view,
        ):
            facts = view.ledger_facts(begin, end, site)
            said = _said(view, facts, site, begin, end)
            objections = [each for each in view.objections() if each.objected.subject == site]
            notes = [_note(view, each) for each in view.entries({EntryKind.NOTED}, site)]
            digests = {
                each.month: each.closed.data()["result"]
                for each in view.months()
                if each.state is MonthState.CLOSED and each.closed is not None
            }
        papers = {
            name: paper(settings, digests[name]).get(site) for name in names if name in digests
        }
    except (StoreError, ValueError):
        return None
    return Past(
        months=tuple(_month(inventory, facts, site, name, papers, now) for name in names),
        events=tuple(_events(facts, said, objections, now)),
        notes=tuple(reversed(notes)),
    )


def months_until(today: date) -> list[str]:
    """The names ("2026-10") of the thirteen months that end with that of ``today``."""
    first = today.replace(day=1)
    names = []
    for _ in range(MONTHS):
        names.append(f"{first:%Y-%m}")
        first = (first - timedelta(days=1)).replace(day=1)
    return names[::-1]


def _month(
    inventory: Inventory,
    facts: LedgerFacts,
    site: str,
    name: str,
    papers: Mapping[str, Sum | None],
    now: int,
) -> Month:
    own = facts_of(facts, facts_window(name, inventory.timezone))
    rows = judge_month(inventory, own, name, now, only=site).sites
    found = sum_of(rows) if rows else None
    closed = name in papers
    shown = papers[name] if closed else found
    return Month(
        name=name,
        first=month_days(name)[0],
        days=judge_days(inventory, own, site, name, now),
        sum=shown,
        closed=closed,
        otherwise=closed and (found and found.seconds) != (shown and shown.seconds),
    )


def _said(view: View, facts: LedgerFacts, site: str, begin: int, end: int) -> list[Proposal]:
    """Exclusions of the site's time, and voids of its outages."""
    found = [each for each in view.exclusions(begin, end) if site in each.proposed.data()["sites"]]
    for outage in (*facts.outages, *facts.voided):
        found += view.voids_of(outage.id)
    return found


def _note(view: View, entry: Entry) -> Note:
    data = entry.data()
    teller = data.get("person")
    return Note(entry, data["text"], view.person(teller) if teller else None)


def _events(
    facts: LedgerFacts, said: Sequence[Proposal], objections: Sequence[Objection], now: int
) -> list[Event]:
    outages = [*facts.outages, *facts.voided]
    excluded = left_out_seconds(outages, facts, now)
    return [
        Event(
            outage=each,
            excluded=excluded.get(each.id, 0),
            proposals=tuple(one for one in said if _is_about(one, each, now)),
            objections=tuple(
                one for one in objections if one.objected.data().get("about") == each.id
            ),
        )
        for each in sorted(outages, key=lambda each: (each.started_at, each.id), reverse=True)
    ]


def _is_about(proposal: Proposal, outage: Outage, now: int) -> bool:
    data = proposal.proposed.data()
    if "outage" in data:
        return bool(data["outage"] == outage.id)
    return bool(data["begin"] < (outage.ended_at or now) and data["end"] > outage.started_at)
