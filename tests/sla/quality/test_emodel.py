"""R and MOS against published vectors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.sla.quality.emodel import (
    G711_PLC,
    G729A,
    Satisfaction,
    delay_impairment,
    loss_impairment,
    mos,
    mouth_to_ear_ms,
    rating,
    satisfaction,
)


@pytest.mark.parametrize(
    ("delay", "loss", "g711", "g729"),
    [
        (0, 0, (93.20, 4.41), (82.20, 4.10)),
        (50, 0, (92.00, 4.38), (81.00, 4.06)),
        (100, 1, (87.16, 4.26), (75.60, 3.85)),
        (150, 0, (89.60, 4.33), (78.60, 3.97)),
        (150, 2, (82.59, 4.12), (70.60, 3.63)),
        (200, 3, (75.76, 3.85), (63.45, 3.28)),
        (300, 5, (56.72, 2.93), (44.00, 2.26)),
        (400, 10, (32.04, 1.70), (19.14, 1.23)),
    ],
)
def test_the_vectors_hold(
    delay: float, loss: float, g711: tuple[float, float], g729: tuple[float, float]
) -> None:
    for codec, (r, score) in ((G711_PLC, g711), (G729A, g729)):
        found = rating(delay, loss, codec)
        assert (round(found, 2), round(mos(found), 2)) == (r, score)


def test_bursts_weigh_as_g107_says() -> None:
    assert loss_impairment(2.0, burst_ratio=2.0) == pytest.approx(190 / 26.1)
    assert rating(0, 2.0, burst_ratio=2.0) == pytest.approx(93.2 - 190 / 26.1)
    assert loss_impairment(2.0, burst_ratio=1.0) == pytest.approx(190 / 27.1)


def test_where_nobody_speaks_of_bursts_loss_is_at_random() -> None:
    assert loss_impairment(2.0) == loss_impairment(2.0, burst_ratio=1.0)


def test_without_loss_and_delay_nothing_is_taken_off() -> None:
    assert loss_impairment(0.0, burst_ratio=3.0) == delay_impairment(0.0) == 0.0


def test_a_line_beyond_use_has_the_least_score() -> None:
    assert round(rating(600, 20), 2) == -9.83
    assert mos(rating(600, 20)) == 1.0
    assert mos(120) == mos(100.5) == 4.5


def test_beyond_177_3_ms_every_millisecond_weighs_more() -> None:
    assert rating(177.3, 0) - rating(178.3, 0) == pytest.approx(0.024 + 0.11)
    assert rating(177.3, 0) - rating(177.8, 0) == pytest.approx(0.5 * (0.024 + 0.11))


def test_delay_is_half_the_round_trip_the_buffer_and_the_codec() -> None:
    assert mouth_to_ear_ms(80, 10) == 40 + 20 + 10


@given(st.floats(-50, 150))
def test_a_score_lies_between_one_and_four_and_a_half(r: float) -> None:
    assert 1 <= mos(r) <= 4.5


@given(st.floats(0, 1000), st.floats(0, 1000), st.floats(0, 100), st.floats(0, 100))
def test_a_worse_line_never_rates_better(d1: float, d2: float, l1: float, l2: float) -> None:
    better, worse = (min(d1, d2), min(l1, l2)), (max(d1, d2), max(l1, l2))
    assert rating(*worse) <= rating(*better)


@pytest.mark.parametrize(
    ("r", "word"),
    [
        (93.2, Satisfaction.VERY_SATISFIED),
        (90, Satisfaction.VERY_SATISFIED),
        (89.99, Satisfaction.SATISFIED),
        (70, Satisfaction.SOME_DISSATISFIED),
        (60, Satisfaction.MANY_DISSATISFIED),
        (50, Satisfaction.NEARLY_ALL_DISSATISFIED),
        (49.9, Satisfaction.NOT_RECOMMENDED),
    ],
)
def test_users_are_as_satisfied_as_the_band_says(r: float, word: Satisfaction) -> None:
    assert satisfaction(r) is word
