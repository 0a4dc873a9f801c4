"""``pantau plan use``: what lines carry, and tiers that would do."""

from typing import Any

import click

from pantau.actions.plan.use import LineUse, read_use
from pantau.cli.place import (
    JSON,
    Place,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.plan_months import Months, period_meant, spanned
from pantau.cli.said import print_list
from pantau.facts.clock import SystemClock, now_us
from pantau.language import to_say
from pantau.planning.utilisation_words import (
    advice_words,
    hour_words,
    idle_words,
    rupiah_words,
    speed_words,
)


@click.command("use")
@spanned
@JSON
@placed
def use_command(place: Place, months: Months, as_json: bool) -> None:
    """What lines carry, where devices count it: idle and full ones, and tiers that would do."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        found = read_use(store, inventory, period_meant(inventory, now, months), now)
    tell_simulation(place, inventory, err=as_json)
    head = [to_say("Site"), to_say("Tier"), to_say("Speed"), to_say("In, 95th percentile")]
    head += [to_say("Out, 95th percentile"), to_say("Busy hour"), to_say("Days without use")]
    head += [to_say("Advice"), to_say("Rupiah a month")]
    print_list(place, as_json, head, found.lines, lambda each: _use_cells(place, each), _use_plain)
    if not as_json:
        text = to_say("{n} of {all} sites have a device that counts.")
        click.echo(place.say(text, n=len(found.lines), all=found.sites))


def _use_cells(place: Place, each: LineUse) -> list[str]:
    language, used = place.language, each.usage
    return [
        each.site.id,
        each.now.tier or "–",
        speed_words(each.now.speed_bps, language),
        speed_words(used.p95_in, language),
        speed_words(used.p95_out, language),
        hour_words(used),
        idle_words(used, language),
        advice_words(each.advised, language),
        rupiah_words(each.advised, language),
    ]


def _use_plain(each: LineUse) -> dict[str, Any]:
    used, advised = each.usage, each.advised
    return {
        "site": each.site.id,
        "contract": each.term.contract if each.term else None,
        "tier": each.now.tier or None,
        "speed_bps": each.now.speed_bps,
        "fee": each.now.fee,
        "slots": used.slots,
        "p95_in_bps": used.p95_in,
        "p95_out_bps": used.p95_out,
        "busy_hour": used.busy_hour,
        "busy_bps": used.busy_bps,
        "idle_days": used.idle_days,
        "advice": advised.advice.value,
        "offer": advised.offer.tier if advised.offer else None,
        "rupiah": advised.rupiah,
    }
