"""What leaves the outbox, when, and what becomes of what does not; in virtual time."""

import asyncio
import logging
from typing import Any

import pytest

from alerts.message import Message
from alerts.receivers.port import Delivered, Line, Outcome, Rejected, Unavailable
from pantau.facts.instant import SECOND
from pantau.facts.letters import Letter
from tests.alerts.sending import Behave, Scene
from tests.alerts.telling import AT, message
from tests.fakes.queues import MemoryQueue


def numbered(number: int, **changes: Any) -> Message:
    fields = {"id": f"m{number}", "group": f"g{number}", "title": f"pesan {number}", "at": AT}
    return message(**(fields | changes))


NOT_NOW = Unavailable("answered 503")


def fails(times: int, outcome: Outcome = NOT_NOW) -> Behave:
    """So many times, and works from then on."""
    left = [times]

    async def behave(_message: Message, _line: Line) -> Outcome:
        left[0] -= 1
        return outcome if left[0] >= 0 else Delivered("77")

    return behave


def states(scene: Scene) -> dict[str, str]:
    return {id: row.state for id, row in scene.queue.rows.items()}


def test_messages_leave_in_order_and_are_marked() -> None:
    scene = Scene()
    scene.receiver("grup")
    scene.put("grup", *(numbered(n) for n in range(5)))
    scene.run(1)
    assert scene.titles("grup") == [f"pesan {n}" for n in range(5)]
    assert {row.said for row in scene.queue.rows.values()} == {"77"}
    assert set(states(scene).values()) == {"sent"}


def test_what_comes_while_it_runs_leaves_within_a_moment() -> None:
    scene = Scene()
    scene.receiver("grup")
    scene.run(10, (5.1, lambda: scene.put("grup", numbered(1))))
    assert 5.1 <= scene.told[0].at_s <= 5.4


def test_what_fails_is_tried_ever_more_rarely_and_holds_back_the_others() -> None:
    scene = Scene()
    scene.receiver("grup", fails(4))
    scene.put("grup", numbered(1), numbered(2))
    scene.run(60)
    assert scene.titles("grup") == ["pesan 1"] * 5 + ["pesan 2"]
    assert scene.moments("grup")[:5] == pytest.approx([0, 1, 3, 7, 15], abs=1.3)
    assert set(states(scene).values()) == {"sent"}


def test_a_wish_to_wait_is_heard() -> None:
    scene = Scene()
    scene.receiver("grup", fails(1, Unavailable("answered 429", retry_after_s=31)))
    scene.put("grup", numbered(1))
    scene.run(60)
    assert scene.moments("grup") == pytest.approx([0, 31], abs=0.5)


def test_what_is_refused_is_put_away_told_once_and_goes_to_the_fallback(
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene = Scene()
    scene.receiver("grup", fails(1, Rejected("answered 403: bot was blocked")), fallback="surel")
    scene.receiver("surel")
    scene.put("grup", numbered(1), numbered(2))
    scene.run(10)
    assert scene.titles("grup") == ["pesan 1", "pesan 2"]
    assert states(scene) == {"m1": "dead", "m2": "sent", "m1>surel": "sent"}
    assert scene.queue.rows["m1"].said == "answered 403: bot was blocked"
    [told] = [each for each in scene.told if each.receiver == "surel"]
    assert told.message.lines[-1] == "Dikirim ke sini karena ditolak oleh grup"
    assert told.message.outages == ("O17",)
    assert len(caplog.records) == 1
    assert "grup: m1 was refused: answered 403" in caplog.text


def test_what_is_refused_where_there_is_no_fallback_is_put_away() -> None:
    scene = Scene()
    scene.receiver("grup", fails(1, Rejected("answered 400")))
    scene.put("grup", numbered(1))
    scene.run(5)
    assert states(scene) == {"m1": "dead"}


def test_after_three_attempts_the_fallback_is_told_too_and_only_once() -> None:
    scene = Scene()
    scene.receiver("grup", fails(6), fallback="surel")
    scene.receiver("surel")
    scene.put("grup", numbered(1), numbered(2))
    scene.run(120, (20, lambda: scene.put("grup", numbered(3))))
    assert scene.titles("surel") == ["pesan 1", "pesan 2", "pesan 3"]
    assert scene.moments("surel") == pytest.approx([3, 3, 20], abs=1)
    told = next(each for each in scene.told if each.receiver == "surel")
    assert told.message.lines[-1] == "Dikirim ke sini karena grup tidak dapat dihubungi"
    assert scene.titles("grup")[-3:] == ["pesan 1", "pesan 2", "pesan 3"]
    assert set(states(scene).values()) == {"sent"}


def test_after_a_minute_of_failing_the_fallback_is_told_too() -> None:
    scene = Scene()
    slow = Unavailable("answered 429", retry_after_s=200)
    scene.receiver("grup", fails(2, slow), fallback="surel")
    scene.receiver("surel")
    scene.put("grup", numbered(1))
    scene.run(100)
    assert scene.moments("surel") == pytest.approx([60], abs=0.5)


def test_a_receiver_that_works_again_begins_anew() -> None:
    fate = [NOT_NOW] * 3 + [Delivered("77"), NOT_NOW, Delivered("77")]

    async def by_fate(_message: Message, _line: Line) -> Outcome:
        return fate.pop(0)

    scene = Scene()
    scene.receiver("grup", by_fate, fallback="surel")
    scene.receiver("surel")
    scene.put("grup", numbered(1))
    scene.run(40, (20, lambda: scene.put("grup", numbered(2))))
    assert scene.titles("surel") == ["pesan 1"]
    assert scene.moments("grup")[-2:] == pytest.approx([20, 21], abs=0.6)


def test_a_fallback_that_fails_has_a_fallback_of_its_own() -> None:
    scene = Scene()
    scene.receiver("grup", fails(99), fallback="surel")
    scene.receiver("surel", fails(99), fallback="wa")
    scene.receiver("wa")
    scene.put("grup", numbered(1))
    scene.run(60)
    assert scene.titles("wa") == ["pesan 1"]
    assert states(scene)["m1>surel>wa"] == "sent"


def test_attempts_before_a_restart_count() -> None:
    scene = Scene()
    scene.receiver("grup", fails(99), fallback="surel")
    scene.receiver("surel")
    scene.put("grup", numbered(1))
    scene.queue.later("m1", 0, "answered 503", 2)
    scene.run(2)
    assert scene.titles("surel") == ["pesan 1"]


def test_no_minute_has_more_messages_than_the_receiver_may_get() -> None:
    scene = Scene()
    scene.receiver("grup", a_minute=2)
    scene.put("grup", *(numbered(n) for n in range(5)))
    scene.run(200)
    assert scene.moments("grup") == pytest.approx([0, 0, 60, 60, 120], abs=0.5)


@pytest.mark.parametrize(("waiting", "sent"), [(10, 10), (11, 1), (450, 1)])
def test_more_than_ten_that_wait_are_told_as_one(waiting: int, sent: int) -> None:
    scene = Scene()
    scene.receiver("grup")
    scene.put("grup", *(numbered(n) for n in range(waiting)))
    scene.run(5)
    assert len(scene.told) == sent
    if sent == 1:
        assert scene.told[0].message.count == waiting
        assert scene.told[0].message.title == f"{waiting} pesan dalam satu ringkasan"
    assert {scene.queue.end_of(f"m{n}").state for n in range(waiting)} == {"sent"}
    assert scene.queue.most_leased <= 200


def test_a_flood_beyond_the_pace_is_told_as_one_when_its_time_comes() -> None:
    scene = Scene()
    scene.receiver("grup", a_minute=2)
    scene.put("grup", numbered(0), numbered(1))
    scene.run(90, *((n, lambda n=n: scene.put("grup", numbered(n))) for n in range(2, 20)))
    assert scene.titles("grup")[:2] == ["pesan 0", "pesan 1"]
    assert scene.titles("grup")[2] == "18 pesan dalam satu ringkasan"
    assert scene.moments("grup")[2] == pytest.approx(60, abs=0.5)


def test_a_message_says_how_late_it_is_from_a_minute_on() -> None:
    scene = Scene()
    scene.receiver("grup")
    now = 1_795_590_000_000_000
    ages = [0, 59, 60, 2_520]
    scene.put("grup", *(numbered(n, at=now - age * SECOND) for n, age in enumerate(ages)))
    scene.run(1)
    assert [each.late_s for each in scene.told] == [None, None, 60, 2_520]


def test_a_secret_that_is_missing_is_waited_for() -> None:
    scene = Scene()
    scene.receiver("grup", settings={"token": "env:TOKEN"})
    scene.put("grup", numbered(1))
    scene.run(5)
    assert scene.queue.rows["m1"].said == "the environment variable TOKEN is not set"
    scene.environment["TOKEN"] = "t"  # noqa: S105 - of nobody
    scene.run(60)
    assert states(scene) == {"m1": "sent"}


async def hangs(_message: Message, _line: Line) -> Outcome:
    await asyncio.sleep(1_000)  # noqa: TID251 - passes at once in virtual time
    raise AssertionError


def test_it_ends_within_five_seconds_and_loses_nothing() -> None:
    scene = Scene()
    scene.receiver("grup", hangs)
    scene.receiver("surel")
    scene.put("grup", numbered(1))
    assert scene.run(10) <= 15
    assert states(scene) == {"m1": "waiting"}
    scene.receiver("grup")
    scene.run(30)
    assert states(scene) == {"m1": "sent"}


def test_what_is_under_way_when_it_ends_may_still_arrive() -> None:
    async def slow(_message: Message, _line: Line) -> Outcome:
        await asyncio.sleep(3)  # noqa: TID251 - passes at once in virtual time
        return Delivered("77")

    scene = Scene()
    scene.receiver("grup", slow)
    scene.put("grup", numbered(1))
    assert scene.run(1) == pytest.approx(3, abs=0.3)
    assert states(scene) == {"m1": "sent"}


def test_without_receivers_it_waits_for_its_end() -> None:
    assert Scene().run(7) == pytest.approx(7, abs=0.1)


def test_a_fault_of_our_own_holds_up_the_others_only_for_a_while(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def stumbles(told: Message, _line: Line) -> Outcome:
        if told.id == "m1":
            raise RuntimeError("https://api.telegram.org/botRAHASIA/sendMessage")
        return Delivered("77")

    scene = Scene()
    scene.receiver("grup", stumbles)
    scene.put("grup", numbered(1), numbered(2))
    scene.run(120)
    assert scene.titles("grup") == ["pesan 1"] * 5 + ["pesan 2"]
    assert states(scene) == {"m1": "dead", "m2": "sent"}
    assert scene.queue.rows["m1"].said == "a fault of Pantau (RuntimeError); see the log"
    assert "RuntimeError in " in caplog.text
    assert "RAHASIA" not in caplog.text


@pytest.mark.parametrize("more", [1, 20])
def test_what_cannot_be_read_is_put_away(more: int) -> None:
    scene = Scene()
    scene.receiver("grup")
    scene.queue.put("grup", Letter("x", "g", AT, "{}"))
    scene.put("grup", *(numbered(n) for n in range(more)))
    scene.run(5)
    assert states(scene).pop("x") == "dead"
    assert scene.queue.end_of("m0").state == "sent"


def test_what_cannot_be_read_is_not_handed_over() -> None:
    scene = Scene()
    scene.receiver("grup", fails(99), fallback="surel")
    scene.receiver("surel")
    scene.put("grup", numbered(1))
    scene.run(10, (5, lambda: scene.queue.put("grup", Letter("x", "g", AT, "{}"))))
    assert states(scene)["x"] == "dead"
    assert scene.titles("surel") == ["pesan 1"]


def test_a_store_in_trouble_is_told_of_once_and_waited_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    scene = Scene()
    scene.receiver("grup")
    scene.put("grup", numbered(1))
    scene.queue.broken = True

    def mend() -> None:
        scene.queue.broken = False

    scene.run(60, (30, mend))
    assert scene.moments("grup") == pytest.approx([30], abs=1.5)
    assert [record.getMessage() for record in caplog.records] == ["grup: the outbox: disk full"]


def test_what_was_sent_while_the_store_failed_is_not_sent_again() -> None:
    scene = Scene()

    async def fills_the_disk(_message: Message, _line: Line) -> Outcome:
        scene.queue.broken = len(scene.told) == 1
        return Delivered("77")

    def mend() -> None:
        scene.queue.broken = False

    scene.receiver("grup", fills_the_disk)
    scene.put("grup", numbered(1), numbered(2))
    scene.run(120, (90, mend))
    assert scene.titles("grup") == ["pesan 1", "pesan 2"]
    assert states(scene) == {"m1": "sent", "m2": "sent"}


def test_the_log_says_once_that_a_receiver_fails(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "alerts")
    scene = Scene()
    scene.receiver("grup", fails(5))
    scene.put("grup", numbered(1))
    scene.run(60)
    assert [record.getMessage() for record in caplog.records] == ["grup: not now: answered 503"]


def test_a_fault_in_the_sender_itself_is_not_hidden() -> None:
    class Faulty(MemoryQueue):
        def depth(self, receiver: str) -> int:
            raise RuntimeError(receiver)

    scene = Scene(queue=Faulty())
    scene.receiver("grup")
    with pytest.raises(RuntimeError, match="grup"):
        scene.run(5)
