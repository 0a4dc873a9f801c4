"""``pantau sla``."""

import json
from dataclasses import replace
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from zoneinfo import ZoneInfo

import click

from pantau.actions.months import Judged, judged
from pantau.actions.spans import is_no_month
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    fail,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say
from pantau.language.arithmetic import working_line
from pantau.language.dates import moment
from pantau.language.durations import short_duration
from pantau.language.labels import label
from pantau.language.numbers import decimal, percent, rupiah
from pantau.sla import MonthResult, SlaResult, floor_percent, to_json
from pantau.sla.month import term_span
from pantau.sla.total import sum_up
from pantau.store import Store


@click.command("sla")
@click.option("--month", required=True, metavar="YYYY-MM", help="A calendar month.")
@click.option("--site", help="One site alone.")
@click.option("--working", is_flag=True, help="Show the arithmetic line by line.")
@JSON
@placed
def sla_command(place: Place, month: str, site: str | None, working: bool, as_json: bool) -> None:
    """The time ledger and money of a month, per site and contract term."""
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if site is not None:
            inventory = only(inventory, site)
        found = judged_month(store, inventory, month, now_us(SystemClock()))
    standing = found.standing
    if as_json:
        mark = {"simulation": True} if inventory.simulation else {}
        click.echo(json.dumps({**mark, **to_json(found.result)}, indent=1, ensure_ascii=False))
    else:
        tell_simulation(place, inventory, err=False)
        _print(place, inventory, found.result, working)
        if standing.state is not MonthState.DRAFT or standing.revision > 1:
            state = label(standing.state, place.language)
            click.echo(place.say("State: {state}, revision {n}", state=state, n=standing.revision))


def judged_month(store: Store, inventory: Inventory, month: str, now: int) -> Judged:
    """A month as it stands, with the sites of ``inventory`` alone; ``now``: microseconds UTC.

    Raises click.BadParameter where ``month`` is none.
    """
    try:
        found = judged(store, inventory, month, now)
    except ValueError:
        raise bad_value(is_no_month(month), "--month") from None
    if len(inventory.judged) > 1 or found.standing.state is not MonthState.CLOSED:
        return found
    # A closed month holds all its sites.
    rows = tuple(row for row in found.result.sites if row.site == inventory.judged[0].id)
    return replace(found, result=replace(found.result, sites=rows, total=sum_up(rows)))


def only(inventory: Inventory, site: str) -> Inventory:
    """The inventory with this site alone; ends the command where there is none."""
    found = inventory.site(site)
    if found is None:
        fail(unknown_site(site, inventory))
    if found in inventory.sites:
        return replace(inventory, sites=(found,), departed=())
    return replace(inventory, sites=(), departed=(found,))


def unknown_site(name: str, inventory: Inventory) -> Sentence:
    """What to say of a site that is not there."""
    near = get_close_matches(name, [site.id for site in inventory.judged], n=1)
    hint = (
        Sentence(to_say("; did you mean '{close}'?"), close=near[0])
        if near
        else Sentence(to_say("; write its id as the inventory has it"))
    )
    return Sentence(to_say("site '{name}' is not in the inventory{hint}"), name=name, hint=hint)


def _share(place: Place, value: Fraction | None, objective: Decimal | None) -> str:
    return "–" if value is None else percent(floor_percent(value, objective), place.language)


def _print(place: Place, inventory: Inventory, result: MonthResult, working: bool) -> None:
    say, total = place.say, result.total
    if not result.sites:
        terms = (term for site in inventory.judged for term in site.terms)
        if result.upto <= result.window.begin:
            click.echo(say("{month} has not begun yet.", month=result.month))
        elif any(term_span(term, result.month, inventory.timezone) for term in terms):
            # Its first hours of service are still to come.
            click.echo(say("No site has service time in this month yet."))
        else:
            click.echo(say("No site has a contract term in {month}.", month=result.month))
        return
    head = [
        say("Site"),
        say("Tier"),
        say("Objective"),
        say("Availability"),
        say("Worst case"),
        say("Coverage"),
        say("Down time"),
        say("Unknown time"),
        say("Outages"),
        say("Compliant"),
        say("Credit"),
    ]
    print_table(head, [_row(place, row) for row in result.sites], "llrrrrrrrlr")
    if working:
        for row in result.sites:
            click.echo(f"\n{row.site} · {row.contract} · {row.tier}")
            for line in row.working:
                click.echo(f"  {working_line(line, say)}")
    click.echo()
    if not all(row.claimable for row in result.sites):
        click.echo(say("* not claimable: too much of the time is unknown"))
    upto = moment(result.upto, ZoneInfo(result.timezone), place.language)
    click.echo(say("As of {time}", time=upto))
    click.echo(
        say(
            "Total: availability {availability}, compliant {yes}, not {no}, undecided {open}, "
            "credit {credit}",
            availability=_share(place, total.availability, None),
            yes=total.compliant,
            no=total.not_compliant,
            open=total.undecided,
            credit=rupiah(total.credit, place.language),
        )
    )


def _row(place: Place, row: SlaResult) -> list[str]:
    say, language = place.say, place.language
    word = {True: say("yes"), False: say("no"), None: "–"}[row.compliant]
    return [
        row.site,
        row.tier,
        "–" if row.objective is None else f"{decimal(row.objective, language)} %",
        _share(place, row.availability, row.objective),
        _share(place, row.availability_worst, row.objective),
        _share(place, row.coverage, None),
        short_duration(row.down_seconds, language),
        short_duration(row.unknown_seconds, language),
        str(row.outages),
        word if row.claimable or row.compliant is None else f"{word} *",
        "–" if row.credit is None else rupiah(row.credit, language),
    ]
