"""Short ways to write down an inventory and facts. Times are ISO text, read in WITA."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from pantau.facts.instant import parse_iso
from pantau.facts.measured import Gap, ImportedSpan, Interval, LedgerFacts, Outage
from pantau.facts.words import GapReason, SiteKind
from pantau.inventory.asking import Confirm, Pace, Probe, Recover, Vantage
from pantau.inventory.choices import RestitutionKind
from pantau.inventory.contracts import Policy, Restitution, Term
from pantau.inventory.model import Inventory, Site
from pantau.inventory.service_hours import Calendar

WITA = ZoneInfo("Asia/Makassar")
PACE = Pace(5_000_000, 1_000_000, Confirm(1e-10, 500_000, 4, 30), Recover(3, 500_000))
PRORATA = Restitution(RestitutionKind.PRORATA, Decimal(1))


def at(text: str) -> int:
    """An instant from ISO text, in WITA where no offset is written."""
    return parse_iso(text, WITA)


def interval(begin: str, end: str) -> Interval:
    return Interval(at(begin), at(end))


def term(
    start: date = date(2026, 1, 1),
    end: date | None = date(2026, 12, 31),
    fee: int | None = 1_000_000,
    objective: str | None = "99.5",
    policy: Policy | None = None,
    tier: str = "fo-50",
) -> Term:
    wanted = None if objective is None else Decimal(objective)
    chosen = policy or Policy(restitution=PRORATA)
    return Term("telkom-2026", "Telkom", tier, start, end, fee, wanted, chosen)


def site(name: str, *terms: Term) -> Site:
    return Site(
        id=name,
        name=name,
        kind=SiteKind.DESA,
        kecamatan="Kuaro",
        desa=None,
        at=None,
        address="127.64.0.1",
        medium=None,
        line=None,
        upstream=None,
        place=None,
        contact=None,
        pace=PACE,
        probes=(Probe("icmp"),),
        terms=terms or (term(),),
    )


def inventory(
    *sites: Site, zone: ZoneInfo = WITA, calendars: dict[str, Calendar] | None = None
) -> Inventory:
    vantage = Vantage(None, (), PACE)
    return Inventory(
        "inventory.yaml", "", "", zone, vantage, {}, {}, sites, calendars=calendars or {}
    )


def outage(
    begin: int,
    end: int | None,
    *,
    name: str = "a",
    answered: int | None = None,
    imported: str | None = None,
) -> Outage:
    return Outage("O1", name, begin, end, last_up_before=answered, import_id=imported)


def gap(begin: int, end: int | None, name: str = "a", but: tuple[str, ...] = ()) -> Gap:
    return Gap("G1", name, begin, end, GapReason.VANTAGE_BLIND, but)


def facts(
    watched: dict[str, Sequence[Interval]] | None = None,
    outages: Sequence[Outage] = (),
    gaps: Sequence[Gap] = (),
    imported: Sequence[ImportedSpan] = (),
) -> LedgerFacts:
    spans = {name: tuple(own) for name, own in (watched or {}).items()}
    return LedgerFacts(spans, tuple(imported), tuple(outages), tuple(gaps))
