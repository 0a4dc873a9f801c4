"""What a site is held to is what its tier promises on that day."""

from datetime import date
from pathlib import Path

from collector.quality import promises
from pantau.facts.instant import midnight
from pantau.verdict.degraded import Promise
from tests.collector.world import MS, World
from tests.fakes.inventories import inventory_text, small_inventory

NOTHING = inventory_text(2)
TEXT = NOTHING.replace(
    "fee: 2500000}", "fee: 2500000, loss: 1.5%, latency_p95: 50ms, jitter: 30ms}"
).replace(
    "    tiers:", "    amendments: [{from: 2026-12-01, tiers: {fo-50: {loss: 2%}}}]\n    tiers:"
)
NOVEMBER, DECEMBER = Promise(0.015, 50_000, 30_000), Promise(0.02, 50_000, 30_000)


def test_the_promise_is_that_of_the_day() -> None:
    inventory = small_inventory(text=TEXT)
    first = midnight(date(2026, 12, 1), inventory.timezone)
    found = [promises(inventory, at)["site-0"] for at in (first - 1, first)]
    assert found == [NOVEMBER, DECEMBER]
    assert promises(small_inventory(text=NOTHING), first)["site-0"] == Promise()


def test_a_running_collector_follows_the_days_and_the_file(tmp_path: Path) -> None:
    world, inventory = World(tmp_path), small_inventory(text=TEXT)
    first = midnight(date(2026, 12, 1), inventory.timezone)
    world.clock.advance(first * 1_000 - 5_000 * MS - world.clock.wall_ns())
    running = world.start(inventory).run(2)
    quality = running.collector.engine.targets["site-0"].quality
    assert quality.promise == NOVEMBER
    running.run(10)
    assert quality.promise == DECEMBER
    running.apply(small_inventory(text=TEXT.replace("loss: 2%", "loss: 3%")))
    running.run(1)
    assert quality.promise.loss == 0.03
    running.stop()
