"""The rows of the comparison, from what each contender was seen to spend."""

import pytest

from benchmarks.rows import Target
from benchmarks.turns import ABSENT, Turns, rows


def turns(*costs_us: float, echoes: int = 1_000, lost: int = 0) -> Turns:
    found = Turns()
    for cost in costs_us:
        found.add(cost * echoes / 1e6, echoes, lost, 10)
    return found


def test_the_collector_is_charged_with_all_of_its_turns_and_fping_with_its_median() -> None:
    collector, fping = turns(20, 20, 50), turns(90, 40, 60)
    said = rows("here: {}".format, collector, "by hand", Target(25), {"fping": fping})
    ours, theirs, ratio = said
    assert (ours.what, ours.value, ours.spread) == (
        "here: collector",
        pytest.approx(30),
        pytest.approx((20, 50)),
    )
    assert ours.target == Target(25)
    assert (theirs.what, theirs.value) == ("here: fping", pytest.approx(60))
    assert (ratio.what, ratio.value) == ("here: collector / fping", pytest.approx(0.5))


def test_a_row_says_how_many_echoes_there_were_and_how_many_were_lost() -> None:
    [row] = rows(str, turns(20, 20, lost=3), "by hand", None, {})
    assert row.how == "2,000 echoes, 6 lost, 100 a second; by hand"


def test_a_contender_that_is_not_installed_has_a_row_that_says_so() -> None:
    _, row = rows(str, turns(20), "by hand", None, {"fping": turns()})
    assert (row.what, row.value, row.how) == ("fping", None, ABSENT)
