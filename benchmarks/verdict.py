"""From the true begin of an outage to its journal entry, in virtual time.

The unmodified collector, recorder and store; the truth is the script's. At first the links only
lose echoes, until the rule of confirmation knows how; then each site fails every five minutes.
"""

import tempfile
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from random import Random

from benchmarks.load import inventory_of
from benchmarks.rows import Part, Row, Target
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.compare import Kind
from pantau.lab.recorded import Played, play
from pantau.lab.script import HOUR, MILLI, MINUTE, SECOND, Profile, Script, SiteOutage

_SITES, _OUTAGES, _EVERY, _LASTS = 30, 9, 5 * MINUTE, MINUTE
_QUIET_H = 2.5
_PROMISED_S = {0.0: (6.0, 9.0), 0.05: (8.5, 11.0), 0.2: (12.0, 15.0)}
_END_S = 1.5


def measure() -> Iterator[Row]:
    """At each share of random loss."""
    inventory = inventory_of(_SITES, "10")
    for loss, (middle, last) in _PROMISED_S.items():
        with tempfile.TemporaryDirectory() as folder:
            played = play(inventory, script(inventory, loss), Path(folder))
        delays, unseen = delays_s(played)
        true = len(delays) + unseen
        at = "no loss" if loss == 0.0 else f"{loss:.0%} random loss"
        how = f"{true} outages of {_LASTS // SECOND} s, {_SITES} sites; true begin to journal entry"
        spread = (delays[0], delays[-1])
        yield Row(f"{at}: median", quantile(delays, 0.5), "s", how, spread, Target(middle))
        yield Row(f"{at}: 99th percentile", quantile(delays, 0.99), "s", how, target=Target(last))
        yield Row(f"{at}: outages not written", unseen, "", f"of {true}", target=Target(0))
        false = sum(each.kind is Kind.FALSE for each in played.comparison.findings)
        hours = _SITES * played_hours()
        how = f"outages that did not happen, in {hours:,.0f} site-hours"
        yield Row(f"{at}: false outages", false, "", how, target=Target(0))
        if loss == 0.0:
            yield from _bounds(played)


def script(inventory: Inventory, loss: float) -> Script:
    """Outages at even intervals, shifted at random against the heartbeats; the same at each run."""
    rng = Random(1)  # noqa: S311 - repeatable, not secret
    events = [
        SiteOutage(
            _quiet() + number * _EVERY + rng.randrange(_EVERY - 2 * _LASTS), _LASTS, (site.id,)
        )
        for site in inventory.sites
        for number in range(_OUTAGES)
    ]
    links = {Medium.FO: Profile(4 * MILLI, MILLI, loss)}
    events.sort(key=lambda event: event.at)
    return Script(1, _quiet() + _OUTAGES * _EVERY, links, tuple(events))


def played_hours() -> float:
    """How long the script lasts."""
    return _QUIET_H + _OUTAGES * _EVERY / HOUR


def _quiet() -> int:
    return round(_QUIET_H * HOUR)


def delays_s(played: Played) -> tuple[list[float], int]:
    """In order of length; and how many outages have no entry that was made while they lasted."""
    written: dict[str, list[int]] = {}
    for outage in played.recorded.facts.outages:
        written.setdefault(outage.site, []).append(played.recorded.written_at[outage.id])
    found, unseen = [], 0
    for site, outages in played.truth.outages.items():
        for true in outages:
            at = [at for at in written.get(site, []) if true.begin <= at <= true.end]
            found += [(min(at) - true.begin) / 1e6] if at else []
            unseen += not at
    return sorted(found), unseen


def quantile(ordered: list[float], share: float) -> float:
    """By nearest rank."""
    return ordered[ceil(share * len(ordered)) - 1]


def _bounds(played: Played) -> Iterator[Row]:
    ends = sorted(us / 1e6 for us in played.comparison.ends)
    how = f"written end less the true one, {len(ends)} outages"
    spread = (ends[0], ends[-1])
    last = quantile(ends, 0.99)
    yield Row("no loss: end, 99th percentile", last, "s", how, spread, Target(_END_S))
    apart = max(played.comparison.spans) / 1e6
    how = "from the last sign of life before the true begin to the written begin"
    yield Row("no loss: begin's bounds apart, most", apart, "s", how)


PART = Part(
    "verdict",
    "From the true begin of an outage to its entry in the journal: the unmodified collector in "
    "virtual time, links as fibre's with the random loss named, which has been known for "
    f"{_QUIET_H} hours when the first outage comes.",
    measure,
)
