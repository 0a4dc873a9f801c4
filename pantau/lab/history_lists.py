"""What a provider says of the months before we watched ourselves: its list of outages."""

import csv
import io

from pantau.facts.instant import MINUTE, to_datetime, to_iso
from pantau.facts.measured import Interval
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_faults import Silence

_LISTED = 5 * MINUTE


def provider_list(past: Past, inventory: Inventory, month: Interval) -> tuple[str, bytes]:
    """Name and bytes of the list of a month (CSV): whole minutes, causes and tickets."""
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["site", "started_at", "ended_at", "cause", "ticket"])
    name = to_datetime(month.begin, inventory.timezone).strftime("%Y-%m")
    for number, silence in enumerate(_listed(past, inventory, month), 1):
        begin = silence.begin - silence.begin % MINUTE
        end = min(silence.end - silence.end % MINUTE + MINUTE, month.end)
        ticket = f"INC-{name}-{number:04d}"
        lines.writerow([silence.site, to_iso(begin), to_iso(end), silence.cause.value, ticket])
    return f"gangguan-{name}.csv", text.getvalue().encode()


def _listed(past: Past, inventory: Inventory, month: Interval) -> list[Silence]:
    """Short ones never make it into a provider's list, and its own links do not stand there."""
    inside = (
        each
        for site in inventory.sites
        for each in past.silences[site.id]
        if month.begin <= each.begin < month.end and each.end - each.begin >= _LISTED
    )
    return sorted(inside, key=lambda each: (each.begin, each.site))
