"""How many unanswered echoes rule out chance."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import SECOND
from pantau.verdict.confirmation import (
    LATELY,
    LOSES_LITTLE,
    TEN_SECONDS,
    echoes_needed,
    heartbeat_loss,
    loss_now,
    most_echoes,
    pair_loss,
    upper_bound,
)

ALARM = 1e-10


def needed(lost: int, sent: int) -> int:
    loss = heartbeat_loss(lost, sent)
    return echoes_needed(loss, loss, ALARM, 4, 30).echoes


@pytest.mark.parametrize(
    ("lost", "sent", "echoes"),
    [
        (0, 0, 8),  # nothing known: 5 % assumed
        (0, 59, 8),
        (1, 20, 16),  # little known, but a loss among it: bound 21.6 %
        (0, 720, 5),  # a clean link
        (36, 720, 9),  # 5 %
        (144, 720, 16),  # 20 %
    ],
)
def test_the_design_s_own_examples(lost: int, sent: int, echoes: int) -> None:
    assert needed(lost, sent) == echoes


def test_nothing_lost_gives_the_closed_form_of_the_bound() -> None:
    assert upper_bound(0, 720, 0.95) == pytest.approx(1 - 0.05 ** (1 / 720), rel=1e-6)


def test_published_clopper_pearson_bounds() -> None:
    """One-sided 95 % bounds as printed in tables of the exact binomial interval."""
    assert upper_bound(1, 10, 0.95) == pytest.approx(0.3942, abs=5e-5)
    assert upper_bound(5, 20, 0.95) == pytest.approx(0.4556, abs=5e-5)


def test_everything_lost_is_certain_loss() -> None:
    assert upper_bound(10, 10, 0.95) == 1.0
    assert echoes_needed(1.0, 1.0, ALARM, 4, 30) == echoes_needed(1.0, 1.0, ALARM, 4, 30)
    assert echoes_needed(1.0, 1.0, ALARM, 4, 30).capped


def test_pairs_count_only_from_ten_on() -> None:
    assert pair_loss(9, 9, 0.02) == 0.02
    assert pair_loss(0, 10, 0.02) == pytest.approx(1 - 0.1 ** (1 / 10), rel=1e-6)


@given(st.integers(0, 300), st.integers(0, 420))
def test_the_bound_lies_above_what_was_seen_and_the_chance_below_it_is_five_percent(
    lost: int, more: int
) -> None:
    sent = lost + more
    if sent == 0 or more == 0:
        return
    bound = upper_bound(lost, sent, 0.95)
    assert lost / sent < bound <= 1
    tail = sum(
        math.exp(
            math.lgamma(sent + 1)
            - math.lgamma(k + 1)
            - math.lgamma(sent - k + 1)
            + k * math.log(bound)
            + (sent - k) * math.log1p(-bound)
        )
        for k in range(lost + 1)
    )
    assert tail == pytest.approx(0.05, rel=1e-3)


@given(st.floats(1e-6, 0.999), st.floats(1e-6, 0.999), st.integers(1, 10), st.integers(10, 60))
def test_the_number_is_the_least_that_rules_out_chance(
    loss: float, pair: float, least: int, most: int
) -> None:
    found = echoes_needed(loss, pair, ALARM, least, most)
    assert least <= found.echoes <= most
    if found.capped:
        assert loss * pair ** (most - 1) >= ALARM * 0.999
    else:
        assert loss * pair ** (found.echoes - 1) < ALARM * 1.001
        if found.echoes > least:
            assert loss * pair ** (found.echoes - 2) >= ALARM * 0.999


def test_a_minute_that_is_clearly_worse_than_the_hour_counts_by_itself() -> None:
    clean = heartbeat_loss(0, 720)
    assert loss_now(1, LATELY, clean) == clean
    assert loss_now(2, LATELY, clean) == upper_bound(2, LATELY, 0.95) > 0.4


def test_a_minute_as_chance_brings_it_leaves_the_hour_s_loss() -> None:
    lossy = heartbeat_loss(144, 720)
    assert loss_now(5, LATELY, lossy) == lossy
    assert loss_now(0, 0, 0.05) == 0.05


@given(st.integers(0, 40), st.integers(0, 40), st.floats(1e-4, 1.0))
def test_what_was_lost_lately_never_makes_a_link_better(lost: int, more: int, usual: float) -> None:
    assert usual <= loss_now(lost, lost + more, usual) <= 1


@given(st.floats(0, 1), st.integers(1, 100), st.integers(SECOND // 10, 10 * SECOND))
def test_where_little_is_lost_no_silence_is_asked_for_longer_than_ten_seconds(
    usual: float, most: int, every: int
) -> None:
    found = most_echoes(usual, most, every)
    if usual < LOSES_LITTLE:
        assert 1 <= found <= most
        assert found == most or found * every <= TEN_SECONDS < (found + 1) * every
    else:
        assert found == most
