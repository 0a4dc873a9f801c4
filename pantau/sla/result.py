"""What a month is: one row per site and contract term, and their total."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pantau.facts.measured import Interval

RowKey = tuple[str, str, str, int]
"""Site, contract, tier and begin (microseconds UTC): one row of a month and no other."""


@dataclass(frozen=True, slots=True)
class SlaResult:
    """One site under one contract term in one month, up to now.

    up + down + excluded + unknown = service, in whole seconds, always. ``availability`` and its
    like are shares (0 to 1), None where nothing was measured; ``objective`` is percent; ``credit``
    is whole rupiah, None where none can be claimed or computed. ``outages`` counts those with a
    down second here; their lengths are these down seconds. ``working`` shows the arithmetic.

    Not in the JSON: ``term_seconds``, the service time of the whole month inside the term, future
    included; ``forgiven_seconds``, the excluded seconds that the contract counts as up;
    ``unseen_seconds``, the down seconds that nobody watched, down by ``gap_in_outage`` alone; and
    ``span``, the part of the month that the row judges (microseconds UTC).
    """

    site: str
    contract: str
    tier: str
    service_seconds: int
    up_seconds: int
    down_seconds: int
    excluded_seconds: int
    unknown_seconds: int
    availability: Fraction | None
    availability_worst: Fraction | None
    availability_best: Fraction | None
    coverage: Fraction | None
    objective: Decimal | None
    compliant: bool | None
    claimable: bool
    outages: int
    longest_outage_seconds: int
    mttr_seconds: int | None
    credit: int | None
    working: tuple[str, ...]
    term_seconds: int
    forgiven_seconds: int
    unseen_seconds: int
    span: Interval

    @property
    def key(self) -> RowKey:
        """Two rows of a site and tier in one month differ in where they begin."""
        return self.site, self.contract, self.tier, self.span.begin


@dataclass(frozen=True, slots=True)
class Total:
    """All rows of a month together.

    ``sites`` counts sites, not rows; ``compliant``, ``not_compliant`` and ``undecided`` count rows
    and sum to their number. Shares are those of the summed seconds; ``credit`` sums what is known.
    """

    sites: int
    service_seconds: int
    up_seconds: int
    down_seconds: int
    excluded_seconds: int
    unknown_seconds: int
    availability: Fraction | None
    availability_worst: Fraction | None
    availability_best: Fraction | None
    coverage: Fraction | None
    compliant: int
    not_compliant: int
    undecided: int
    claimable: int
    outages: int
    credit: int


@dataclass(frozen=True, slots=True)
class MonthResult:
    """A month judged.

    ``window``: the calendar month; ``upto``: how far it was judged (both microseconds UTC).
    """

    month: str
    window: Interval
    upto: int
    timezone: str
    sites: tuple[SlaResult, ...]
    total: Total
