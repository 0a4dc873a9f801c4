"""The judge of a day of kills finds what is lost, early, or told of something else."""

from random import Random

import pytest

from tests.acceptance.scripted_day import Arrived, Day, judge


def came(id: str, reason: str, group: str, *parts: tuple[str, bool]) -> Arrived:
    states = [{"group": f"outage/{name}", "resolved": over} for name, over in parts]
    message = {"id": id, "reason": reason, "group": f"outage/{group}", "parts": states}
    return Arrived("/site-0", message)


BEGAN, ENDED = came("a", "began", "O1"), came("b", "ended", "O1")
UNSEEN, LAST = came("c", "ended_unseen", "O2"), came("d", "ended_unseen", "O3")
SUMMARY = came("fold:e", "ended", "O3", ("O3", True), ("O2", True), ("O1", True))
FOUR = came("f", "ended_unseen", "O1", ("O1", True), ("O2", True), ("O3", True))


def judged(*arrived: Arrived) -> None:
    groups = [f"outage/O{number}" for number in (1, 2, 3)]
    judge(Day(None, Random(0), 1, {"/site-0": groups}), list(arrived))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "whole",
    [
        (BEGAN, BEGAN, ENDED, UNSEEN, LAST),
        (BEGAN, SUMMARY),
        (SUMMARY,),
        (BEGAN, ENDED, SUMMARY),
        (FOUR,),
    ],
)
def test_what_is_whole_passes(whole: tuple[Arrived, ...]) -> None:
    judged(*whole)


@pytest.mark.parametrize(
    "broken",
    [
        (BEGAN, UNSEEN, LAST),
        (ENDED, UNSEEN, LAST),
        (BEGAN, ENDED, LAST, UNSEEN),
        (BEGAN, ENDED, UNSEEN),
        (BEGAN, ENDED, UNSEEN, came("g", "ended_unseen", "O2"), LAST),
        (BEGAN, came("fold:h", "ended", "O3", ("O3", True), ("O1", True))),
        (BEGAN, came("fold:i", "began", "O3", ("O3", True), ("O2", True), ("O1", False))),
    ],
)
def test_what_is_lost_twice_or_out_of_order_does_not(broken: tuple[Arrived, ...]) -> None:
    with pytest.raises((AssertionError, IndexError)):
        judged(*broken)
