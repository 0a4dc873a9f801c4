"""A collector under load, in a process of its own: ``python -m benchmarks.load SITES SECONDS``.

Everything of the collector runs, judging and storing included, but the inventory is made here:
reading 100,000 sites from a file would take longer than the measurement. Addresses are loopback
(127.64.0.0/10), or the lab's with ``--lab``. Prints one JSON object; counts and processor time are
those of SECONDS after a warm-up, ``lost`` (heartbeats that no answer was stored for) of all.

The samples of all sites fall due once a minute, so only whole minutes hold their fair share of that
work. A shorter run is begun so that a minute ends in the middle of it: it shows more, never less.
"""

import argparse
import asyncio
import json
import resource
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from benchmarks.addresses import address
from collector.health import Health
from collector.icmp.transport import IcmpTransport
from collector.recorder import Recorder
from collector.shell import Collector
from collector.transport import Transport
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND
from pantau.facts.words import State
from pantau.inventory import parse_inventory
from pantau.inventory.model import Inventory
from pantau.store import Store

_MOST_SITES, _MOST_SECONDS = 200_000, 600
_WARM_UP_S = 12  # two heartbeats, so that all sites are known and their lines are steady
_MINUTE_S = 60
_INVENTORY = """\
version: 1
timezone: Asia/Makassar
vantage: {references: [{name: internet, address: NET.79.255.9, layer: outside}]}
contracts:
  c: {provider: Contoh, from: 2020-01-01, to: 2099-12-31, tiers: {t: {objective: 99.5, fee: 1000}}}
sites:
  - {id: s, name: S, kind: lainnya, kecamatan: Kuaro, address: NET.64.0.1, contract: c, tier: t}
"""


class When(NamedTuple):
    """When measuring begins: ``settle_s`` after the start, at the earliest; then at ``second`` of a
    minute. None: so that a minute ends in the middle."""

    settle_s: float = _WARM_UP_S
    second: int | None = None


def _nothing() -> Mapping[str, float]:
    return {}


class Around(NamedTuple):
    """What is measured with a collector: how its ``transport`` is wrapped, what goes on ``beside``
    it (given the folder of the store, ended after it), and what is ``counted`` of both."""

    transport: Callable[[Transport], Transport] = lambda plain: plain
    beside: Callable[[Path], AbstractContextManager[None]] = lambda _: nullcontext()
    counted: Callable[[], Mapping[str, float]] = _nothing


def inventory_of(sites: int, net: str) -> Inventory:
    """As many sites as wanted, alike in all but id and address."""
    reading = parse_inventory(_INVENTORY.replace("NET", net).encode(), "benchmark")
    if reading.inventory is None:
        raise ValueError(reading.problems)
    one = reading.inventory.sites[0]
    many = tuple(replace(one, id=f"s{n}", address=address(n, net)) for n in range(sites))
    return replace(reading.inventory, sites=many)


async def _measure(
    collector: Collector, seconds: int, when: When, also: Callable[[], Mapping[str, float]]
) -> dict[str, float]:
    stop = asyncio.Event()
    running = asyncio.create_task(collector.run(stop))
    await asyncio.wait([running], timeout=when.settle_s)
    now_s = now_us(collector.clock) / SECOND
    until_s = _until_fair(now_s, seconds) if when.second is None else (when.second - now_s) % 60
    await asyncio.wait([running], timeout=until_s)
    before = _spent(), {**_counts(collector), **also()}
    await asyncio.wait([running], timeout=seconds)
    after = _spent(), {**_counts(collector), **also()}
    down = sum(t.state is State.DOWN for t in collector.engine.targets.values())
    stop.set()
    await running
    counted = {key: after[1][key] - before[1][key] for key in after[1]}
    spent = after[0] - before[0]
    return {
        **counted,
        "seconds": seconds,
        "cpu_s": round(spent, 3),
        "us_an_echo": round(spent * 1e6 / counted["echoes"], 2),
        "echoes_a_second": round(counted["echoes"] / seconds, 1),
        "down": down,
    }


def _until_fair(now_s: float, seconds: int) -> float:
    """How long to wait so that the middle of the run is the end of a minute."""
    return (_MINUTE_S - seconds / 2 - now_s) % _MINUTE_S if seconds % _MINUTE_S else 0


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _counts(collector: Collector) -> dict[str, float]:
    engine, sites = collector.engine, list(collector.engine.targets.values())
    return {
        "echoes": sum(engine.sent.values()),
        "heartbeats": sum(t.heartbeats for t in sites),
        "answered": sum(t.heartbeats_answered for t in sites),
        "discarded": engine.discarded,
        "late_ticks": collector.health.late_ticks,
        "commits": collector.recorder.commits,
        "samples_dropped": collector.recorder.samples_dropped,
    }


def run(sites: int, seconds: int, net: str, when: When) -> dict[str, float]:
    """Measure; bounded in count and time whatever is asked."""
    return measured(inventory_of(min(sites, _MOST_SITES), net), seconds, when, Around())


def measured(inventory: Inventory, seconds: int, when: When, around: Around) -> dict[str, float]:
    """A collector on this inventory for ``seconds``, at most ten minutes of them."""
    clock, seconds = SystemClock(), min(seconds, _MOST_SECONDS)
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data") as store:
        recorder = Recorder(store, clock, author="bench", via="bench")
        recorder.start()
        data = Path(folder) / "data"
        transport = around.transport(IcmpTransport.open(clock))
        health = Health(clock, recorder=recorder)
        collector = Collector(
            inventory,
            transport,
            recorder,
            clock,
            "bench",
            "bench",
            health,
            data,
        )
        try:
            with around.beside(data):
                found = asyncio.run(_measure(collector, seconds, when, around.counted))
        finally:
            transport.close()
            recorder.stop(60)
        samples = store.recent_heartbeats(0, now_us(clock))
    lost = sum(each.sent - each.received for each in samples)
    with_samples = len({each.site for each in samples})
    return {
        "sites": len(inventory.sites),
        **found,
        "lost": lost,
        "sites_with_samples": with_samples,
    }


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sites", type=int)
    parser.add_argument("seconds", type=int)
    parser.add_argument("--lab", action="store_true")
    parser.add_argument("--settle", type=float, default=_WARM_UP_S)
    parser.add_argument("--second", type=int)
    wanted = parser.parse_args()
    net, when = "10" if wanted.lab else "127", When(wanted.settle, wanted.second)
    print(json.dumps(run(wanted.sites, wanted.seconds, net, when)))


if __name__ == "__main__":
    main()
