"""Judging a month of the shipped inventory with 5,000 outages."""

import random
import time
from pathlib import Path

from benchmarks.rows import Part, Row
from pantau.facts.instant import SECOND
from pantau.facts.measured import Interval, LedgerFacts, Outage
from pantau.inventory import read_inventory
from pantau.sla import judge_month, month_window

_MONTH, _OUTAGES = "2026-10", 5_000


def measure() -> list[Row]:
    """Processor time of reading the inventory, and of judging the month."""
    began = time.process_time()
    inventory = read_inventory(Path(__file__).parents[1] / "inventory.yaml").inventory
    read = time.process_time() - began
    if inventory is None:
        return [Row("inventory read", None, "s", "inventory.yaml cannot be used")]
    window = month_window(_MONTH, inventory.timezone)
    rng = random.Random(1)  # noqa: S311 - repeatable, not secret
    outages = []
    for number in range(_OUTAGES):
        start = rng.randrange(window.begin, window.end)
        end = start + rng.randrange(60, 7200) * SECOND
        outages.append(Outage(f"O{number}", rng.choice(inventory.sites).id, start, end))
    whole: tuple[Interval, ...] = (Interval(window.begin, window.end),)
    watched = {site.id: whole for site in inventory.sites}
    facts = LedgerFacts(watched, (), tuple(outages), ())
    began = time.process_time()
    result = judge_month(inventory, facts, _MONTH, window.end)
    judged = time.process_time() - began
    sites = f"{len(inventory.sites)} sites"
    month = f"{len(result.sites)} rows with {_OUTAGES:,} outages; processor time, once"
    return [
        Row("inventory read", read, "s", f"{sites}; processor time, once"),
        Row("month judged", judged, "s", month),
    ]


PART = Part("ledger", "Judging a month of the shipped inventory.", measure)
