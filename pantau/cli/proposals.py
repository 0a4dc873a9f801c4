"""``pantau exclude`` and ``pantau void``: proposed by one person, decided by another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pantau.actions.acting import Actor
from pantau.actions.proposals import decide, propose_exclusion, propose_void, sites_and_span
from pantau.cli.acting import (
    EVIDENCE,
    Where,
    acted,
    demand_store,
    done,
    evidence_of,
    scoped,
)
from pantau.cli.place import (
    JSON,
    Place,
    inventory_in_force,
    inventory_to_act_by,
    placed,
    reading,
    spoken,
    writing,
)
from pantau.cli.said import MONTH, months_span, print_list
from pantau.facts.instant import to_iso
from pantau.facts.said import Proposal
from pantau.facts.words import Decision, ExclusionCategory
from pantau.language import Sentence, to_say
from pantau.language.dates import moment
from pantau.language.labels import label
from pantau.store.pen import View

# How people call a category beside its own name.
_ALSO = {
    "planned": ExclusionCategory.MAINTENANCE,
    "planned_maintenance": ExclusionCategory.MAINTENANCE,
    "announced_maintenance": ExclusionCategory.MAINTENANCE,
    "pemeliharaan": ExclusionCategory.MAINTENANCE,
    "pln": ExclusionCategory.POWER,
    "power_cut": ExclusionCategory.POWER,
    "listrik": ExclusionCategory.POWER,
    "equipment": ExclusionCategory.CUSTOMER_EQUIPMENT,
    "customer": ExclusionCategory.CUSTOMER_EQUIPMENT,
    "perangkat": ExclusionCategory.CUSTOMER_EQUIPMENT,
    "kahar": ExclusionCategory.FORCE_MAJEURE,
    "disaster": ExclusionCategory.FORCE_MAJEURE,
}


class _Category(click.ParamType[ExclusionCategory]):
    name = "category"

    def convert(self, value: Any, param: Any, ctx: Any) -> ExclusionCategory:
        if isinstance(value, ExclusionCategory):
            return value
        word = "_".join(str(value).casefold().replace("-", " ").split())
        if word in _ALSO:
            return _ALSO[word]
        try:
            return ExclusionCategory(word)
        except ValueError:
            names = ", ".join(ExclusionCategory)
            self.fail(
                spoken(
                    Sentence(
                        to_say("'{value}' is not a category; write one of {names}"),
                        value=value,
                        names=names,
                    )
                ),
                param,
                ctx,
            )


@click.group("exclude")
def exclude_command() -> None:
    """Time that the contract leaves out of account: proposed, decided by another person."""


@exclude_command.command("propose")
@scoped
@click.option("--category", type=_Category(), required=True, metavar="C", help="Why; see docs.")
@click.option("--reason", required=True)
@EVIDENCE
@acted
def propose_command(
    place: Place,
    actor: Actor,
    where: Where,
    category: ExclusionCategory,
    reason: str,
    evidence: Path | None,
) -> None:
    """Propose to leave a time out. Prints the exclusion's id."""
    demand_store(place)
    with writing(place) as store:
        inventory = inventory_in_force(place, store)
        scope, span = where.read(inventory)
        kept = evidence_of(store, evidence)
        done(propose_exclusion(store, actor, scope, span, category, reason, kept))


@click.group("void")
def void_command() -> None:
    """Outages that did not happen: proposed, decided by another person; their time is unknown."""


@void_command.command("propose")
@click.argument("outage")
@click.option("--reason", required=True)
@EVIDENCE
@acted
def void_propose_command(
    place: Place, actor: Actor, outage: str, reason: str, evidence: Path | None
) -> None:
    """Say that an OUTAGE (its id) did not happen. Prints the void's id."""
    demand_store(place)
    with writing(place) as store:
        done(propose_void(store, actor, outage, reason, evidence_of(store, evidence)))


def _deciding(decision: Decision, what: str, *, needs_reason: bool) -> click.Command:
    """``approve``, ``reject`` or ``revoke``, the same for both groups."""

    @click.command(_VERB[decision])
    @click.argument("proposal", metavar="ID")
    @click.option("--reason", required=needs_reason, default=None if needs_reason else "")
    @acted
    def command(place: Place, actor: Actor, proposal: str, reason: str) -> None:
        demand_store(place)
        with writing(place) as store:
            inventory = inventory_to_act_by(place, store)
            done(decide(store, actor, inventory, proposal, decision, reason))

    command.help = what
    return command


_VERB = {Decision.APPROVED: "approve", Decision.REJECTED: "reject", Decision.REVOKED: "revoke"}


@exclude_command.command("list")
@MONTH
@JSON
@placed
def exclusions_command(place: Place, month: str | None, as_json: bool) -> None:
    """Exclusions that touch a month, or all."""
    about = [to_say("Category"), to_say("Scope"), to_say("From"), to_say("To")]

    def cells(data: dict[str, Any]) -> list[str]:
        return [label(ExclusionCategory(data["category"]), place.language), data["scope"]]

    _list(place, month, as_json, View.exclusions, about, cells)


@void_command.command("list")
@MONTH
@JSON
@placed
def voids_command(place: Place, month: str | None, as_json: bool) -> None:
    """Voids whose outage touches a month, or all."""
    about = [to_say("Outage"), to_say("Site"), to_say("Began"), to_say("Ended")]

    def cells(data: dict[str, Any]) -> list[str]:
        return [data["outage"], data["site"]]

    _list(place, month, as_json, View.voids, about, cells)


def _list(
    place: Place,
    month: str | None,
    as_json: bool,
    of: Callable[[View, int, int], list[Proposal]],
    about: list[str],
    cells_about: Callable[[dict[str, Any]], list[str]],
) -> None:
    """Print proposals. ``about``: headings of what ``cells_about`` says, and of begin and end."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        span = months_span(inventory, month)
        with store.view() as view:
            found = of(view, span.begin, span.end)
    head = ["Id", to_say("Standing"), *about, to_say("Reason"), to_say("Proposed by")]

    def cells(each: Proposal) -> list[str]:
        data = each.proposed.data()
        _, begin, end = sites_and_span(each)
        return [
            each.id,
            label(each.standing, place.language),
            *cells_about(data),
            *(moment(at, inventory.timezone, place.language) for at in (begin, end)),
            data["reason"],
            each.proposed.author,
            each.decided.author if each.decided else "",
        ]

    print_list(place, as_json, [*head, to_say("Decided by")], found, cells, _plain)


def _plain(each: Proposal) -> dict[str, Any]:
    data, decided = each.proposed.data(), each.decided
    sites, begin, end = sites_and_span(each)
    about = (
        {"outage": data["outage"]}
        if "outage" in data
        else {"category": data["category"], "scope": data["scope"]}
    )
    return {
        "id": each.id,
        "standing": each.standing.value,
        **about,
        "sites": list(sites),
        "from": to_iso(begin),
        "to": to_iso(end),
        "reason": data["reason"],
        "evidence": data["evidence"],
        "proposed_by": each.proposed.author,
        "proposed_via": each.proposed.via,
        "proposed_at": to_iso(each.proposed.at),
        "decided_by": decided.author if decided else None,
        "decided_via": decided.via if decided else None,
        "decided_at": to_iso(decided.at) if decided else None,
        "decision_reason": decided.data()["reason"] if decided else None,
    }


for _group, _what in ((exclude_command, "an exclusion"), (void_command, "a void")):
    for _decision, _help in (
        (Decision.APPROVED, f"Approve {_what} that somebody else proposed."),
        (Decision.REJECTED, f"Turn {_what} down."),
        (Decision.REVOKED, f"Take back the approval of {_what}."),
    ):
        _group.add_command(
            _deciding(_decision, _help, needs_reason=_decision is not Decision.APPROVED)
        )
