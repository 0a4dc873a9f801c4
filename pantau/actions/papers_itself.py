"""Which papers are due without anybody asking, and which of them are there. Makes none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pantau.actions.acting import Refused
from pantau.actions.papers import KeptPaper, asked_for, kept_papers, period_standing
from pantau.actions.papers_apart import apart
from pantau.facts.instant import DAY, from_datetime
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.papers import Attached, PaperKind, Wanted
from pantau.facts.words import MonthState
from pantau.inventory.model import Inventory
from pantau.inventory.reports import ByItself, Occasion
from pantau.sla.month import month_days
from pantau.sla.result import Total
from pantau.store.pen import View

MISSED_US = 7 * DAY
"""What was due longer ago is not made any more: nobody waits for it."""

_DECEMBER = "-12"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The papers of a month that are to be there by now.

    ``id``: one telling of them. ``kept``: what there is of each of ``wanted``, or None.
    """

    id: str
    month: str
    wanted: tuple[Wanted, ...]
    kept: tuple[KeptPaper | None, ...]

    @property
    def missing(self) -> tuple[Wanted, ...]:
        """What is still to be made."""
        pairs = zip(self.wanted, self.kept, strict=True)
        return tuple(wanted for wanted, found in pairs if found is None)

    @property
    def files(self) -> tuple[Attached, ...]:
        """Those that are there."""
        facts = (each.fact for each in self.kept if each is not None)
        return tuple(Attached(fact.name, fact.digest, fact.size) for fact in facts)


@dataclass(frozen=True, slots=True)
class PapersMade:
    """The papers of a month that were due, to be told of. ``total``: the month's figures.

    ``missing``: those that cannot be made, and why; empty where all are there.
    """

    id: str
    month: str
    state: MonthState
    revision: int
    files: tuple[Attached, ...]
    total: Total
    missing: tuple[tuple[Wanted, str], ...] = ()


def due_papers(view: View, inventory: Inventory, now: int) -> tuple[Due, ...]:
    """What is due at ``now`` (microseconds UTC), and whether it is there."""
    itself = inventory.reports.itself
    if itself is None:
        return ()
    # On a day, a month is told of once; else once for each revision that gets so far.
    once = itself.occasion is Occasion.DAY
    found = []
    for month in _months(view, inventory, itself, now):
        wanted = tuple(_wanted(inventory, itself, month, now))
        if wanted:
            revision = "" if once else f"/{view.month(month).revision}"
            kept = tuple(_kept(view, each, any_revision=once) for each in wanted)
            found.append(Due(f"papers/{itself.occasion}/{month}{revision}", month, wanted, kept))
    return tuple(found)


def _wanted(inventory: Inventory, itself: ByItself, month: str, now: int) -> Iterator[Wanted]:
    for order in itself.papers:
        yearly = order.kind is PaperKind.YEARLY
        if not yearly or month.endswith(_DECEMBER):
            period = month[:4] if yearly else month
            wanted = Wanted(order.kind, period, order.format, inventory.reports.language)
            papers = apart(inventory, wanted, now)
            if not isinstance(papers, Refused):  # it names no provider that could be unknown
                yield from papers


def _kept(view: View, wanted: Wanted, *, any_revision: bool) -> KeptPaper | None:
    """One that was made by itself, or that is final: then nobody needs to make another."""
    revision = period_standing(view, wanted.period).revision
    for each in kept_papers(view, wanted.period):
        fact = each.fact
        fits = any_revision or fact.revision == revision
        if fits and asked_for(fact) == wanted and (fact.itself or fact.state is MonthState.CLOSED):
            return each
    return None


def _months(view: View, inventory: Inventory, itself: ByItself, now: int) -> list[str]:
    if itself.occasion is Occasion.DAY:
        return [
            month
            for month in _before(inventory.local_day(now))
            if 0 <= now - _due_at(inventory, itself, month) < MISSED_US
        ]
    reached = {EntryKind.MONTH_CLOSED: MonthState.CLOSED}
    if itself.occasion is Occasion.REVIEWED:
        reached[EntryKind.MONTH_REVIEWED] = MonthState.REVIEWED
    lately = [each for each in view.entries(set(reached)) if now - each.at < MISSED_US]
    return list(dict.fromkeys(each.subject for each in lately if _holds(view, each)))


def _holds(view: View, entry: Entry) -> bool:
    """Whether the month was not opened again since."""
    standing = view.month(entry.subject)
    return standing.revision == entry.data()["revision"] and standing.state is not MonthState.DRAFT


def _before(day: date) -> Iterator[str]:
    """The two months before that of ``day``."""
    for _ in range(2):
        day = day.replace(day=1) - _ONE_DAY
        yield f"{day:%Y-%m}"


def _due_at(inventory: Inventory, itself: ByItself, month: str) -> int:
    """The set day and hour of the month that follows."""
    day = month_days(month)[1].replace(day=itself.day)
    return from_datetime(datetime.combine(day, itself.at, tzinfo=inventory.timezone))
