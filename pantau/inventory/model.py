"""What an inventory means, with every default resolved: frozen values for all other rooms.

This module imports neither pydantic nor PyYAML: whoever only needs the words pays for the words.
Durations are whole microseconds (``_us``), money is whole rupiah, dates are calendar days in the
inventory's time zone, percentages are decimals as written in the file.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from pantau.facts.instant import MINUTE, SECOND, to_datetime
from pantau.facts.words import Medium, SiteKind
from pantau.inventory.alerting import Alerting
from pantau.inventory.backups import Backups
from pantau.inventory.choices import (
    Denominator,
    Excluded,
    FeePartial,
    FourEyes,
    GapInOutage,
    Layer,
    OutageCounts,
    RepairClock,
    RestitutionKind,
    Rounding,
)
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.keeping import Keeping
from pantau.inventory.pages import Pages
from pantau.inventory.planning import Planning
from pantau.inventory.push import Push
from pantau.inventory.reports import Reports

__all__ = [
    "ALWAYS",
    "Calendar",
    "Confirm",
    "Contact",
    "Contract",
    "Denominator",
    "DnsQuery",
    "Duty",
    "Excluded",
    "FeePartial",
    "FourEyes",
    "GapInOutage",
    "Hours",
    "Inventory",
    "Layer",
    "OutageCounts",
    "Pace",
    "Policy",
    "Probe",
    "Recover",
    "Reference",
    "RepairClock",
    "Restitution",
    "RestitutionKind",
    "Rounding",
    "Season",
    "Site",
    "SpecialDay",
    "Term",
    "Tier",
    "Upstream",
    "Vantage",
    "Week",
]

ALWAYS = "24x7"
"""The service hours that have no pause."""

Hours = tuple[tuple[int, int], ...]
"""Spans of one local day in minutes since its midnight, half-open, in order; 1440 is its end."""

Week = tuple[Hours, ...]
"""Seven days, Monday first."""


@dataclass(frozen=True, slots=True)
class Season:
    """Other weekly hours from ``start`` to ``end``, both inclusive: Ramadan, for instance."""

    start: date
    end: date
    weekly: Week
    decree: str | None = None


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """The hours of one day, whatever weekday, holiday or season it is: none, fewer or others."""

    day: date
    hours: Hours
    decree: str | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Service hours in the inventory's time zone.

    ``holidays``: the country on whose national holidays there is no service; with ``joint_leave``
    none on the days of joint leave (cuti bersama) either. A special day is stronger than a
    holiday, a holiday stronger than a season.
    """

    weekly: Week
    holidays: str | None = None
    joint_leave: bool = True
    seasons: tuple[Season, ...] = ()
    days: tuple[SpecialDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirm:
    """How a missed heartbeat is asked again.

    ``false_alarm`` is the chance a heartbeat at which an outage may be declared although the line
    lives; ``every_us`` the pause between echoes; ``least`` and ``most`` bound their number.
    """

    false_alarm: float
    every_us: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Recover:
    """How many answered echoes in a row, ``every_us`` apart, end an outage."""

    echoes: int
    every_us: int


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a site is asked, and how long an answer may take."""

    heartbeat_us: int
    timeout_us: int
    confirm: Confirm
    recover: Recover


@dataclass(frozen=True, slots=True)
class Reference:
    """An address that is asked to learn whether we see anything at all."""

    name: str
    address: str
    layer: Layer


@dataclass(frozen=True, slots=True)
class Vantage:
    """Where we ask from. ``site``: the site behind whose line we sit, if it is one.

    ``pace``: how the references are asked, the file's defaults.
    """

    site: str | None
    references: tuple[Reference, ...]
    pace: Pace


@dataclass(frozen=True, slots=True)
class Upstream:
    """A shared link that is not a site. ``upstream``: the site or link that it hangs on.

    Without an address it is not asked, and what hangs on it hangs on the next one.
    """

    id: str
    name: str
    address: str | None
    provider: str | None
    upstream: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to call at a site. Personal data: never in logs, metrics or public pages."""

    name: str
    phone: str | None


@dataclass(frozen=True, slots=True)
class VillageContact:
    """``kim``: who speaks for the community information group (KIM) of a village, for staff."""

    kim: Contact | None


PROBE_EVERY_US = MINUTE
PROBE_TIMEOUT_US = 5 * SECOND
"""How often and how patiently a further probe asks where the file says nothing."""


@dataclass(frozen=True, slots=True)
class DnsQuery:
    """What a name server is asked; ``expect``: one of its answers is this, where that is known."""

    name: str
    type: str = "A"
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class Probe:
    """One way of asking a site; ``name`` tells its probes apart.

    All but the heartbeat (icmp) are asked once in ``every_us``, and decide nothing. ``address``:
    asked instead of the site's (not http). ``url``, ``status`` (empty: 200 to 299), ``keyword``,
    ``redirects`` and ``verify`` (the certificate) belong to http, ``query`` to dns, ``port`` to
    tcp, dns and snmp, ``credentials`` and ``interface`` (name or number of the one to the provider)
    to snmp.
    """

    kind: str
    name: str = ""
    address: str | None = None
    url: str | None = None
    status: tuple[int, ...] = ()
    keyword: str | None = None
    redirects: bool = True
    verify: bool = True
    port: int | None = None
    query: DnsQuery | None = None
    credentials: SnmpCredentials | None = None
    interface: str | None = None
    every_us: int = PROBE_EVERY_US
    timeout_us: int = PROBE_TIMEOUT_US


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


@dataclass(frozen=True, slots=True)
class Site:
    """A place with a service line.

    ``address`` is ``push:ID`` where the site calls in (pantau.inventory.push).
    ``at`` is (latitude, longitude) in degrees; ``desa`` the official code; ``line`` the provider's
    service number; ``place`` is shared by the lines of one office, ``power`` by those who lose
    mains power together; ``serves``: how many people the service there is for. ``probes`` begins
    with the heartbeat; ``terms`` and ``funding`` are in order of start and do not overlap.
    ``standings``: where it moves or gets another address, how it stands from which day on, in
    order, the first from the beginning of time; their terms are those of the site.
    """

    id: str
    name: str
    kind: SiteKind
    kecamatan: str
    desa: str | None
    at: tuple[float, float] | None
    address: str
    medium: Medium | None
    line: str | None
    upstream: str | None
    place: str | None
    contact: Contact | None
    pace: Pace
    probes: tuple[Probe, ...]
    terms: tuple[Term, ...]
    power: str | None = None
    serves: int | None = None
    standings: tuple[tuple[date, "Site"], ...] = ()
    funding: tuple[Funding, ...] = ()

    def on(self, day: date) -> "Site":
        """The site as it stands on ``day``, a day in the inventory's time zone."""
        found = [site for since, site in self.standings if since <= day]
        return replace(found[-1], terms=self.terms, standings=self.standings) if found else self

    def term_on(self, day: date) -> Term | None:
        """The term that holds on ``day``, a day in the inventory's time zone."""
        return next((term for term in self.terms if term.holds_on(day)), None)

    def provider_on(self, day: date) -> str | None:
        """Who serves the site on ``day``, a day in the inventory's time zone."""
        term = self.term_on(day)
        return term.provider if term else None


@dataclass(frozen=True, slots=True)
class Inventory:
    """One inventory file, read, checked and resolved.

    ``text`` is the file as read, ``digest`` the SHA-256 of its bytes in hex. ``simulation``: what
    is measured is not real, and whoever shows it says so. ``departed``: sites that were taken out
    of the file since they were judged first, their terms cut; empty where only a file was read.
    """

    file: str
    text: str
    digest: str
    timezone: ZoneInfo
    vantage: Vantage
    upstreams: dict[str, Upstream]
    contracts: dict[str, Contract]
    sites: tuple[Site, ...]
    simulation: bool = False
    calendars: dict[str, Calendar] = field(default_factory=dict)
    departed: tuple[Site, ...] = ()
    alerting: Alerting = field(default_factory=Alerting)
    pages: Pages = field(default_factory=Pages)
    planning: Planning = field(default_factory=Planning)
    reports: Reports = field(default_factory=Reports)
    push: Push | None = None
    keeping: Keeping = field(default_factory=Keeping)
    backup: Backups | None = None
    villages: dict[str, VillageContact] = field(default_factory=dict)

    @property
    def judged(self) -> tuple[Site, ...]:
        """All sites that a month may judge: those of the file, then those that departed."""
        return (*self.sites, *self.departed)

    def local_day(self, at: int) -> date:
        """The day on which ``at`` (microseconds UTC) lies in the inventory's time zone."""
        return to_datetime(at, self.timezone).date()

    def on(self, day: date) -> "Inventory":
        """With every site as it stands on ``day``; the same object where none ever changes."""
        if not any(site.standings for site in self.judged):
            return self
        sites, departed = (
            tuple(site.on(day) for site in each) for each in (self.sites, self.departed)
        )
        return replace(self, sites=sites, departed=departed)

    def next_change(self, day: date) -> date | None:
        """The first day after ``day`` on which a site stands otherwise."""
        return min(
            (since for site in self.sites for since, _ in site.standings if since > day),
            default=None,
        )

    def site(self, id: str) -> Site | None:
        """The site of this id, a departed one too."""
        return next((site for site in self.judged if site.id == id), None)
