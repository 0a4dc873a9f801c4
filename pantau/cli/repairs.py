"""``pantau repairs``."""

import json
from typing import Any

import click

from pantau.cli.place import JSON, Place, inventory_in_force, placed, reading, tell_simulation
from pantau.cli.sla import judged_month, only
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND, to_datetime, to_iso
from pantau.inventory import Inventory
from pantau.language.dates import moment
from pantau.language.durations import short_duration
from pantau.sla import SlaResult, facts_window
from pantau.sla.quality.repair import means
from pantau.sla.quality.repaired import SiteRepair, repairs_of_month
from pantau.store import Store


@click.command("repairs")
@click.option("--month", metavar="YYYY-MM", help="A calendar month; this one without it.")
@click.option("--site", help="One site alone.")
@JSON
@placed
@click.pass_context
def repairs_command(
    context: click.Context, place: Place, month: str | None, site: str | None, as_json: bool
) -> None:
    """How long repairs took, and which took longer than the contract allows."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if site is not None:
            inventory = only(inventory, site)
        wanted = month or f"{to_datetime(now, inventory.timezone):%Y-%m}"
        rows = judged_month(store, inventory, wanted, now).result.sites
        found = _repairs(store, inventory, wanted, now)
    if as_json:
        form = {"repairs": [_plain(each) for each in found], "means": [_mean(row) for row in rows]}
        click.echo(json.dumps(form, indent=1, ensure_ascii=False))
    else:
        tell_simulation(place, inventory, err=False)
        _print(place, inventory, found, rows)
    context.exit(1 if any(each.repair.late for each in found) else 0)


def _repairs(store: Store, inventory: Inventory, month: str, now: int) -> tuple[SiteRepair, ...]:
    """Read back to where the oldest outage began: each is measured whole."""
    window = facts_window(month, inventory.timezone)
    begins = [each.started_at for each in store.outages(window.begin, window.end)]
    facts = store.ledger_facts(min([window.begin, *begins]), window.end)
    return repairs_of_month(inventory, facts, month, now)


def _print(
    place: Place, inventory: Inventory, found: tuple[SiteRepair, ...], rows: tuple[SlaResult, ...]
) -> None:
    say, language, zone = place.say, place.language, inventory.timezone

    def lasting(seconds: int | None) -> str:
        return "-" if seconds is None else short_duration(seconds, language)

    if not found:
        click.echo(say("No repairs in this month."))
    else:
        head = [say("Site"), say("Outages"), say("Began"), say("Ended"), say("Repair time")]
        head += [say("Not proved"), say("Allowed"), say("Late")]
        cells = []
        for each in found:
            repair, target = each.repair, each.term.policy.repair_target_us
            ended = repair.ended_at
            cells.append(
                [
                    each.site,
                    ", ".join(repair.outages),
                    moment(repair.started_at, zone, language),
                    say("still down") if ended is None else moment(ended, zone, language),
                    say("not reported") if repair.seconds is None else lasting(repair.seconds),
                    lasting(repair.unproved_seconds),
                    lasting(None if target is None else target // SECOND),
                    {True: say("yes"), False: say("no"), None: "-"}[repair.late],
                ]
            )
        print_table(head, cells, "llllrrrl")
    click.echo()
    head = [say("Site"), say("Outages"), say("Mean time to repair"), say("Mean up time between")]
    cells = [
        [
            row.site,
            str(row.outages),
            lasting(means(row).to_repair_seconds),
            lasting(means(row).up_between_seconds),
        ]
        for row in rows
        if row.outages
    ]
    if cells:
        print_table(head, cells, "lrrr")


def _plain(each: SiteRepair) -> dict[str, Any]:
    repair, policy = each.repair, each.term.policy
    target = policy.repair_target_us
    return {
        "site": each.site,
        "contract": each.term.contract,
        "tier": each.term.tier,
        "outages": list(repair.outages),
        "started_at": to_iso(repair.started_at),
        "ended_at": None if repair.ended_at is None else to_iso(repair.ended_at),
        "clock": policy.repair_clock.value,
        "clock_from": None if repair.clock_from is None else to_iso(repair.clock_from),
        "seconds": repair.seconds,
        "unproved_seconds": repair.unproved_seconds,
        "target_seconds": None if target is None else target // SECOND,
        "late": repair.late,
    }


def _mean(row: SlaResult) -> dict[str, Any]:
    found = means(row)
    return {
        "site": row.site,
        "contract": row.contract,
        "tier": row.tier,
        "to_repair_seconds": found.to_repair_seconds,
        "up_between_seconds": found.up_between_seconds,
    }
