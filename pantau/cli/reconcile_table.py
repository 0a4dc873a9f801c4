"""A reconciliation as tables for people."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import click

from pantau.actions.provider.words import KINDS, apart, matters, signed, signed_time
from pantau.cli.place import Place
from pantau.cli.table import print_table
from pantau.facts.instant import SECOND
from pantau.language.dates import moment
from pantau.language.durations import short_duration
from pantau.language.numbers import rupiah
from pantau.sla.interval import Span
from pantau.sla.reconcile.billing import Billing
from pantau.sla.reconcile.differences import Difference
from pantau.sla.reconcile.reconcile import Reconciled


def print_account(
    place: Place, zone: ZoneInfo, found: Reconciled, *, everything: bool, alone: bool
) -> None:
    """One account's differences and, unless one site is looked at ``alone``, both sides' sums."""
    say, account = place.say, found.account
    name = account.id if account.name == account.id else f"{account.id} {account.name}"
    click.echo(say("{name}, {n} sites", name=name, n=len(account.covers)))
    shown = [each for each in found.differences if everything or matters(each)]
    if shown:
        head = [say("Site"), say("Difference"), say("Ours"), say("Theirs"), say("Ticket")]
        head += [say("Down time"), say("Unseen"), say("Credit")]
        print_table(head, [_row(place, zone, each) for each in shown], "lllllrrr")
    else:
        click.echo(say("No differences."))
    hidden = len(found.differences) - len(shown)
    if hidden:
        click.echo(
            say.plural(
                "{n} more makes no difference by the contract; see --all",
                "{n} more make no difference by the contract; see --all",
                hidden,
            )
        )
    if not alone:
        _print_sums(place, found)
    click.echo()


def _print_sums(place: Place, found: Reconciled) -> None:
    say, sums = place.say, found.sums
    click.echo(
        say(
            "All together: down {ours} by us and {theirs} by them; credit {credit} and {other}",
            ours=short_duration(sums.down_seconds, place.language),
            theirs=short_duration(sums.their_down_seconds, place.language),
            credit=rupiah(sums.credit, place.language),
            other=rupiah(sums.their_credit, place.language),
        )
    )
    if sums.unclear:
        click.echo(
            say.plural(
                "{n} row without a credit is left out of it",
                "{n} rows without a credit are left out of it",
                sums.unclear,
            )
        )


def print_billings(place: Place, found: Sequence[Billing]) -> None:
    """What was billed, held back and paid, beside what was computed."""
    say, language = place.say, place.language
    head = [say("Contract"), say("Invoice"), say("Fees"), say("Billed"), say("Credit")]
    head += [say("Deducted"), say("Paid"), say("Apart")]
    rows = [
        [
            each.contract,
            ", ".join(each.invoices) or "–",
            rupiah(each.fees, language),
            rupiah(each.billed, language) if each.invoices else "–",
            rupiah(each.credit, language),
            rupiah(each.deducted, language) if each.invoices else "–",
            "–" if each.paid is None else rupiah(each.paid, language),
            apart(each, place.say),
        ]
        for each in found
    ]
    print_table(head, rows, "llrrrrrl")
    unclear = sum(each.unclear for each in found)
    if unclear:
        click.echo(
            say.plural(
                "{n} row has no known fee or no claimable credit",
                "{n} rows have no known fee or no claimable credit",
                unclear,
            )
        )


def _row(place: Place, zone: ZoneInfo, each: Difference) -> list[str]:
    worth = each.worth
    return [
        each.site,
        place.say(KINDS[each.kind]),
        _when(place, zone, each.our_span),
        _when(place, zone, each.their_span),
        ", ".join(row.name for row in each.theirs if row.name),
        "–" if worth is None else signed_time(worth.seconds, place.language),
        "" if worth is None or not worth.unseen else short_duration(worth.unseen, place.language),
        "–" if worth is None or worth.rupiah is None else signed(worth.rupiah, place.language),
    ]


def _when(place: Place, zone: ZoneInfo, span: Span | None) -> str:
    if span is None:
        return "–"
    length = short_duration(span[1] - span[0], place.language)
    return f"{moment(span[0] * SECOND, zone, place.language)}, {length}"
