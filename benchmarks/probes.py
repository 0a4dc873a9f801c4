"""Whether further probes hold up the heartbeat: 10,000 sites, 1,000 pages, 300 routers."""

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.children import alone, module
from benchmarks.rows import Part, Row, Target, us_per

_SITES, _PAGES, _DEVICES = 10_000, 1_000, 300
_BEAT_S, _SECONDS = 5, 180
_ALONE_S, _PATIENCE_S = 60, 400
_BESIDE = f"beside {_PAGES:,} pages and {_DEVICES} routers a minute"
_HOW = f"{_SITES:,} sites each {_BEAT_S} s on loopback"


def measure() -> Iterator[Row]:
    """The heartbeats alone, then with probes beside them."""
    yield from _heartbeats("alone", alone(module("benchmarks.load", _SITES, _ALONE_S), _PATIENCE_S))
    words = (_SITES, _PAGES, _DEVICES, _SECONDS)
    found = alone(module("benchmarks.probes_load", *words), _PATIENCE_S)
    yield from _heartbeats(_BESIDE, found)
    late, how = found["heartbeats_latest_s"], "longest time between two echoes to a site, less 5 s"
    yield Row("heartbeats: most that one was late", late, "s", how, target=Target(_BEAT_S))
    for kind, name in (("http", "pages"), ("snmp", "routers (v3, SHA, AES)")):
        due = f"of {found[f'{kind}_due']:,.0f} due, minutes whole: {found['minutes']:.0f}"
        target = Target(0)
        yield Row(
            f"{name}: not asked in their minute", found[f"{kind}_unasked"], "", due, None, target
        )
        yield Row(f"{name}: not answered", found[f"{kind}_unanswered"], "", due, None, target)
    late, how = found["probes_last_late_s"], "after its turn; of others the minute alone is kept"
    yield Row("probes: most that the last of one was late", late, "s", how, target=Target(_BEAT_S))
    share = 100 * found["beside_cpu_s"] / found["seconds"]
    how = "user and system time of the process that asks them"
    yield Row("probes: processor time", share, "% of a processor", how)


def _heartbeats(name: str, found: Mapping[str, Any]) -> Iterator[Row]:
    seconds = found["seconds"]
    due = _SITES * seconds // _BEAT_S
    how = (
        f"{_HOW}, {seconds} s; {found['late_ticks']:,} late ticks, {found['discarded']:,} discarded"
    )
    yield Row(f"{name}: heartbeats lost", found["lost"], "", how, target=Target(0))
    missing = max(0, due - found["heartbeats"])
    yield Row(
        f"{name}: heartbeats not sent", missing, "", f"of {due:,}", target=Target(due / 1_000)
    )
    share = 100 * found["cpu_s"] / seconds
    how = f"of the collector, {us_per(found['cpu_s'], found['echoes']):.0f} us an echo"
    yield Row(f"{name}: processor time", share, "% of a processor", how)


PART = Part(
    "probes",
    "Further probes beside the heartbeats: web pages, and routers over SNMP v3 that a process of "
    "its own asks once a minute. Nothing may be lost, or late by more than one heartbeat.",
    measure,
)
