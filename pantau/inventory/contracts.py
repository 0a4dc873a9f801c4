"""What is promised, by whom, for how long and for how much, as frozen values.

Durations are whole microseconds (``_us``), money is whole rupiah, dates are calendar days in the
inventory's time zone, percentages are decimals as written in the file.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pantau.facts.words import Medium
from pantau.inventory.choices import (
    Denominator,
    Excluded,
    FeePartial,
    FourEyes,
    GapInOutage,
    OutageCounts,
    RepairClock,
    RestitutionKind,
    Rounding,
)
from pantau.inventory.service_hours import ALWAYS


@dataclass(frozen=True, slots=True)
class Restitution:
    """What the provider owes where the objective is missed.

    ``cap`` is a share of the fee (0 to 1). ``multiple`` belongs to kelipatan_harian. ``bands``
    belong to pita: (at least this availability in percent, this percent of the fee), highest
    availability first.
    """

    kind: RestitutionKind
    cap: Decimal
    rounding: Rounding = Rounding.HALF_UP
    multiple: Decimal | None = None
    bands: tuple[tuple[Decimal, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """How a contract counts time and money; the rules are in pantau.sla.

    ``min_coverage`` is a share (0 to 1): below it a figure cannot be claimed.
    """

    service_hours: str = ALWAYS
    excluded: Excluded = Excluded.REMOVE
    denominator: Denominator = Denominator.CALENDAR
    min_outage_us: int = 0
    min_outage_counts: OutageCounts = OutageCounts.WHOLE
    gap_in_outage: GapInOutage = GapInOutage.UNKNOWN
    min_coverage: Decimal = Decimal("0.95")
    repair_target_us: int | None = None
    repair_clock: RepairClock = RepairClock.DETECTED
    restitution: Restitution | None = None
    four_eyes: FourEyes = FourEyes.NAMED
    fee_partial: FeePartial = FeePartial.FULL


@dataclass(frozen=True, slots=True)
class Tier:
    """A service level of a contract.

    ``objective`` and ``loss_percent`` are percent, ``fee`` rupiah a month before tax,
    ``latency_p95_us`` the bound for the 95th percentile of the minute medians, ``jitter_us`` for
    that of the minutes' jitters. ``patience_us``: how long a site is down before anybody is told;
    no money hangs on it, and it is the same in all amendments. ``speed_bps``: bits a second, as
    sold.
    """

    id: str
    objective: Decimal | None
    fee: int | None
    policy: Policy
    latency_p95_us: int | None = None
    loss_percent: Decimal | None = None
    jitter_us: int | None = None
    patience_us: int | None = None
    speed_bps: int | None = None
    medium: Medium | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """What an agreement promises beyond lines. ``due``: the last day; ``by``: who has to do it, the
    provider where the file does not say."""

    id: str
    what: str
    due: date
    by: str


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as signed; both days inclusive. Amendments are worked into the sites' terms.

    ``amended``: the tiers as each amendment leaves them, from its day on, in order.
    """

    id: str
    provider: str
    number: str | None
    start: date
    end: date
    policy: Policy
    tiers: dict[str, Tier]
    amended: tuple[tuple[date, dict[str, Tier]], ...] = ()
    duties: tuple[Duty, ...] = ()

    def tiers_on(self, day: date) -> dict[str, Tier]:
        """The tiers that may be had on ``day``, a day in the inventory's time zone."""
        found = [tiers for since, tiers in self.amended if since <= day]
        return found[-1] if found else self.tiers


@dataclass(frozen=True, slots=True)
class Term:
    """What is promised for one site from ``start`` to ``end``, both inclusive; None is open."""

    contract: str
    provider: str
    tier: str
    start: date
    end: date | None
    fee: int | None
    objective: Decimal | None
    policy: Policy
    latency_p95_us: int | None = None
    loss_percent: Decimal | None = None
    jitter_us: int | None = None
    patience_us: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies inside the term."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Funding:
    """Who pays for a site's service from ``start`` to ``end``, both inclusive; None is open.

    It moves no figure: what is owed is reckoned by the site's terms, whoever pays.
    """

    by: str
    start: date
    end: date | None = None
    programme: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` lies inside of it."""
        return self.start <= day and (self.end is None or day <= self.end)
