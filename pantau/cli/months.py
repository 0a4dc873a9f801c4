"""``pantau review``, ``close``, ``revise`` and ``months``: a month's way to paper."""

from typing import Any

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.months import close_month, review_month, revise_month
from pantau.cli.acting import acted, demand_store, done
from pantau.cli.place import JSON, Place, inventory_to_act_by, placed, reading, refuse, writing
from pantau.cli.said import print_list
from pantau.facts.instant import to_iso
from pantau.facts.said import MonthStanding
from pantau.language.catalogue import to_say
from pantau.language.labels import label

_MONTH = click.option("--month", required=True, metavar="YYYY-MM", help="A calendar month.")


@click.command("review")
@_MONTH
@click.option("--note", "text", default="")
@acted
def review_command(place: Place, actor: Actor, month: str, text: str) -> None:
    """Say that you went through a month's figures; what they were is kept."""
    demand_store(place)
    with writing(place) as store:
        done(review_month(store, actor, inventory_to_act_by(place, store), month, text))


@click.command("close")
@_MONTH
@click.option("--as-is", default="", metavar="REASON", help="Although something is still open.")
@acted
def close_command(place: Place, actor: Actor, month: str, as_is: str) -> None:
    """Freeze a month: its figures stand, and nothing in it changes any more.

    Prints the month, its revision and the digest of what was frozen.
    """
    demand_store(place)
    with writing(place) as store:
        found = close_month(store, actor, inventory_to_act_by(place, store), month, as_is)
    if isinstance(found, Refused):
        refuse(found)
    digest = found.closed.data()["result"] if found.closed else ""
    click.echo(
        place.say(
            "{month} is closed, revision {revision}, result {digest}",
            month=month,
            revision=found.revision,
            digest=digest,
        )
    )


@click.command("revise")
@_MONTH
@click.option("--reason", required=True)
@acted
def revise_command(place: Place, actor: Actor, month: str, reason: str) -> None:
    """Open a closed month again as its next revision, and list what differs by now."""
    demand_store(place)
    with writing(place) as store:
        found = revise_month(store, actor, inventory_to_act_by(place, store), month, reason)
    if isinstance(found, Refused):
        refuse(found)
    click.echo(place.say("{month} is open again as revision {n}", month=month, n=found.revision))
    for line in found.differences:
        click.echo(f"  {line.said(place.say)}")


@click.command("months")
@JSON
@placed
def months_command(place: Place, as_json: bool) -> None:
    """Which months were reviewed, closed or opened again."""
    with reading(place) as store, store.view() as view:
        found = view.months()

    def cells(each: MonthStanding) -> list[str]:
        closed = each.closed
        return [
            each.month,
            label(each.state, place.language),
            str(each.revision),
            closed.author if closed else "",
            closed.data()["result"][:12] if closed else "",
            closed.data()["as_is"] if closed else "",
        ]

    head = [
        to_say("Month"),
        to_say("State"),
        to_say("Revision"),
        to_say("Closed by"),
        to_say("Result"),
        to_say("As it is"),
    ]
    print_list(place, as_json, head, found, cells, _plain)


def _plain(each: MonthStanding) -> dict[str, Any]:
    closed = each.closed
    data = closed.data() if closed else {}
    head = f"{data['head_seq']}:{data['head_hash']}" if closed else None
    return {
        "month": each.month,
        "state": each.state.value,
        "revision": each.revision,
        "closed_by": closed.author if closed else None,
        "closed_at": to_iso(closed.at) if closed else None,
        **{key: data.get(key) for key in ("result", "inventory", "rules")},
        "head": head,
        "open": data.get("open", []),
        "as_is": data.get("as_is") or None,
    }
