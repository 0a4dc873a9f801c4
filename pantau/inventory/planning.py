"""What the section ``planning`` means. Words that no rule of money hangs on: they have no dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pantau.facts.words import SiteKind

IDLE_DAYS = 14
IDLE_BELOW_BPS = 64_000
FULL_ABOVE = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Use:
    """When a line is idle or full.

    ``idle_days``: so many days in a row, up to the last; ``idle_below_bps``: on each of which no
    more than this went through, bits a second; ``full_above``: the share of the tier's speed that
    its 95th percentile reaches.
    """

    idle_days: int = IDLE_DAYS
    idle_below_bps: int = IDLE_BELOW_BPS
    full_above: Decimal = FULL_ABOVE


@dataclass(frozen=True, slots=True)
class Planning:
    """``hours``: the calendar of working hours, None for the usual ones of offices.

    ``weights`` by the names of pantau.planning.migration.Factor and ``kinds`` (0 to 1): only what
    the file says, instead of our proposal.
    """

    hours: str | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    kinds: Mapping[SiteKind, Decimal] = field(default_factory=dict)
    use: Use = field(default_factory=Use)
