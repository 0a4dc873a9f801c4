"""Exclusions and voids: proposed by one person, decided by another."""

from pantau.actions.acting import (
    Act,
    Actor,
    Refused,
    demand_other,
    four_eyes,
    may,
    not_closed,
)
from pantau.actions.scope import Scope
from pantau.facts.measured import Interval
from pantau.facts.people import Decided, EvidenceFile, ExclusionProposed, VoidProposed
from pantau.facts.said import Proposal
from pantau.facts.words import Decision, ExclusionCategory, Standing
from pantau.inventory.model import Inventory
from pantau.language import to_say
from pantau.store import Store
from pantau.store.pen import Pen, View

_NEEDED = {
    Decision.APPROVED: Standing.PROPOSED,
    Decision.REJECTED: Standing.PROPOSED,
    Decision.REVOKED: Standing.APPROVED,
}
_UNKNOWN = {
    "X": to_say("exclusion '{id}' is not known; the lists show the ids"),
    "V": to_say("void '{id}' is not known; the lists show the ids"),
}


def propose_exclusion(
    store: Store,
    actor: Actor,
    scope: Scope,
    span: Interval,
    category: ExclusionCategory,
    reason: str,
    evidence: EvidenceFile | None = None,
) -> str | Refused:
    """Propose that the contract leave ``span`` (microseconds UTC) out for these sites.

    Returns the exclusion's id, like "X17". Raises only what the store raises, here and below.
    """
    refused = may(actor, Act.PROPOSE, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        refused = not_closed(pen, span.begin, span.end) or _said_before(pen, scope, span, category)
        if refused:
            return refused
        entry = pen.record(
            ExclusionProposed(
                category=category,
                begin=span.begin,
                end=span.end,
                sites=scope.sites,
                scope=scope.words,
                reason=reason.strip(),
                role=actor.role,
                evidence=evidence,
            )
        )
        return f"X{entry.seq}"


def propose_void(
    store: Store,
    actor: Actor,
    outage: str,
    reason: str,
    evidence: EvidenceFile | None = None,
) -> str | Refused:
    """Say that an outage that has ended did not happen; returns the void's id, like "V17"."""
    refused = may(actor, Act.PROPOSE, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = pen.outage(outage)
        if found is None:
            return Refused(
                to_say("outage '{id}' is not known; `pantau outages` shows the ids"), id=outage
            )
        if found.ended_at is None:
            return Refused(
                to_say(
                    "outage {id} goes on; mend what makes it seem so (an address, a firewall), "
                    "and void it when it has ended"
                ),
                id=outage,
            )
        refused = not_closed(pen, found.started_at, found.ended_at)
        if refused:
            return refused
        for other in pen.voids_of(outage):
            if other.standing in {Standing.PROPOSED, Standing.APPROVED}:
                return Refused(
                    to_say("{id} says so already ({standing})"),
                    id=other.id,
                    standing=other.standing,
                )
        entry = pen.record(
            VoidProposed(
                outage=outage,
                site=found.site,
                started_at=found.started_at,
                ended_at=found.ended_at,
                reason=reason.strip(),
                role=actor.role,
                evidence=evidence,
            )
        )
        return f"V{entry.seq}"


def decide(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    proposal: str,
    decision: Decision,
    reason: str = "",
) -> str | Refused:
    """Approve, reject or revoke an exclusion or a void; returns its id.

    Rejecting and revoking want a ``reason``. Nobody approves what they proposed (four eyes; by
    the contracts' strictest rule over its sites and time). Anybody who may decide may revoke.
    """
    words = {} if decision is Decision.APPROVED and not reason else {"reason": reason}
    refused = may(actor, Act.DECIDE, **words)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        found = pen.proposal(proposal)
        if found is None:
            other = to_say("proposal '{id}' is not known; the lists show the ids")
            text = _UNKNOWN.get(proposal[:1], other)
            return Refused(text, id=proposal)
        if found.standing is not _NEEDED[decision]:
            return Refused(
                to_say("{id} is {standing}; only what is {needed} can be {decision}"),
                id=proposal,
                standing=found.standing,
                needed=_NEEDED[decision],
                decision=decision,
            )
        refused = _allowed(pen, found, actor, inventory, decision)
        if refused:
            return refused
        pen.record(Decided(proposal, decision, actor.role, reason.strip()))
        return proposal


def sites_and_span(proposal: Proposal) -> tuple[tuple[str, ...], int, int]:
    """What a proposal is about: sites, begin and end (microseconds UTC)."""
    data = proposal.proposed.data()
    if proposal.id.startswith("V"):
        return (data["site"],), data["started_at"], data["ended_at"]
    return tuple(data["sites"]), data["begin"], data["end"]


def _allowed(
    view: View, proposal: Proposal, actor: Actor, inventory: Inventory, decision: Decision
) -> Refused | None:
    sites, begin, end = sites_and_span(proposal)
    refused = not_closed(view, begin, end)
    if refused or decision is not Decision.APPROVED:
        return refused
    by = proposal.proposed
    return demand_other(by.author, by.via, actor, four_eyes(inventory, sites, begin, end))


def _said_before(
    pen: Pen, scope: Scope, span: Interval, category: ExclusionCategory
) -> Refused | None:
    """The exclusion that says the same and was not turned down."""
    for other in pen.exclusions(span.begin, span.end):
        data = other.proposed.data()
        if (
            other.standing in {Standing.PROPOSED, Standing.APPROVED}
            and (data["begin"], data["end"]) == (span.begin, span.end)
            and tuple(data["sites"]) == scope.sites
            and data["category"] == category
        ):
            return Refused(
                to_say("{id} says the same already ({standing})"),
                id=other.id,
                standing=other.standing,
            )
    return None
