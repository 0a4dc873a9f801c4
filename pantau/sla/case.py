"""What a row of a month is judged from, so that it can be judged again with other facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from pantau.facts.instant import SECOND
from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.choices import FeePartial
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory
from pantau.sla.figures import figures
from pantau.sla.interval import Span, Spans, total, union
from pantau.sla.ledger import Ledger, draw
from pantau.sla.month import month_window, term_span
from pantau.sla.reading import SiteFacts, all_floored, by_site, floored
from pantau.sla.restitution import fee_of
from pantau.sla.result import RowKey, SlaResult
from pantau.sla.row import credit_of, judge_row
from pantau.sla.service import ServiceTime
from pantau.sla.terms import joined


@dataclass(frozen=True, slots=True)
class Case:
    """One site under one term in one month, up to now. All spans are whole UTC seconds.

    ``window``: the part of the month that is judged; ``hours``: the term's service time in the
    whole month; ``left_out``: exclusions; ``month_seconds``: the service time of the whole
    calendar month, inside the term or not.
    """

    site: str
    term: Term
    window: Span
    facts: SiteFacts
    left_out: Spans
    hours: Spans
    month_seconds: int
    _drawn: list[Ledger] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def key(self) -> RowKey:
        """That of the row which it becomes."""
        return self.site, self.term.contract, self.term.tier, self.window[0] * SECOND

    def ledger(self, facts: SiteFacts | None = None) -> Ledger:
        """The row's time, worked out once; with ``facts`` as if these held."""
        if facts is not None:
            return self._draw(facts)
        if not self._drawn:
            self._drawn.append(self._draw(self.facts))
        return self._drawn[0]

    def _draw(self, facts: SiteFacts) -> Ledger:
        return draw(facts, self.window, self.term.policy, self.left_out, self.hours)

    def judge(self, facts: SiteFacts | None = None) -> SlaResult:
        """The row; with ``facts`` as if these held."""
        ledger = self.ledger(facts)
        return judge_row(self.site, self.term, ledger, self.month_seconds, total(self.hours))

    def credit_if_down(self, down: int) -> int | None:
        """The credit in rupiah if ``down`` of the seconds that were measured had been down."""
        row = self.judge()
        up = row.up_seconds + row.down_seconds - down
        shares = figures(up, down, row.unknown_seconds, row.forgiven_seconds)
        return credit_of(self.term, shares, down, self.month_seconds, total(self.hours))[0]

    def fee(self, *, shared: bool) -> Fraction | None:
        """What the term costs in this month, in rupiah before tax; None where nobody says.

        ``shared``: another term of the site takes the rest of the month, so that neither costs a
        whole month, whatever ``fee_partial`` says of a term that stands alone.
        """
        fee, policy = self.term.fee, self.term.policy
        if fee is None:
            return None
        if shared:
            policy = replace(policy, fee_partial=FeePartial.BY_SECONDS)
        return fee_of(fee, policy, total(self.hours), self.month_seconds)


def cases(
    inventory: Inventory,
    facts: LedgerFacts,
    month: str,
    now: int,
    exclusions: Mapping[str, Sequence[Interval]] | None = None,
    only: str | None = None,
) -> Iterator[Case]:
    """Every site and term of which service time lies in ``month`` and before ``now``.

    As ``judge_month``; ``only``: of this site alone. Raises ValueError with a sentence when
    ``month`` is not a month.
    """
    zone = inventory.timezone
    whole_month = floored(month_window(month, zone))
    service = ServiceTime(inventory.calendars, zone)
    facts_by_site = by_site(facts, now)
    for site in inventory.judged:
        if only not in {None, site.id}:
            continue
        spans = [(term, term_span(term, month, zone)) for term in joined(site.terms)]
        begun = [(term, span) for term, span in spans if span and span[0] < now // SECOND]
        if not begun:
            continue
        known = facts_by_site.of(site.id)
        supposed = all_floored((exclusions or {}).get(site.id, ()))
        left_out = union([*known.excluded, *supposed])
        for term, span in begun:
            window = (span[0], min(span[1], now // SECOND))
            hours = service.spans(term.policy.service_hours, span)
            if not any(begin < window[1] for begin, _ in hours):
                continue
            all_month = total(service.spans(term.policy.service_hours, whole_month))
            yield Case(site.id, term, window, known, left_out, hours, all_month)
