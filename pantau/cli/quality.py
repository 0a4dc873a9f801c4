"""``pantau quality``."""

import json
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from pantau.actions.quality import SAMPLES_GONE, TermQuality, month_histogram, month_quality
from pantau.actions.spans import is_no_month
from pantau.cli.place import (
    JSON,
    Place,
    bad_value,
    inventory_in_force,
    placed,
    reading,
    tell_simulation,
)
from pantau.cli.sla import only
from pantau.cli.table import print_table
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND, to_datetime, to_iso
from pantau.inventory.model import Inventory
from pantau.language.dates import day
from pantau.language.numbers import decimal
from pantau.sla import month_window

if TYPE_CHECKING:
    import pandas as pd

UPTO_US = (5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000)
"""Where the histogram of round trips is cut."""


@click.command("quality")
@click.argument("site", required=False)
@click.option("--month", metavar="YYYY-MM", help="A calendar month; this one without it.")
@click.option("--histogram", is_flag=True, help="How many minutes were how fast.")
@JSON
@placed
@click.pass_context
def quality_command(
    context: click.Context,
    place: Place,
    site: str | None,
    month: str | None,
    histogram: bool,
    as_json: bool,
) -> None:
    """Round trips, jitter and loss of a month beside what the contract promises: of a site, or of
    all of them."""
    now = now_us(SystemClock())
    with reading(place) as store:
        inventory = inventory_in_force(place, store)
        if site is not None:
            inventory = only(inventory, site)
        wanted = month or f"{to_datetime(now, inventory.timezone):%Y-%m}"
        try:
            window = month_window(wanted, inventory.timezone)
        except ValueError:
            raise bad_value(is_no_month(wanted), "--month") from None
        if histogram:
            counts = month_histogram(store, inventory, window, UPTO_US)
            _tell_histogram(place, counts, inventory, one=site is not None, as_json=as_json)
            return
        found = month_quality(store, inventory, wanted, window)
    # Each promise is held against the days on which it held.
    rows = None if found is None else [part for each in found for part in each.parts]
    if not as_json:
        tell_simulation(place, inventory, err=False)
    if rows is None:
        click.echo(place.say(SAMPLES_GONE), err=as_json)
    if as_json:
        click.echo(json.dumps([_plain(row) for row in rows or ()], indent=1))
    elif rows is not None:
        _print(place, rows, inventory.timezone, one=site is not None)
    missed = any(False in _verdicts(row) for row in rows or ())
    context.exit(1 if missed else 0)


def _tell_histogram(
    place: Place, counts: "pd.DataFrame | None", inventory: Inventory, *, one: bool, as_json: bool
) -> None:
    if not as_json:
        tell_simulation(place, inventory, err=False)
    if counts is None:
        click.echo(place.say(SAMPLES_GONE), err=as_json)
    rows = [] if counts is None else [(str(each[0]), *each[1:]) for each in counts.itertuples()]
    if as_json:
        keys = ("site", *(f"upto_{upto}_us" for upto in UPTO_US), "more", "unanswered")
        click.echo(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=1))
    elif not rows and counts is not None:
        _say_none(place, one=one)
    elif rows:
        say = place.say
        upto = [f"≤ {upto // 1_000} ms" for upto in UPTO_US]
        head = [say("Site"), *upto, say("Slower"), say("Unanswered")]
        print_table(head, [[*map(str, row)] for row in rows], "l" + "r" * len(head))
        click.echo()
        click.echo(say("Minutes by their median round trip, those with an outage too."))


def _say_none(place: Place, *, one: bool) -> None:
    if one:
        click.echo(place.say("There are no samples of this site in this month."))
    else:
        click.echo(place.say("There are no samples in this month."))


def _verdicts(row: TermQuality) -> tuple[bool | None, ...]:
    found = row.quality
    return found.latency_met, found.loss_met, found.jitter_met


def _plain(row: TermQuality) -> dict[str, Any]:
    measured, scales = row.quality.measured, row.quality.scales
    loss = measured.loss
    return {
        "site": row.site,
        "contract": row.term.contract,
        "tier": row.term.tier,
        "from": to_iso(row.span[0] * SECOND),
        "to": to_iso(row.span[1] * SECOND),
        "minutes": measured.minutes,
        "rtt_min_us": measured.least_us,
        "rtt_median_us": measured.median_us,
        "rtt_p95_us": measured.p95_us,
        "rtt_p99_us": measured.p99_us,
        "jitter_us": measured.jitter_us,
        "jitter_p95_us": measured.jitter_p95_us,
        "variation_us": measured.variation_us,
        "loss": None if loss is None else float(loss),
        "latency_met": row.quality.latency_met,
        "loss_met": row.quality.loss_met,
        "jitter_met": row.quality.jitter_met,
        "r": None if scales is None else round(scales.r, 2),
        "mos": None if scales is None else round(scales.mos, 2),
        "satisfaction": None if scales is None else scales.satisfaction,
        "tiphon": None if scales is None else round(scales.tiphon.index, 2),
        "network_class": None if scales is None else scales.network_class,
    }


def _print(place: Place, rows: list[TermQuality], zone: ZoneInfo, *, one: bool) -> None:
    say = place.say
    if not rows:
        _say_none(place, one=one)
        return
    head = [say("Tier"), say("Minutes"), say("Median"), say("95th percentile")]
    head += [say("99th percentile"), say("Jitter"), say("Jitter, 95th percentile"), say("Loss")]
    head += [say("Latency promised"), say("Loss promised"), say("Jitter promised")]
    head += ["R", "MOS", "TIPHON", "Y.1541"]
    parts = Counter(row.site for row in rows)
    cells = [
        [row.site, _tier(place, row, zone, parted=parts[row.site] > 1), *_cells(place, row)]
        for row in rows
    ]
    print_table([say("Site"), *head], cells, "llrrrrrrrlllrrrr")
    click.echo()
    click.echo(say("Minutes with an outage are left out. Half a round trip stands for one way."))
    if not one:
        judged = [row.quality for row in rows]
        click.echo(
            say(
                "{rows} rows: latency promised and kept {kept}, not {late}; loss kept {lossless}, "
                "not {lossy}",
                rows=len(rows),
                kept=sum(each.latency_met is True for each in judged),
                late=sum(each.latency_met is False for each in judged),
                lossless=sum(each.loss_met is True for each in judged),
                lossy=sum(each.loss_met is False for each in judged),
            )
        )


def _tier(place: Place, row: TermQuality, zone: ZoneInfo, *, parted: bool) -> str:
    """With the days of the month where the site has another row."""
    if not parted:
        return row.term.tier
    days = (day(to_datetime(at * SECOND, zone).date(), place.language) for at in _ends(row))
    return f"{row.term.tier}, {'–'.join(days)}"


def _ends(row: TermQuality) -> tuple[int, int]:
    begin, end = row.span
    return begin, end - 1


def _cells(place: Place, row: TermQuality) -> list[str]:
    measured, scales = row.quality.measured, row.quality.scales
    loss = measured.loss
    return [
        str(measured.minutes),
        _ms(place, measured.median_us),
        _ms(place, measured.p95_us),
        _ms(place, measured.p99_us),
        _ms(place, measured.jitter_us),
        _ms(place, measured.jitter_p95_us),
        "–" if loss is None else f"{_number(place, float(loss * 100))} %",
        *(_met(place, met) for met in _verdicts(row)),
        "–" if scales is None else _number(place, scales.r),
        "–" if scales is None else _number(place, scales.mos),
        "–" if scales is None else _number(place, scales.tiphon.index),
        "–" if scales is None else str(scales.network_class),
    ]


def _ms(place: Place, value_us: int | None) -> str:
    return "–" if value_us is None else f"{_number(place, value_us / 1_000)} ms"


def _met(place: Place, met: bool | None) -> str:
    return {True: place.say("yes"), False: place.say("no"), None: "–"}[met]


def _number(place: Place, value: float) -> str:
    return decimal(Decimal(f"{value:.2f}"), place.language)
