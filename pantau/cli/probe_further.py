"""One round of further probes now, for ``pantau probe``."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from collector.probes.answer import Answer, Asked
from collector.probes.table import ASKERS
from pantau.facts.clock import Clock
from pantau.facts.words import ProbeOutcome
from pantau.inventory import Probe, Site

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Further:
    """A further probe of a site."""

    site: Site
    probe: Probe


def further_of(sites: Sequence[Site], kind: str) -> list[Further]:
    """Those of one kind, or of all kinds that can be asked; in the order of the inventory."""
    kinds = set(ASKERS) if kind == "all" else {kind}
    return [
        Further(site, probe) for site in sites for probe in site.probes[1:] if probe.kind in kinds
    ]


def ask_further(wanted: Sequence[Further], clock: Clock) -> list[dict[str, Any]]:
    """Ask all of them side by side; a row of JSON for each."""
    return asyncio.run(_ask_all(wanted, clock))


async def _ask_all(wanted: Sequence[Further], clock: Clock) -> list[dict[str, Any]]:
    room = asyncio.Semaphore(_AT_ONCE)

    async def one(each: Further) -> dict[str, Any]:
        probe = each.probe
        asked = Asked(each.site.address, probe, probe.timeout_us)
        async with room:
            return _row(each, await ASKERS[probe.kind](asked, clock))

    return list(await asyncio.gather(*map(one, wanted)))


def _row(each: Further, answer: Answer) -> dict[str, Any]:
    probe, met = each.probe, answer.outcome is ProbeOutcome.ANSWERED
    return {
        "target": each.site.id,
        "address": probe.url or probe.address or each.site.address,
        "probe": probe.kind,
        "name": probe.name,
        "sent": int(answer.outcome is not ProbeOutcome.NOT_ASKED),
        "received": int(met),
        "rtt_min_us": answer.rtt_us,
        "rtt_median_us": answer.rtt_us,
        "rtt_max_us": answer.rtt_us,
        "failure": None if met else answer.outcome.value,
        "details": dict(answer.details),
    }
