"""TIPHON's categories and Y.1541's classes, at their borders."""

import pytest

from pantau.sla.quality.tiphon import tiphon
from pantau.sla.quality.y1541 import network_class


@pytest.mark.parametrize(
    ("delay", "index"), [(0, 4), (149.9, 4), (150, 3), (300, 3), (301, 2), (450, 2), (451, 1)]
)
def test_delay(delay: float, index: int) -> None:
    assert tiphon(delay, 0, 0).delay == index


@pytest.mark.parametrize(
    ("jitter", "index"),
    [(0, 4), (0.4, 4), (0.6, 3), (75, 3), (76, 2), (125, 2), (126, 1), (300, 1)],
)
def test_jitter_in_whole_milliseconds(jitter: float, index: int) -> None:
    assert tiphon(0, jitter, 0).jitter == index


@pytest.mark.parametrize(
    ("loss", "index"), [(0, 4), (2.99, 4), (3, 3), (14.9, 3), (15, 2), (24.9, 2), (25, 1), (100, 1)]
)
def test_loss(loss: float, index: int) -> None:
    assert tiphon(0, 0, loss).loss == index


def test_the_index_is_the_mean() -> None:
    assert tiphon(160, 10, 20).index == pytest.approx((3 + 3 + 2) / 3)


@pytest.mark.parametrize(
    ("delay", "variation", "loss", "number"),
    [
        (100, 50, 1e-3, 0),
        (101, 50, 1e-3, 1),
        (100, 51, 1e-3, 2),
        (400, 51, 1e-3, 3),
        (401, 10, 1e-3, 4),
        (1001, 10, 0, 5),
        (10, 1, 1.1e-3, 5),
    ],
)
def test_the_strictest_class_that_holds(
    delay: float, variation: float, loss: float, number: int
) -> None:
    assert network_class(delay, variation, loss) == number
