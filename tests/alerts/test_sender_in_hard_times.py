"""A day without any receiver, and an end at any moment: nothing is lost."""

import asyncio
import random
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.message import Message
from alerts.receivers.port import Delivered, Line, Outcome, Rejected, Unavailable
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.telling import NotifyReason
from tests.alerts.sending import Scene
from tests.alerts.telling import message
from tests.fakes.virtual_time import run_virtually

DAY_S = 86_400
BEGIN = 1_795_590_000_000_000
SITES = 300


def of_a_day(number: int, count: int) -> Message:
    """Of a day in which each site goes down and comes back, again and again."""
    site, is_over = number % SITES, number // SITES % 2 == 1
    return message(
        id=f"m{number}",
        group=f"titik {site}",
        title=f"{'PULIH' if is_over else 'GANGGUAN'}: titik {site}",
        reason=NotifyReason.ENDED if is_over else NotifyReason.BEGAN,
        resolved=is_over,
        at=BEGIN + number * DAY_S * SECOND // count,
        outages=(f"O{site}",),
    )


@pytest.mark.timeout(300)  # eight seconds where nothing else runs
def test_ten_thousand_messages_of_a_day_without_any_receiver_are_all_told_afterwards() -> None:
    count = 10_000
    scene = Scene(poll_s=10, chance=random.Random(7).random)

    async def down_for_a_day(_message: Message, _line: Line) -> Outcome:
        if asyncio.get_running_loop().time() < 1_000 + DAY_S:
            return Unavailable("no connection: Network is unreachable")
        return Delivered("77")

    scene.receiver("grup", down_for_a_day, fallback="surel")
    scene.receiver("surel", down_for_a_day, a_minute=1)
    scene.run(
        DAY_S + HOUR // SECOND,
        *(
            (number * DAY_S / count, lambda n=number: scene.put("grup", of_a_day(n, count)))
            for number in range(count)
        ),
    )
    rows = scene.queue.rows
    assert {row.state for row in rows.values()} == {"sent", "folded"}
    for handed in ("", ">surel"):
        # Each was told itself or in a summary; what was folded before the fallback was asked went
        # there inside of that summary.
        ends = {
            scene.queue.end_of(f"m{n}{handed}").state
            for n in range(count)
            if f"m{n}{handed}" in rows
        }
        assert ends == {"sent"}
    arrived = [each for each in scene.told if each.receiver == "grup" and each.at_s >= DAY_S]
    assert sum(each.message.count for each in arrived) == count
    assert len(arrived) <= 20
    assert arrived[0].late_s is not None
    newest = {part.group: part for each in arrived for part in each.message.parts}
    assert len(newest) == SITES
    assert scene.queue.most_leased <= 200
    assert max(len(row.letter.body) for row in rows.values()) < 200_000


FATES = st.lists(
    st.sampled_from(["taken", "lost", "later", "never", "slow"]), min_size=1, max_size=40
)


@given(
    FATES,
    st.lists(st.floats(0.1, 20), max_size=6),
    st.integers(1, 25),
    st.integers(0, 2**32),
)
def test_killed_at_any_moment_it_tells_everything_in_order(
    fates: list[str], lives: list[float], count: int, seed: int
) -> None:
    scene, chance = Scene(poll_s=2), random.Random(seed)
    scene.chance = chance.random
    left = list(fates)
    arrived: list[tuple[str, str]] = []
    unsure: Counter[str] = Counter()

    async def whims(told: Message, line: Line) -> Outcome:
        fate = left.pop() if left else "taken"
        unsure[told.id] += 1
        if fate == "slow":
            await asyncio.sleep(chance.uniform(0, 9))  # noqa: TID251 - virtual time
        if fate == "never":
            return Rejected("answered 400")
        if fate == "later":
            unsure[told.id] -= 1
            return Unavailable("answered 503")
        arrived.append((line.settings["name"], told.id))
        if fate == "lost":
            return Unavailable("the connection broke", perhaps_delivered=True)
        unsure[told.id] -= 1
        return Delivered("77")

    scene.receiver("grup", whims, fallback="surel")
    scene.receiver("surel", whims)
    scene.put("grup", *(message(id=f"m{n:02}", group=f"g{n % 4}") for n in range(count)))
    for life in lives:
        killed(scene, life)
    scene.run(3_600)
    assert {row.state for row in scene.queue.rows.values()} <= {"sent", "dead", "folded"}
    told = {id for _, id in arrived}
    for n in range(count):
        end = scene.queue.end_of(f"m{n:02}")
        id = end.letter.id
        # It arrived, or was refused and then went to the fallback, which may refuse it too.
        assert id in told or (end.state == "dead" and f"{id}>surel" in scene.queue.rows)
    first = dict.fromkeys(id for name, id in arrived if name == "grup" and id.startswith("m"))
    assert all(before < after for before, after in pairwise(first))
    for id, times in Counter(id for _, id in arrived).items():
        assert times == 1 or unsure[id] > 0, "told twice although the answer was heard"


def killed(scene: Scene, life: float) -> None:
    """Run for ``life`` seconds; then everything stops where it is, and nothing is tidied up."""

    async def run(self: Scene = scene) -> None:
        task: asyncio.Task[Any] = asyncio.create_task(self._run(10_000, ()))
        await asyncio.wait([task], timeout=life)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    run_virtually(run())


@pytest.mark.parametrize("a_minute", [1, 20])
def test_a_storm_is_at_most_so_many_messages_a_minute(a_minute: int) -> None:
    scene = Scene()
    scene.receiver("grup", a_minute=a_minute)
    storm = [(n / 10, lambda n=n: scene.put("grup", of_a_day(n, 10_000))) for n in range(SITES)]
    scene.run(180, *storm)
    moments = scene.moments("grup")
    assert sum(each.message.count for each in scene.told) == SITES
    for first, later in zip(moments, moments[a_minute:], strict=False):
        assert later - first >= 59.9
