"""Lost echoes and their bursts: what is told of parts is told of the whole."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.meetings import Losses
from pantau.meeting.losses import burst_ratio, joined, loss_percent, losses_of

PATTERNS = st.lists(st.booleans(), max_size=40)


@given(PATTERNS, PATTERNS)
def test_two_stretches_joined_are_as_one(one: list[bool], other: list[bool]) -> None:
    assert joined(losses_of(one), losses_of(other)) == losses_of(one + other)


@given(PATTERNS)
def test_bursts_are_the_runs_of_lost_echoes(pattern: list[bool]) -> None:
    runs = [len(list(run)) for answered, run in groupby(pattern) if not answered]
    found = losses_of(pattern)
    assert (found.sent, found.lost) == (len(pattern), sum(runs))
    assert (found.bursts, found.longest) == (len(runs), max(runs, default=0))


def test_bursts_longer_than_chance_makes_them_have_a_ratio_above_one() -> None:
    # 4 of 100 lost at once: 4 echoes long, where chance would make 1 / 0.96.
    assert burst_ratio(Losses(100, 4, 1, 4)) == pytest.approx(4 * 0.96)
    assert burst_ratio(Losses(100, 4, 4, 1)) == 1.0


def test_where_nothing_or_all_was_lost_there_is_no_ratio() -> None:
    assert burst_ratio(Losses(10)) == burst_ratio(Losses(10, 10, 1, 10, 10, 10)) == 1.0


def test_loss_is_a_share_of_what_was_sent() -> None:
    assert loss_percent(Losses(200, 3, 2, 2)) == 1.5
    assert loss_percent(Losses()) == 0.0
