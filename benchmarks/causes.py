"""Suggested causes beside the true ones, in virtual time."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.causes_scene import asked, inventory, script
from benchmarks.children import in_lab, module
from benchmarks.rows import Part, Row, Target
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import upstream_id
from pantau.facts.words import Cause
from pantau.lab.script import HOUR
from pantau.lab.timeline import Why
from pantau.lab.truth import TrueOutage, truth_of
from pantau.lab.virtual_causes import VirtualCauses
from pantau.store import Store

_HOURS = 24
_SITES, _SECONDS, _PATHS = 2_000, 30, 300
TRUE_CAUSE = {
    Why.OUTAGE: Cause.LINE,
    Why.UPSTREAM: Cause.UPSTREAM,
    Why.POWER: Cause.POWER,
    Why.RESTART: Cause.EQUIPMENT,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One outage: what it was, what was suggested last and first, and whether SNMP answered."""

    true: Cause
    last: Cause | None
    first: Cause | None
    asked: bool


def judged(seed: int, hours: float) -> list[Judged]:
    """Play it, and hold what was suggested against the script."""
    of = inventory()
    lasts = round(hours * HOUR)
    played = script(of, seed, lasts)
    with tempfile.TemporaryDirectory() as folder:
        causes = VirtualCauses(of, played, Path(folder), asked(of))
        causes.play()
        truth = truth_of(played, of, causes.run.instant)
        with Store.open(Path(folder), readonly=True) as store:
            return list(_judged(store, truth.outages, frozenset(asked(of))))


def _judged(
    store: Store, true: Mapping[str, tuple[TrueOutage, ...]], snmp: frozenset[str]
) -> Iterator[Judged]:
    outages = [o for o in store.outages(0, 2**62) if upstream_id(o.site) is None]
    last = store.suggestions([each.id for each in outages])
    first: dict[str, Cause] = {}
    for entry in store.entries(kinds=[EntryKind.CAUSE_SUGGESTED]):
        first.setdefault(entry.subject, Cause(entry.data()["cause"]))
    for each in outages:
        ended = 2**62 if each.ended_at is None else each.ended_at
        were = [t for t in true[each.site] if t.begin <= ended and each.started_at <= t.end]
        said = last.get(each.id)
        yield Judged(
            TRUE_CAUSE[were[0].why],
            None if said is None else said.cause,
            first.get(each.id),
            each.site in snmp,
        )


def measure() -> Iterator[Row]:
    """Right, wrong and left open; with SNMP and without, and cause by cause."""
    found = judged(1, _HOURS)
    how = f"{len(found)} outages in {_HOURS} h of {len(inventory().sites)} sites"
    yield Row("wrong, of all", _share(found, "wrong"), "%", how, target=Target(2))
    for with_snmp, name in ((True, "SNMP answers"), (False, "no SNMP")):
        some = [each for each in found if each.asked is with_snmp]
        target = Target(85, at_least=True) if with_snmp else None
        yield Row(
            f"{name}: right", _share(some, "right"), "%", f"{len(some)} outages", target=target
        )
        yield Row(f"{name}: wrong", _share(some, "wrong"), "%", "", target=Target(2))
        yield Row(f"{name}: left open", _share(some, "open"), "%", "")
        for cause in TRUE_CAUSE.values():
            each = [one for one in some if one.true is cause]
            said = Counter("none" if one.last is None else one.last.value for one in each)
            what = ", ".join(f"{word} {n}" for word, n in said.most_common())
            yield Row(f"{name}: {cause.value}, right", _share(each, "right"), "%", f"said: {what}")
    early = [Judged(one.true, one.first, one.first, one.asked) for one in found]
    yield Row("first word: right", _share(early, "right"), "%", "while it lasts, SNMP or not")
    yield Row("first word: wrong", _share(early, "wrong"), "%", "")
    yield from _beside()


def _beside() -> Iterator[Row]:
    """What the asking of paths costs, and whether heartbeats notice."""
    found = {
        paths: in_lab(module("benchmarks.causes_load", _SITES, _SECONDS, paths), 120).found
        for paths in (0, _PATHS)
    }
    walked = found[_PATHS]["walked"]
    cpu_us = 1e6 * walked["cpu_s"] / walked["paths"]
    how = f"all end at the third of five routers; {walked['path_echoes']:,} echoes, 8 at once"
    yield Row("a path: processor time", cpu_us, "us", f"{walked['paths']} paths; {how}")
    for paths, name in ((0, "no paths"), (_PATHS, "paths asked without a pause")):
        one = found[paths]
        how = f"{_SITES:,} sites in a lab, {_SECONDS} s"
        yield Row(f"{name}: heartbeats lost", one["lost"], "", how, target=Target(0))
        yield Row(f"{name}: late ticks", one["late_ticks"], "", how)
        yield Row(f"{name}: processor time", one["us_an_echo"], "us an echo", "")


def _share(of: list[Judged], what: str) -> float:
    kinds = Counter(_kind(each) for each in of)
    return 100 * kinds[what] / len(of)


def _kind(of: Judged) -> str:
    if of.last in {None, Cause.UNKNOWN}:
        return "open"
    return "right" if of.last is of.true else "wrong"


PART = Part(
    "causes",
    "What the collector suggests as the cause of an outage, beside what it was: power cuts over "
    "neighbours on two providers, cut lines, routers that restart, shared links that fail. The "
    "unmodified collector and casebook in virtual time; the truth is the script's.",
    measure,
)
