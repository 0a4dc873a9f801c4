"""A spell of degradation and the window behind it outlive the process."""

from pathlib import Path
from random import Random

from pantau.facts.instant import MINUTE
from pantau.facts.words import DegradedEnd, State
from tests.collector.world import Answers, World
from tests.fakes.inventories import inventory_text, small_inventory

TEXT = inventory_text(3).replace("fee: 2500000}", "fee: 2500000, loss: 1%}")
BAD = "127.64.1.1"


def losing_a_tenth() -> Answers:
    dice = Random(4)
    return lambda address, _: address != BAD or dice.random() >= 0.1


def test_what_the_samples_know_is_not_waited_for_again(tmp_path: Path) -> None:
    world = World(tmp_path, losing_a_tenth())
    first = world.start(small_inventory(text=TEXT)).run(20 * 60)
    assert first.store.open_degraded() == []
    first.stop()
    second = world.start(small_inventory(text=TEXT)).run(8 * 60)
    [spell] = second.store.open_degraded()
    assert spell.site == "site-0"
    assert spell.started_at - world.began_ns // 1000 < 28 * MINUTE
    assert second.store.states()["site-0"].state is State.DEGRADED
    second.crash()
    world.answers = lambda *_: True
    third = world.start(small_inventory(text=TEXT)).run(60)
    assert third.store.states()["site-0"].since == spell.started_at
    third.run(60 * 60)
    [found] = third.store.degraded(0, 2**62)
    assert found.id == spell.id
    assert found.end is DegradedEnd.GOOD_AGAIN
    third.stop()


def test_a_spell_of_a_site_that_is_gone_is_closed(tmp_path: Path) -> None:
    world = World(tmp_path, losing_a_tenth())
    world.start(small_inventory(text=TEXT)).run(30 * 60).stop()
    without = TEXT.replace("id: site-0", "id: site-9")
    running = world.start(small_inventory(text=without)).run(10)
    [found] = running.store.degraded(0, 2**62)
    assert (found.site, found.end) == ("site-0", DegradedEnd.SITE_REMOVED)
    running.stop()
