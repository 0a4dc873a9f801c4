"""Outages as rows of a table, and which of them somebody still has to look at: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dashboard.called import called
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.measured import Outage, upstream_id
from pantau.facts.words import Cause, Liability, Medium, SiteKind
from pantau.inventory import Inventory, Site
from pantau.inventory.routes import hangs_on
from pantau.language import to_say
from pantau.sla.groups import tier_word
from pantau.verdict.incident import causes, incidents


class Wanted(StrEnum):
    """Which outages to list."""

    ALL = "semua"
    OPEN = "berlangsung"
    OVER = "selesai"
    UNCLASSIFIED = "belum-diklasifikasi"
    WITHOUT_TICKET = "tanpa-tiket"
    WITH_TICKET = "bertiket"
    ALONE = "tanpa-yang-dijelaskan"


WANTED = {
    Wanted.ALL: to_say("All"),
    Wanted.OPEN: to_say("Going on"),
    Wanted.OVER: to_say("Over"),
    Wanted.UNCLASSIFIED: to_say("Not classified"),
    Wanted.WITHOUT_TICKET: to_say("Without a ticket"),
    Wanted.WITH_TICKET: to_say("With a ticket"),
    Wanted.ALONE: to_say("Without those that a link explains"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One outage. ``seconds``: how long, up to now where it goes on.

    ``because``: the name of the link that fell silent together with it; ``below``: how many fell
    silent with this one. ``kind``, ``kecamatan`` and ``medium`` are the site's as it stood when the
    outage began, and empty for a shared link. ``tier``: the contract and the tier of it that held
    then, as addresses name them; empty where none did. ``suggested``: what the collector holds to
    be the cause, None where it says none or leaves it open.
    """

    outage: Outage
    name: str
    kecamatan: str
    kind: SiteKind | None
    provider: str
    seconds: int
    because: str | None
    below: int
    in_hand: str | None
    medium: Medium | None = None
    tier: str = ""
    suggested: Cause | None = None

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.outage.ended_at is None


def rows(
    found: Iterable[Outage], in_hand: Mapping[str, str], inventory: Inventory, now: int
) -> tuple[Row, ...]:
    """What goes on first, then the newest. ``now``: microseconds UTC."""
    known = tuple(found)
    grouped = incidents(known, hangs_on(inventory))
    because = causes(grouped)
    below = {each.root.id: len(each.below) for each in grouped}
    sites = {site.id: site for site in inventory.judged}
    made = [
        _row(each, sites, inventory, because.get(each.id), below.get(each.id, 0), in_hand, now)
        for each in known
    ]
    return tuple(sorted(made, key=lambda row: (not row.is_open, -row.outage.started_at, row.name)))


def _row(
    each: Outage,
    sites: Mapping[str, Site],
    inventory: Inventory,
    because: Outage | None,
    below: int,
    in_hand: Mapping[str, str],
    now: int,
) -> Row:
    site = sites.get(each.site)
    day = to_datetime(each.started_at, inventory.timezone).date()
    # What the site has become since would take the outage out of the group that its month counts.
    site = site and site.on(day)
    end = now if each.ended_at is None else each.ended_at
    link = inventory.upstreams.get(upstream_id(each.site) or "")
    term = site.term_on(day) if site else None
    provider = term.provider if term else link.provider if link else None
    return Row(
        outage=each,
        name=called(each.site, inventory),
        kecamatan=site.kecamatan if site else "",
        kind=site.kind if site else None,
        provider=provider or "",
        seconds=max(0, end - each.started_at) // SECOND,
        because=called(because.site, inventory) if because else None,
        below=below,
        in_hand=in_hand.get(each.id),
        medium=site.medium if site else None,
        tier=tier_word(term.contract, term.tier) if term else "",
    )


def explained_by(
    id: str, found: Iterable[Outage], made: Iterable[Row], inventory: Inventory
) -> tuple[Row, ...]:
    """The rows of ``made`` whose outages the one with this id explains."""
    grouped = incidents(found, hangs_on(inventory))
    below = {one.id for each in grouped if each.root.id == id for one in each.below}
    return tuple(row for row in made if row.outage.id in below)


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted of a row; None leaves it open. ``least_seconds``: at least so long."""

    what: Wanted = Wanted.ALL
    kecamatan: str | None = None
    provider: str | None = None
    kind: SiteKind | None = None
    medium: Medium | None = None
    tier: str | None = None
    cause: Cause | None = None
    liability: Liability | None = None
    least_seconds: int = 0


def wanted(found: Iterable[Row], by: Filter) -> tuple[Row, ...]:
    """The rows that are wanted."""
    return tuple(
        row
        for row in found
        if _is(row, by.what)
        and by.kecamatan in {None, row.kecamatan}
        and by.provider in {None, row.provider}
        and by.kind in {None, row.kind}
        and by.medium in {None, row.medium}
        and by.tier in {None, row.tier}
        and by.cause in {None, row.outage.cause}
        and by.liability in {None, row.outage.liability}
        and row.seconds >= by.least_seconds
    )


def _is(row: Row, what: Wanted) -> bool:
    outage = row.outage
    match what:
        case Wanted.ALL:
            return True
        case Wanted.OPEN:
            return row.is_open
        case Wanted.UNCLASSIFIED:
            return outage.cause is Cause.UNKNOWN and outage.liability is Liability.UNDECIDED
        case Wanted.OVER:
            return not row.is_open
        case Wanted.WITHOUT_TICKET:
            return outage.ticket is None
        case Wanted.WITH_TICKET:
            return outage.ticket is not None
        case Wanted.ALONE:
            return row.because is None
