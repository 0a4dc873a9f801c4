"""What is done to a store from inside: a small disk that fills, a disk that is read-only, a folder
that is shut. Run as ``python -m tests.faults.inside NAME DIRECTORY``; prints JSON.

The directory is a file system of its own, in a mount namespace that dies with the process. The
collector is the real one on the real store, in virtual time.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import collector.recorder
from alerts.alerter import Alerter
from alerts.message import from_json
from alerts.reading import Eyes
from dashboard.standing import STORE
from pantau.facts.clock import now_us
from pantau.facts.instant import DAY, SECOND
from pantau.store import CollectorLock, FloatingOutbox, Store, StoreError, condition, verify
from tests.collector.world import Running, World
from tests.fakes.inventories import inventory_text, small_inventory

DOWN, FROM_S, TO_S = "127.64.1.3", 200, 300
TOLD = """
alerts:
  receivers: {grup: {kind: webhook, url: "http://127.0.0.1:9/"}}
  routes: [{name: semua, to: [grup]}]
"""


def a_world(data: Path) -> tuple[World, Running]:
    """One site is down from 200 to 300 s; two minutes and more have passed."""
    world = World(data)
    world.answers = lambda address, t: address != DOWN or not FROM_S < t < TO_S
    return world, world.start(small_inventory(text=inventory_text(5) + TOLD)).run(130)


def fill(folder: Path) -> Path:
    """To the last byte; returns what is to be removed to make room again."""
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as out:
        while True:
            out.write(bytes(4096))
    return ballast


def told_of(world: World, running: Running) -> dict[str, Any]:
    """What everybody is told of it: /healthz, the process that looks from outside."""
    return {
        "storing": running.health.storing(),
        "why": condition_said(world.data),
        "ticks": running.health.late_ticks,
    }


def judged(world: World) -> dict[str, Any]:
    """What is in the store in the end."""
    with Store.open(world.data, readonly=True) as store:
        outages = store.outages(0, world.instant(DAY))
        facts = store.ledger_facts(0, world.instant(DAY))
        samples = store.samples("site-0", 0, world.instant(DAY))
    return {
        "sound": verify(world.data).sound,
        "outages": [
            (each.site, relative(world, each.started_at), relative(world, each.ended_at))
            for each in outages
        ],
        "watched": [
            (relative(world, each.begin), relative(world, each.end))
            for each in facts.watched["site-0"]
        ],
        "minutes": len(samples),
    }


def relative(world: World, at: int | None) -> int | None:
    return None if at is None else round((at - world.instant(0)) / SECOND)


def full_disk(data: Path) -> dict[str, Any]:
    world, running = a_world(data)
    ballast = fill(data.parent)
    running.run(300)
    while_full = told_of(world, running)
    ballast.unlink()
    running.run(30)
    after = running.health.storing()
    running.stop()
    return {"full": while_full, "after": after, "dropped": dropped(running), **judged(world)}


def full_beyond_bounds(data: Path) -> dict[str, Any]:
    collector.recorder._FACTS_KEPT = 1
    collector.recorder._SAMPLES_KEPT = 5
    world, running = a_world(data)
    ballast = fill(data.parent)
    running.run(600)
    ballast.unlink()
    running.run(60)
    after = running.health.storing()
    running.stop()
    return {"after": after, "dropped": dropped(running), **judged(world)}


def started_while_full(data: Path) -> dict[str, Any]:
    world, running = a_world(data)
    running.stop()
    ballast = fill(data.parent)
    refused = ""
    try:
        world.start()
    except StoreError as error:
        refused = str(error)
    ballast.unlink()
    world.clock.advance(60 * 1_000_000_000)
    world.start().run(60).stop()
    return {"refused": refused, **judged(world)}


def told_while_full(data: Path) -> dict[str, Any]:
    """The alerter on the same full disk: what it has to send, as the sender gets it."""
    world, running = a_world(data)
    with CollectorLock(data), FloatingOutbox.opened(data) as outbox:
        alerter = Alerter.begin(Eyes(data, data / "none"), outbox, now_us(world.clock))
        alerter.step(now_us(world.clock))
        ballast = fill(data.parent)
        for _ in range(30):
            running.run(5)
            alerter.step(now_us(world.clock))
        queued = [from_json(each.body) for each in outbox.lease("grup", now_us(world.clock), 1, 9)]
        ballast.unlink()
        for _ in range(30):
            running.run(5)
            alerter.step(now_us(world.clock))
        in_memory = outbox.trouble
    running.stop()
    with FloatingOutbox.opened(data) as outbox:
        kept = [from_json(each.body).title for each in reversed(outbox.letters())]
    return {
        "queued": [(each.title, each.lines[0]) for each in queued],
        "in_memory": str(in_memory or ""),
        "kept": kept,
        **judged(world),
    }


def read_only_disk(data: Path) -> dict[str, Any]:
    """Everything stands still: a start says so, and goes on when it can be written again."""
    world, running = a_world(data)
    running.stop()
    mount("-o", "remount,ro", str(data.parent))
    refused = ""
    try:
        Store.open(data).close()
    except StoreError as error:
        refused = str(error)
    with STORE.of(data) as pages:
        readable, before = len(pages.states()), pages.last_watch()
    why = condition_said(data)
    mount("-o", "remount,rw", str(data.parent))
    world.start().run(60).stop()
    with STORE.of(data) as pages, Store.open(data, readonly=True) as anew:
        current = before != pages.last_watch() == anew.last_watch()
    return {
        "refused": refused,
        "readable": readable,
        "why": why,
        "current": current,
        **judged(world),
    }


def read_only_samples(data: Path) -> dict[str, Any]:
    """Only the samples cannot be written: facts go on, samples wait."""
    samples = data / "samples"
    samples.mkdir(parents=True)
    mount("--bind", str(samples), str(samples))
    mount("-o", "remount,bind,ro", str(samples))
    world, running = a_world(data)
    refused, waiting = running.health.storing(), running.recorder.waiting()
    subprocess.run(["umount", str(samples)], check=True)
    running.run(200)
    after = running.health.storing()
    running.stop()
    return {"refused": refused, "waiting": waiting, "after": after, **judged(world)}


def shut_folder(data: Path) -> dict[str, Any]:
    """A folder that our user may not write any more. Started without the right to do so anyway."""
    samples = data / "samples"
    samples.mkdir(parents=True)
    samples.chmod(0o500)
    world, running = a_world(data)
    refused, why = running.health.storing(), condition_said(data)
    samples.chmod(0o700)
    running.run(200)
    after = running.health.storing()
    running.stop()
    return {"refused": refused, "why": why, "after": after, **judged(world)}


def condition_said(data: Path) -> str | None:
    why = condition(data).why
    return why.message if why is not None else None


def dropped(running: Running) -> int:
    return running.recorder.samples_dropped


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


SCENARIOS: dict[str, Callable[[Path], dict[str, Any]]] = {
    each.__name__: each
    for each in (
        full_disk,
        full_beyond_bounds,
        started_while_full,
        told_while_full,
        read_only_disk,
        read_only_samples,
        shut_folder,
    )
}

if __name__ == "__main__":
    print(json.dumps(SCENARIOS[sys.argv[1]](Path(sys.argv[2]) / "data")))  # noqa: T201
