"""A collector under load with further probes beside it, in a process of its own: ``python -m
benchmarks.probes_load SITES PAGES DEVICES SECONDS``.

The first sites have a web page, the first of these a router over SNMP v3 too, all on addresses of
their own on loopback. Each is asked once a minute by the process that does so in a real collector.
Prints one JSON object: that of benchmarks.load, and of the heartbeats the longest time between two
echoes to a site beyond its five seconds; of the probes those that a whole minute lacks, and how
late after their turn the last ones were asked: of those before it no time is kept.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from benchmarks.addresses import address, free_port
from benchmarks.children import module, serving
from benchmarks.collector import ticks
from benchmarks.load import Around, When, inventory_of, measured
from benchmarks.snmp_agents import KEYS, NAME
from collector.beside.question import Plan, plan_of, to_line
from collector.beside.turns import phases
from collector.transport import Destination, Reply, SendFailure, Transport
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import MINUTE, SECOND
from pantau.inventory.asking import Probe
from pantau.inventory.credentials import SnmpCredentials
from pantau.inventory.model import Inventory
from pantau.store import Store, last_answers

_BEAT_NS = 5_000_000_000
_FIRST_ROUND = MINUTE + 10 * SECOND
_ANSWERED_WITHIN = 10 * SECOND
_SETTLE_S = _FIRST_ROUND / SECOND
_USER = SnmpCredentials("v3", None, NAME, "sha", "env:BENCH_A", "aes", "env:BENCH_B")
_SECRETS = {"BENCH_A": KEYS[0], "BENCH_B": KEYS[1]}


class Timed:
    """A transport that remembers how long each address waited for its next echo."""

    def __init__(self, plain: Transport) -> None:
        self._plain = plain
        self._last: dict[str, int] = {}
        self.latest_ns = 0

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """See Transport."""
        return self.send_all([(to, nonce)])[0]

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport."""
        times = self._plain.send_all(echoes)
        for (to, _), sent_ns in zip(echoes, times, strict=True):
            if isinstance(sent_ns, int):
                waited_ns = sent_ns - self._last.get(to.host, sent_ns)
                self.latest_ns = max(self.latest_ns, waited_ns - _BEAT_NS)
                self._last[to.host] = sent_ns
        return times

    def receive(self) -> list[Reply]:
        """See Transport."""
        return self._plain.receive()

    def dropped(self) -> int:
        """See Transport."""
        return self._plain.dropped()

    def close(self) -> None:
        """See Transport."""
        self._plain.close()


class Probed:
    """The process that asks further probes, and what it left in the store."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._process: subprocess.Popen[bytes] | None = None
        self._begun = 0
        self.found: dict[str, float] = {}

    @contextmanager
    def asking(self, data: Path) -> Iterator[None]:
        """For as long as this lasts."""
        command = module("collector.beside", data)
        with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:
            self._process, self._begun = process, now_us(SystemClock())
            try:
                assert process.stdin is not None  # noqa: S101 - a pipe was asked for
                process.stdin.write(to_line(self._plan))
                process.stdin.flush()
                yield
                ended = now_us(SystemClock())
                process.stdin.close()
                process.wait(30)
            finally:
                process.kill()
        self.found = self._judged(data, ended)

    def counted(self) -> dict[str, float]:
        """Its processor time so far, in seconds."""
        assert self._process is not None  # noqa: S101 - asked while it runs
        return {"beside_cpu_s": ticks(self._process.pid) / os.sysconf("SC_CLK_TCK")}

    def _judged(self, data: Path, ended: int) -> dict[str, float]:
        """Of the whole minutes after the first round."""
        begin = -(-(self._begun + _FIRST_ROUND) // MINUTE) * MINUTE
        end = ended // MINUTE * MINUTE
        asked, met = Counter[str](), Counter[str]()
        with Store.open(data, readonly=True) as store:
            for site in dict.fromkeys(each.site for each in self._plan):
                for sample in store.samples(site, begin, end):
                    if sample.probe != "icmp":
                        asked[sample.probe] += sample.sent
                        met[sample.probe] += sample.received
        minutes, found = (end - begin) // MINUTE, dict[str, float](minutes=(end - begin) / MINUTE)
        for kind, due in Counter(each.probe.kind for each in self._plan).items():
            found[f"{kind}_due"] = due * minutes
            found[f"{kind}_unasked"] = due * minutes - asked[kind]
            found[f"{kind}_unanswered"] = asked[kind] - met[kind]
        turn = {each.name: phase for each, phase in phases(self._plan).items()}
        asked_at = {(each.site, each.probe): each.at for each in last_answers(data)}
        late = [late_by(asked_at.get(name, self._begun), turn[name], ended) for name in turn]
        return {**found, "probes_last_late_s": max(late, default=0) / SECOND}


def late_by(asked_at: int, phase: int, ended: int) -> int:
    """How long after its last turn before ``ended`` a question was asked that is asked each minute.

    One that was not asked since is late until ``ended``; a turn of the last seconds is left out,
    for its answer may not have come. ``phase``: its turn after the begin of a minute. Microseconds.
    """
    turn = (ended - phase) // MINUTE * MINUTE + phase
    if asked_at < turn and ended - turn < _ANSWERED_WITHIN:
        turn -= MINUTE
    return asked_at - turn if asked_at >= turn else ended - turn


def with_probes(plain: Inventory, pages: tuple[int, int], devices: tuple[int, int]) -> Inventory:
    """``pages`` and ``devices``: how many, and the port of all of them."""

    def probes(number: int) -> Iterator[Probe]:
        if number < pages[0]:
            yield Probe("http", "http", url=f"http://{address(number, '127')}:{pages[1]}/")
        if number < devices[0]:
            yield Probe("snmp", "snmp", port=devices[1], credentials=_USER)

    sites = (
        replace(site, probes=(*site.probes[:1], *probes(number)))
        for number, site in enumerate(plain.sites)
    )
    return replace(plain, sites=tuple(sites))


def run(sites: int, pages: int, devices: int, seconds: int) -> dict[str, float]:
    """Measure."""
    web, snmp = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
    inventory = with_probes(inventory_of(sites, "127"), (pages, web), (devices, snmp))
    probed, timed = Probed(plan_of(inventory)), list[Timed]()

    def watched(plain: Transport) -> Transport:
        timed.append(Timed(plain))
        return timed[0]

    os.environ.update(_SECRETS)
    with ExitStack() as others:
        others.enter_context(serving("benchmarks.web_pages", web, pages))
        others.enter_context(serving("benchmarks.snmp_agents", snmp, devices))
        around = Around(watched, probed.asking, probed.counted)
        found = measured(inventory, seconds, When(_SETTLE_S), around)
    return {**found, **probed.found, "heartbeats_latest_s": timed[0].latest_ns / 1e9}


def main(arguments: Sequence[str]) -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser()
    for name in ("sites", "pages", "devices", "seconds"):
        parser.add_argument(name, type=int)
    wanted = parser.parse_args(arguments)
    print(json.dumps(run(wanted.sites, wanted.pages, wanted.devices, wanted.seconds)))


if __name__ == "__main__":
    main(sys.argv[1:])
