"""Keeping the provider's own account of a month, taking it back, and laying it beside ours."""

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.months import judged
from pantau.actions.table import did_you_mean, nearest
from pantau.facts.dealings import (
    Invoiced,
    ProviderListed,
    ProviderListRevoked,
    ProviderOutage,
    ProviderSummary,
)
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Interval
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.language import Sentence, to_say
from pantau.sla import facts_window, month_window
from pantau.sla.reconcile.reconcile import Reconciliation, TheirWord, reconcile
from pantau.store import Store
from pantau.store.pen import View


def provider_of(inventory: Inventory, name: str | None) -> str | Refused:
    """The provider that is meant; may be left out where all contracts are with one."""
    known = tuple(dict.fromkeys(each.provider for each in inventory.contracts.values()))
    if name is None:
        if len(known) == 1:
            return known[0]
        return Refused(
            to_say("the contracts are with several providers; name one: {providers}"),
            providers=known,
        )
    found = {each.casefold(): each for each in known}.get(name.strip().casefold())
    return found or Refused(
        to_say("no contract is with '{name}'{near}"), name=name, near=nearest(name, known)
    )


def keep_provider_list(
    store: Store, actor: Actor, listed: ProviderListed, data: bytes
) -> str | Refused:
    """Write a list into the journal as one entry, and keep the file; its id, like "L17".

    It changes no figure. One list of outages and one recap of a provider count for a time: what is
    sent anew takes its place when the first is revoked.
    """
    refused = may(actor, Act.IMPORT)
    if refused:
        return refused
    store.keep(data)
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        for entry in pen.provider_lists(listed.begin, listed.end):
            before = listed_in(entry)
            same_form = bool(before.summaries) == bool(listed.summaries)
            if same_form and before.provider == listed.provider:
                name = f"L{entry.seq}"
                kind = to_say("recap") if listed.summaries else to_say("list of outages")
                return Refused(
                    to_say(
                        "a {kind} of {provider} for this month is there as {id} ({file}); "
                        "`pantau import revoke {id}` makes room for another"
                    ),
                    import_id=name,
                    kind=Sentence(kind),
                    provider=listed.provider,
                    id=name,
                    file=before.file,
                )
        return f"L{pen.record(listed).seq}"


def revoke_provider_list(store: Store, actor: Actor, list_id: str, reason: str) -> str | Refused:
    """Let a list count no more; returns its id."""
    refused = may(actor, Act.REVOKE_IMPORT, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        known = tuple(f"L{each.seq}" for each in pen.entries([EntryKind.PROVIDER_LISTED]))
        if list_id not in known:
            otherwise = Sentence(to_say("; the journal holds no such list"))
            return Refused(
                to_say("list '{id}' is not known{near}"),
                id=list_id,
                near=did_you_mean(list_id, known) or otherwise,
            )
        gone = {each.data()["list_id"] for each in pen.entries([EntryKind.PROVIDER_LIST_REVOKED])}
        if list_id in gone:
            return Refused(
                to_say("list {id} has been revoked already"), import_id=list_id, id=list_id
            )
        pen.record(ProviderListRevoked(list_id, reason.strip(), actor.role))
        return list_id


def reconciled(
    store: Store, inventory: Inventory, month: str, now: int, tolerance: int
) -> Reconciliation:
    """``month`` ("2026-10") beside what was told of it; a closed one as it was closed.

    ``now``: microseconds UTC; ``tolerance``: seconds. Raises ValueError where ``month`` is none.
    """
    window, reach = (bounds(month, inventory.timezone) for bounds in (month_window, facts_window))
    rows = judged(store, inventory, month, now).result.sites
    with store.view() as view:
        told = their_word(view, month, window)
        facts = view.ledger_facts(reach.begin, reach.end)
    return reconcile(inventory, facts, month, now, told, rows, tolerance)


def their_word(view: View, month: str, window: Interval) -> TheirWord:
    """What was told of ``month`` ("2026-10"); ``window``: its bounds."""
    lists = view.provider_lists(window.begin, window.end)
    return TheirWord(
        {f"L{each.seq}": listed_in(each) for each in lists},
        [_invoiced(each) for each in view.invoices(month)],
    )


def listed_in(entry: Entry) -> ProviderListed:
    """The list that an entry holds."""
    data = entry.data()
    data["outages"] = tuple(ProviderOutage(**each) for each in data["outages"])
    data["summaries"] = tuple(ProviderSummary(**each) for each in data["summaries"])
    data["role"] = Role(data["role"])
    return ProviderListed(**data)


def _invoiced(entry: Entry) -> Invoiced:
    data = entry.data()
    data["role"] = Role(data["role"])
    return Invoiced(**data)
