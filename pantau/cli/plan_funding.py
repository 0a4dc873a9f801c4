"""``pantau plan funding``: who pays for which line until when."""

import json
from typing import Any

import click

from pantau.cli.place import JSON, Place, inventory_in_force, placed, reading, tell_simulation
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.region import FundingState
from pantau.inventory.contracts import Funding
from pantau.language.dates import day
from pantau.language.labels import label
from pantau.language.numbers import number, rupiah
from pantau.planning.funding import AHEAD_DAYS, Double, FundingRow, doubles, rows

_TO_DO = {FundingState.UNPAID, FundingState.ENDING, FundingState.HANDED_OVER}


@click.command("funding")
@click.option(
    "--within",
    type=click.IntRange(0, 3660),
    default=AHEAD_DAYS,
    show_default=True,
    metavar="DAYS",
    help="How long before its last day a funding is said to end.",
)
@click.option("--all", "every", is_flag=True, help="Also sites of which nothing has to be done.")
@JSON
@placed
@click.pass_context
def funding_command(
    context: click.Context, place: Place, within: int, every: bool, as_json: bool
) -> None:
    """Who pays for which line until when, and places where two lines are paid for.

    Exit code 1 where somebody has to do something.
    """
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
    tell_simulation(place, inventory, err=as_json)
    today = inventory.local_day(now_us(SystemClock()))
    found = rows(inventory.sites, today, within)
    shown = [each for each in found if every or each.state in _TO_DO]
    twice = doubles(inventory.sites, today)
    if as_json:
        told = {
            "day": today.isoformat(),
            "sites": [_plain(each) for each in shown],
            "doubles": [_plain_double(each) for each in twice],
        }
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        _print(place, shown, twice)
    context.exit(1 if twice or any(each.state in _TO_DO for each in found) else 0)


def _plain(each: FundingRow) -> dict[str, Any]:
    return {
        "site": each.site.id,
        "state": each.state.value,
        "by": each.now.by if each.now else None,
        "programme": each.now.programme if each.now else None,
        "ends": each.ends.isoformat() if each.ends else None,
        "days": each.days,
        "next": each.next.by if each.next else None,
        "next_from": each.next.start.isoformat() if each.next else None,
        "fee": each.fee,
    }


def _plain_double(each: Double) -> dict[str, Any]:
    sites = [site.id for site in each.sites]
    return {"sites": sites, "reason": each.reason.value, "wasted": each.wasted}


def _print(place: Place, shown: list[FundingRow], twice: tuple[Double, ...]) -> None:
    say, language = place.say, place.language

    def payer(funding: Funding | None) -> str:
        if funding is None:
            return "–"
        return " · ".join(filter(None, (funding.by, funding.programme)))

    if shown:
        head = [say("Site"), say("State"), say("Who pays"), say("Last day"), say("Days left")]
        lines = [
            [
                each.site.id,
                label(each.state, language),
                payer(each.now),
                day(each.ends, language) if each.ends else "–",
                number(each.days, language) if each.days is not None else "–",
                payer(each.next),
                rupiah(each.fee, language) if each.fee is not None else "–",
            ]
            for each in shown
        ]
        print_table([*head, say("Who follows"), say("Fee a month")], lines, "llllrlr")
    else:
        click.echo(say("Nothing has to be done about who pays."))
    if twice:
        click.echo()
        lines = [
            [
                ", ".join(site.id for site in each.sites),
                label(each.reason, language),
                rupiah(each.wasted, language) if each.wasted is not None else "–",
            ]
            for each in twice
        ]
        head = [say("Two lines at one place"), say("Why"), say("Wasted a month")]
        print_table(head, lines, "llr")
