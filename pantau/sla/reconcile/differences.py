"""Where an account differs from ours, outage by outage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pantau.facts.measured import LedgerFacts, Outage
from pantau.sla.case import Case
from pantau.sla.interval import Span, Spans, intersect, subtract, total, union
from pantau.sla.reading import FactsBySite, by_site, ran
from pantau.sla.reconcile.account import Account
from pantau.sla.reconcile.matching import Pair, Told, paired
from pantau.sla.reconcile.worth import Worth, spanned, worth


class Kind(StrEnum):
    """In what an account differs from ours."""

    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    BOUNDS = "bounds"
    RECAP = "recap"
    SITE_UNKNOWN = "site_unknown"  # no site of ours bears the name or line number
    NO_TERM = "no_term"  # ours, but without a term with this provider then


@dataclass(frozen=True, slots=True)
class Difference:
    """One event, or one sum, of which two sides say different things.

    ``site``: ours, or what their file says for ``SITE_UNKNOWN``. ``ours`` and ``theirs``: the rows,
    empty where a side has none. ``worth`` is None where the contract's rule cannot be applied.
    """

    account: str
    kind: Kind
    site: str
    ours: tuple[Told, ...] = ()
    theirs: tuple[Told, ...] = ()
    worth: Worth | None = None

    @property
    def our_span(self) -> Span | None:
        """From the first to the last second of our rows."""
        return spanned([row.span for row in self.ours]) if self.ours else None

    @property
    def their_span(self) -> Span | None:
        """From the first to the last second of their rows."""
        return spanned([row.span for row in self.theirs]) if self.theirs else None


def differences(
    account: Account,
    cases: Mapping[str, Sequence[Case]],
    facts: LedgerFacts,
    now: int,
    tolerance: int,
) -> list[Difference]:
    """The differences of an account that lists outages, site by site, in the order of time.

    ``cases``: the rows of the month by site; ``now``: microseconds UTC; ``tolerance``: seconds by
    which begin and end may be apart, each.
    """
    known = by_site(facts, now)
    found = []
    for site, covers in account.covers.items():
        rows = cases.get(site, ())
        ours = recorded(known, site, covers)
        for pair in paired(ours, account.outages[site], tolerance):
            kind = _kind(pair, tolerance)
            if kind is None:
                continue
            away = intersect(union(row.span for row in pair.ours), covers)
            told = intersect(union(row.span for row in pair.theirs), covers)
            value = worth(rows, away, told)
            found.append(Difference(account.id, kind, site, pair.ours, pair.theirs, value))
    return found


def recorded(known: FactsBySite, site: str, covers: Spans) -> list[Told]:
    """Our outages of a site inside ``covers``: our own, and imported ones where they count."""
    outages = known.outages.get(site, [])
    own = union(_span(each, known.now) for each in outages if each.import_id is None)
    counted = known.of(site).recorded
    found = []
    for outage in outages:
        span = [_span(outage, known.now)]
        if outage.import_id is not None:
            span = subtract(intersect(span, counted), own)
        inside = intersect(span, covers)
        if inside:
            found.append(Told(spanned(inside), outage.id))
    return found


def _span(outage: Outage, now: int) -> Span:
    return ran(outage.started_at, outage.ended_at, now)


def _kind(pair: Pair, tolerance: int) -> Kind | None:
    if not pair.theirs:
        return Kind.MISSING_THERE
    if not pair.ours:
        return Kind.MISSING_HERE
    ours, theirs = (union(row.span for row in side) for side in (pair.ours, pair.theirs))
    begin, end = abs(ours[0][0] - theirs[0][0]), abs(ours[-1][1] - theirs[-1][1])
    # Where both bounds may be apart by the tolerance, the length may be by two of them.
    length = abs(total(ours) - total(theirs)) / 2
    return Kind.BOUNDS if max(begin, end, length) > tolerance else None
