"""``pantau reconcile``."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click

from pantau.actions.provider.lists import reconciled
from pantau.actions.spans import is_no_month
from pantau.cli.place import (
    Place,
    bad_value,
    fail,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.reconcile_table import print_account, print_billings
from pantau.cli.sla import unknown_site
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND, to_iso
from pantau.inventory import Inventory
from pantau.inventory.quantities import duration
from pantau.inventory.unfit import UnfitError
from pantau.language import Sentence, to_say
from pantau.sla.interval import Span
from pantau.sla.reconcile.billing import Billing
from pantau.sla.reconcile.differences import Difference
from pantau.sla.reconcile.matching import Told
from pantau.sla.reconcile.reconcile import Reconciled, Reconciliation


@click.command("reconcile")
@click.option("--month", required=True, metavar="YYYY-MM", help="A calendar month.")
@click.option(
    "--tolerance",
    default="1m",
    show_default=True,
    metavar="T",
    help="How far apart begin, end or length of one outage may be, like 30s or 5m.",
)
@click.option("--site", help="One site alone.")
@click.option("--all", "everything", is_flag=True, help="Also what makes no difference.")
@click.option("--json", "as_json", is_flag=True, help="For programs; all differences.")
@placed
def reconcile_command(
    place: Place, month: str, tolerance: str, site: str | None, everything: bool, as_json: bool
) -> None:
    """Where the provider's own list of a month differs from ours, and what that is worth.

    Also imports that speak of a time in which we watched ourselves, and the invoices of the month
    beside what was computed.
    """
    try:
        seconds = duration(tolerance) // SECOND
    except UnfitError as error:
        why = Sentence(to_say("'{value}' {fault}"), value=tolerance, fault=error.why)
        raise bad_value(why, "--tolerance") from None
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if site is not None and inventory.site(site) is None:
            fail(unknown_site(site, inventory))
        try:
            found = reconciled(store, inventory, month, now_us(SystemClock()), seconds)
        except ValueError:
            raise bad_value(is_no_month(month), "--month") from None
    if site is not None:
        found = _only(found, site)
    if as_json:
        mark = {"simulation": True} if inventory.simulation else {}
        click.echo(json.dumps({**mark, **_plain(found, seconds)}, indent=1, ensure_ascii=False))
    else:
        tell_simulation(place, inventory, err=False)
        _print(place, inventory, found, everything, alone=site is not None)


def _only(found: Reconciliation, site: str) -> Reconciliation:
    """What is about one site; sums and invoices are about all."""
    return replace(
        found,
        accounts=tuple(
            replace(each, differences=tuple(d for d in each.differences if d.site == site))
            for each in found.accounts
        ),
        billings=(),
    )


def _print(
    place: Place, inventory: Inventory, found: Reconciliation, everything: bool, *, alone: bool
) -> None:
    if not found.accounts:
        click.echo(
            place.say(
                "Nobody else's account of {month} is there; bring one in with "
                "`pantau import provider-outages`.",
                month=found.month,
            )
        )
    for each in found.accounts:
        print_account(place, inventory.timezone, each, everything=everything, alone=alone)
    if found.billings:
        print_billings(place, found.billings)


def _plain(found: Reconciliation, tolerance: int) -> dict[str, Any]:
    return {
        "month": found.month,
        "tolerance_seconds": tolerance,
        "accounts": [_account(each) for each in found.accounts],
        "invoices": [_billing(each) for each in found.billings],
    }


def _account(each: Reconciled) -> dict[str, Any]:
    sums = each.sums
    return {
        "id": each.account.id,
        "source": each.account.source.value,
        "name": each.account.name,
        "sites": len(each.account.covers),
        "down_seconds": sums.down_seconds,
        "their_down_seconds": sums.their_down_seconds,
        "credit": sums.credit,
        "their_credit": sums.their_credit,
        "unclear": sums.unclear,
        "differences": [_difference(one) for one in each.differences],
    }


def _difference(each: Difference) -> dict[str, Any]:
    worth = each.worth
    return {
        "kind": each.kind.value,
        "site": each.site,
        "outages": [row.name for row in each.ours],
        "from": _begin(each.our_span),
        "to": _end(each.our_span),
        "their_from": _begin(each.their_span),
        "their_to": _end(each.their_span),
        "tickets": _names(each.theirs),
        "lines": [row.line for row in each.theirs if row.line is not None],
        "seconds": worth.seconds if worth else None,
        "rupiah": worth.rupiah if worth else None,
        "unseen_seconds": worth.unseen if worth else None,
    }


def _billing(each: Billing) -> dict[str, Any]:
    return {
        "contract": each.contract,
        "invoices": list(each.invoices),
        "fees": each.fees,
        "billed": each.billed,
        "credit": each.credit,
        "deducted": each.deducted,
        "paid": each.paid,
        "billed_apart": each.billed_apart if each.invoices else None,
        "deducted_apart": each.deducted_apart if each.invoices else None,
        "paid_apart": each.paid_apart,
        "unclear": each.unclear,
    }


def _names(rows: Sequence[Told]) -> list[str]:
    return [row.name for row in rows if row.name]


def _begin(span: Span | None) -> str | None:
    return None if span is None else to_iso(span[0] * SECOND)


def _end(span: Span | None) -> str | None:
    return None if span is None else to_iso(span[1] * SECOND)
