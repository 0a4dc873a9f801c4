"""Everything that a pack is made of, read from the store as it stood at one moment."""

from dataclasses import replace
from typing import TypeVar

from pantau.actions.acting import Refused
from pantau.actions.in_force import put_together
from pantau.actions.months import judged
from pantau.facts.measured import Gap, Interval, LedgerFacts, Outage, upstream_id
from pantau.facts.said import MonthStanding, Proposal
from pantau.facts.words import MonthState, Standing
from pantau.inventory import Inventory, parse_inventory
from pantau.language import to_say
from pantau.reports.pack.contents import Contents
from pantau.sla import MonthResult, facts_window, judge_month, month_window
from pantau.sla.total import sum_up
from pantau.store import Applied, Store
from pantau.store.pen import View

F = TypeVar("F", Outage, Gap)


def gather(
    store: Store, inventory: Inventory, month: str, now: int, outage: str | None
) -> Contents | Refused:
    """What ``write_pack`` writes; arguments as there. Raises ValueError where ``month`` is none.

    A closed month is told as of its closing: by its inventory, up to its entry in the journal.
    """
    month_window(month, inventory.timezone)
    with store.view() as view:
        standing = view.month(month)
    is_closed = standing.state is MonthState.CLOSED
    if is_closed:
        known = _inventory_of(store, standing)
        if known is None:
            return Refused(
                to_say("the inventory of the closed {month} cannot be read by this version"),
                month=month,
            )
        inventory = known
    about: Outage | None = None
    with store.view() as view:
        if outage is not None:
            found = view.outage(outage)
            fault = _not_of_the_month(found, outage, inventory, month)
            if fault:
                return fault
            about, inventory = found, _only(inventory, found.site if found else "")
        contents = _read(view, inventory, standing, month, now, about)
        seq = view.head()[0]
    if is_closed and standing.closed is not None:
        frozen = judged(store, inventory, month, now).result
        contents = _as_closed(contents, frozen)
        seq = standing.closed.seq
    return replace(contents, head=store.entry(seq))


def _read(
    view: View,
    inventory: Inventory,
    standing: MonthStanding,
    month: str,
    now: int,
    about: Outage | None,
) -> Contents:
    """As of now; of a closed month what must be taken back is taken back by ``_as_closed``."""
    reach = facts_window(month, inventory.timezone)
    facts = view.ledger_facts(reach.begin, reach.end, about.site if about else None)
    facts = _of_sites(facts, frozenset(site.id for site in inventory.judged), now)
    return Contents(
        inventory=inventory,
        standing=standing,
        now=now,
        reach=reach,
        result=judge_month(inventory, facts, month, now),
        facts=facts,
        proposals=tuple(view.exclusions(reach.begin, reach.end)),
        voids=tuple(view.voids(reach.begin, reach.end)),
        head=None,
        outage=about,
    )


def _not_of_the_month(
    outage: Outage | None, name: str, inventory: Inventory, month: str
) -> Refused | None:
    """Why there is no pack about this outage in this month, if there is none."""
    if outage is None:
        return Refused(to_say("there is no outage '{outage}'"), outage=name)
    if inventory.site(outage.site) is None:
        return Refused(
            to_say("outage {outage} is of {site}, which no contract judges: it has no figures"),
            outage=name,
            site=outage.site,
        )
    window = month_window(month, inventory.timezone)
    if outage.started_at >= window.end or (outage.ended_at or window.end) <= window.begin:
        return Refused(
            to_say("outage {outage} has no time in {month}; name the month in which it was"),
            outage=name,
            month=month,
        )
    return None


def _only(inventory: Inventory, site: str) -> Inventory:
    return replace(
        inventory,
        sites=tuple(each for each in inventory.sites if each.id == site),
        departed=tuple(each for each in inventory.departed if each.id == site),
    )


def _of_sites(facts: LedgerFacts, sites: frozenset[str], now: int) -> LedgerFacts:
    """What concerns the pack's sites and the shared links, up to ``now``."""
    return LedgerFacts(
        watched={
            site: tuple(
                Interval(each.begin, min(each.end, now)) for each in spans if each.begin < now
            )
            for site, spans in facts.watched.items()
            if site in sites
        },
        imported=tuple(each for each in facts.imported if each.site in sites),
        outages=tuple(
            each for each in facts.outages if each.site in sites or upstream_id(each.site)
        ),
        gaps=facts.gaps,
        voided=tuple(each for each in facts.voided if each.site in sites),
        excluded=tuple(each for each in facts.excluded if sites.intersection(each.sites)),
    )


def _inventory_of(store: Store, standing: MonthStanding) -> Inventory | None:
    """The inventory by which a month was closed, with the sites that had departed by then."""
    assert standing.closed is not None  # noqa: S101 - the projection sets both together
    closed = standing.closed
    digest = closed.data()["inventory"]
    text = store.kept(digest).decode()
    found = store.applied()
    if found is None:
        return parse_inventory(text.encode(), "journal").inventory
    left = tuple(each for each in found.departures if each.at <= closed.at)
    known = put_together(Applied(digest, left, {**found.texts, digest: text}))
    return known if isinstance(known, Inventory) else None


def _as_closed(contents: Contents, frozen: MonthResult) -> Contents:
    """The contents as of the closing: what came later is taken back, the figures are the frozen.

    Nothing in a closed month changes; but its neighbours may, and what was open may have ended.
    """
    closed = contents.standing.closed
    assert closed is not None  # noqa: S101 - as above
    seq, at = closed.seq, closed.at
    proposals = tuple(_then(each, seq) for each in contents.proposals if each.proposed.seq <= seq)
    voids = tuple(_then(each, seq) for each in contents.voids if each.proposed.seq <= seq)
    counting = {each.id for each in proposals if each.standing is Standing.APPROVED}
    untrue = {
        each.proposed.data()["outage"] for each in voids if each.standing is Standing.APPROVED
    }
    facts = contents.facts
    known = [
        _open_at(each, at) for each in (*facts.outages, *facts.voided) if _number(each.id) <= seq
    ]
    known.sort(key=lambda each: (each.started_at, each.site, each.id))
    rows = tuple(row for row in frozen.sites if row.site in contents.sites)
    told = replace(
        facts,
        imported=tuple(each for each in facts.imported if _number(each.import_id) <= seq),
        outages=tuple(each for each in known if each.id not in untrue),
        voided=tuple(each for each in known if each.id in untrue),
        gaps=tuple(_open_at(each, at) for each in facts.gaps if _number(each.id) <= seq),
        excluded=tuple(each for each in facts.excluded if each.id in counting),
    )
    return replace(
        contents,
        now=at,
        result=replace(frozen, sites=rows, total=sum_up(rows)),
        facts=_of_sites(told, contents.sites, at),
        proposals=proposals,
        voids=voids,
    )


def _then(proposal: Proposal, seq: int) -> Proposal:
    """As it stood before entry ``seq``."""
    if proposal.decided is None or proposal.decided.seq <= seq:
        return proposal
    return replace(proposal, standing=Standing.PROPOSED, decided=None)


def _number(name: str) -> int:
    """The number of the entry that a fact is called after."""
    return int(name[1:].partition("-")[0])


def _open_at(fact: F, at: int) -> F:
    """As it stood at ``at``: what ended later went on."""
    if fact.ended_at is None or fact.ended_at <= at:
        return fact
    if isinstance(fact, Outage):
        return replace(fact, ended_at=None, last_down_within=None)
    return replace(fact, ended_at=None)
