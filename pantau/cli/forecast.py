"""``pantau forecast``."""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import click

from pantau.cli.place import (
    JSON,
    Place,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.sla import judged_month, only
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import to_datetime, to_iso
from pantau.inventory import Inventory
from pantau.language.dates import moment
from pantau.language.durations import short_duration
from pantau.language.numbers import decimal
from pantau.sla.forecast import Forecast, Outlook, forecast_month

_ORDER = [Outlook.BROKEN, Outlook.HEADING, Outlook.HOLDING, Outlook.UNDECIDED]
_BAD = {Outlook.BROKEN, Outlook.HEADING}


@click.command("forecast")
@click.option("--month", metavar="YYYY-MM", help="A calendar month; this one without it.")
@click.option("--site", help="One site alone.")
@JSON
@placed
@click.pass_context
def forecast_command(
    context: click.Context, place: Place, month: str | None, site: str | None, as_json: bool
) -> None:
    """What is left of each error budget, and whose will be used up before the month is over."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        wanted = month or f"{to_datetime(now, inventory.timezone):%Y-%m}"
        if site is not None:
            inventory = only(inventory, site)
        found = judged_month(store, inventory, wanted, now)
    rows = forecast_month(inventory, found.result)
    if as_json:
        click.echo(json.dumps([_plain(row) for row in rows], indent=1))
    else:
        tell_simulation(place, inventory, err=False)
        _print(place, inventory, rows)
    context.exit(1 if any(row.outlook in _BAD for row in rows) else 0)


def _plain(row: Forecast) -> dict[str, Any]:
    """As JSON takes it; instants in ISO 8601."""
    at = None if row.used_up_at is None else to_iso(row.used_up_at)
    objective = None if row.objective is None else float(row.objective)
    return {**asdict(row), "objective": objective, "used_up_at": at}


def _print(place: Place, inventory: Inventory, rows: tuple[Forecast, ...]) -> None:
    say = place.say
    if not rows:
        click.echo(say("No site has service time in this month yet."))
        return
    words = {
        Outlook.BROKEN: say("broken"),
        Outlook.HEADING: say("will break"),
        Outlook.HOLDING: say("holds"),
        Outlook.UNDECIDED: "–",
    }
    head = [say("Site"), say("Tier"), say("Objective"), say("Down time"), say("Allowed")]
    head += [say("Left"), say("Outlook"), say("Used up")]
    ordered = sorted(rows, key=lambda row: (_ORDER.index(row.outlook), row.left_seconds or 0))
    table = [
        [
            row.site,
            row.tier,
            _objective(place, row.objective),
            short_duration(row.down_seconds, place.language),
            _seconds(place, row.allowed_seconds),
            _seconds(place, row.left_seconds),
            words[row.outlook],
            "" if row.used_up_at is None else _moment(place, inventory, row.used_up_at),
        ]
        for row in ordered
    ]
    print_table(head, table, "llrrrrll")


def _objective(place: Place, value: Decimal | None) -> str:
    return "–" if value is None else f"{decimal(value, place.language)} %"


def _seconds(place: Place, value: int | None) -> str:
    if value is None:
        return "–"
    sign = "-" if value < 0 else ""
    return sign + short_duration(abs(value), place.language)


def _moment(place: Place, inventory: Inventory, at: int) -> str:
    return moment(at, inventory.timezone, place.language)
