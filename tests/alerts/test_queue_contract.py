"""What the sender relies on, for every implementation of alerts.queue.Queue.

A new implementation is one more entry in QUEUES: how to make it, how to put a letter into it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from alerts.queue import Queue
from pantau.facts.letters import Letter
from pantau.store import Outbox, StoreError
from tests.fakes.queues import MemoryQueue

NOW = 1_000_000
LONG = 500


@dataclass
class Made:
    queue: Queue
    put: Callable[[str, Letter], None]


@contextmanager
def in_memory(_data: Path) -> Iterator[Made]:
    queue = MemoryQueue()
    yield Made(queue, queue.put)


@contextmanager
def on_disk(data: Path) -> Iterator[Made]:
    with Outbox.open(data) as outbox:

        def put(receiver: str, letter: Letter) -> None:
            outbox.remember([], [], [(receiver, letter)], cursor=0, at=NOW)

        yield Made(outbox, put)


QUEUES = {"memory": in_memory, "disk": on_disk}


@pytest.fixture(params=sorted(QUEUES))
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Made]:
    with QUEUES[request.param](tmp_path / "data") as opened:
        yield opened


def letter(id: str) -> Letter:
    return Letter(id, f"group of {id}", NOW, f"body of {id}")


def fill(made: Made, *ids: str, receiver: str = "grup") -> Queue:
    for id in ids:
        made.put(receiver, letter(id))
    return made.queue


def ids(rows: Sequence[object]) -> list[str]:
    return [row.id for row in rows]  # type: ignore[attr-defined]


def leased(queue: Queue, now: int = NOW, most: int = 9, receiver: str = "grup") -> list[str]:
    return ids(queue.lease(receiver, now, LONG, most))


def test_the_oldest_come_first_and_no_more_than_asked_for(made: Made) -> None:
    queue = fill(made, "a", "b", "c")
    [row] = queue.lease("grup", NOW, LONG, 1)
    assert (row.id, row.body, row.attempts) == ("a", "body of a", 0)
    assert queue.depth("grup") == 3
    assert queue.depth("lain") == 0


def test_what_is_leased_holds_back_all_behind_it_until_the_lease_ran_out(made: Made) -> None:
    queue = fill(made, "a", "b")
    assert leased(queue, most=1) == ["a"]
    assert leased(queue, NOW + LONG - 1) == []
    assert leased(queue, NOW + LONG) == ["a", "b"]


def test_receivers_do_not_wait_for_one_another(made: Made) -> None:
    fill(made, "a")
    queue = fill(made, "b", receiver="lain")
    assert leased(queue) == ["a"]
    assert leased(queue, receiver="lain") == ["b"]


def test_a_letter_that_is_known_is_not_put_in_again(made: Made) -> None:
    queue = fill(made, "a", "a")
    queue.sent(["a"], NOW, "77")
    fill(made, "a")
    assert queue.depth("grup") == 0


def test_what_was_sent_or_is_dead_waits_no_more(made: Made) -> None:
    queue = fill(made, "a", "b", "c")
    leased(queue)
    queue.sent(["a"], NOW, "77")
    queue.dead("b", NOW, "answered 403")
    assert queue.depth("grup") == 1
    assert leased(queue, NOW + LONG) == ["c"]


def test_what_waits_for_its_retry_holds_back_all_behind_it(made: Made) -> None:
    queue = fill(made, "a", "b")
    leased(queue, most=1)
    queue.later("a", NOW + 50, "answered 503", 3)
    assert leased(queue, NOW + 49) == []
    assert [row.attempts for row in queue.lease("grup", NOW + 50, LONG, 9)] == [3, 0]


def test_a_summary_waits_in_the_place_of_the_first(made: Made) -> None:
    queue = fill(made, "a", "b", "c")
    leased(queue, most=2)
    queue.fold(["a", "b"], letter("s"), NOW)
    assert queue.depth("grup") == 2
    assert leased(queue) == ["s", "c"]


def test_what_does_not_wait_any_more_is_left_alone(made: Made) -> None:
    queue = fill(made, "a", "b")
    queue.sent(["a"], NOW, "77")
    queue.later("a", NOW + 50, "x", 1)
    queue.dead("a", NOW, "x")
    queue.sent(["unknown"], NOW, "")
    queue.later("unknown", NOW, "", 1)
    queue.dead("unknown", NOW, "")
    queue.fold(["a"], letter("s"), NOW)
    queue.hand_over("unknown", "lain", letter("u"), NOW)
    assert leased(queue) == ["b"]
    assert queue.depth("lain") == 0


def test_what_is_handed_over_waits_at_both_and_only_once(made: Made) -> None:
    queue = fill(made, "a", "b")
    leased(queue, most=1)
    queue.later("a", NOW + 50, "answered 503", 1)
    assert ids(queue.not_handed_over("grup", 9)) == ["a", "b"]
    assert ids(queue.not_handed_over("grup", 1)) == ["a"]
    queue.hand_over("a", "lain", letter("a>lain"), NOW)
    queue.hand_over("a", "lain", letter("a>lain again"), NOW)
    assert ids(queue.not_handed_over("grup", 9)) == ["b"]
    assert queue.depth("grup") == 2
    assert leased(queue, receiver="lain") == ["a>lain"]


def test_what_is_dead_can_still_be_handed_over(made: Made) -> None:
    queue = fill(made, "a")
    queue.dead("a", NOW, "answered 403")
    queue.hand_over("a", "lain", letter("a>lain"), NOW)
    assert queue.depth("lain") == 1


@pytest.mark.parametrize(("handed", "left"), [(["a"], ["s"]), (["a", "b"], [])])
def test_a_summary_was_handed_over_where_all_in_it_were(
    made: Made, handed: list[str], left: list[str]
) -> None:
    queue = fill(made, "a", "b")
    for id in handed:
        queue.hand_over(id, "lain", letter(f"{id}>lain"), NOW)
    queue.fold(["a", "b"], letter("s"), NOW)
    assert ids(queue.not_handed_over("grup", 9)) == left


def test_a_summary_can_be_folded_again(made: Made) -> None:
    queue = fill(made, "a", "b", "c")
    queue.fold(["a", "b"], letter("s"), NOW)
    queue.fold(["s", "c"], letter("t"), NOW)
    assert leased(queue) == ["t"]


def test_the_fake_can_break_as_a_store_does() -> None:
    queue = MemoryQueue(broken=True)
    with pytest.raises(StoreError, match="disk full"):
        queue.depth("grup")
