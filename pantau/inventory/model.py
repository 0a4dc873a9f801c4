"""What an inventory means, with every default resolved: frozen values for all other rooms.

The sites and what they hang on, and the whole. What is promised of them is in contracts.py, when
that counts in service_hours.py, how they are asked in asking.py.
None of these imports pydantic or PyYAML: whoever only needs the words pays for the words.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from pantau.facts.instant import to_datetime
from pantau.facts.words import Medium, SiteKind
from pantau.inventory.alerting import Alerting
from pantau.inventory.asking import Pace, Probe, Vantage
from pantau.inventory.backups import Backups
from pantau.inventory.contracts import Contract, Funding, Term
from pantau.inventory.keeping import Keeping
from pantau.inventory.pages import Pages
from pantau.inventory.planning import Planning
from pantau.inventory.push import Push
from pantau.inventory.reports import Reports
from pantau.inventory.service_hours import Calendar


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
