"""Figures of a span from its minutes."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Outage
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes
from pantau.sla.quality.measured import in_service, judge, measure, percentiles
from tests.sla.build import term

Row = tuple[int | None, ...]
QUIET: Row = (12, 12, 9_000, 10_000, 12_000, 500)
SILENT: Row = (12, 0, None, None, None, None)


def samples(*rows: Row) -> Minutes:
    """One row a minute from 1970 on, as in COLUMNS."""
    values = [[NOTHING if value is None else value for value in row] for row in rows]
    columns = np.array(values, np.int64).reshape(-1, len(COLUMNS)).T
    return Minutes(np.arange(len(rows), dtype=np.int64), columns)


def minutes(*medians: int) -> Minutes:
    return samples(*((*QUIET[:3], median, *QUIET[4:]) for median in medians))


def test_percentiles_are_those_of_the_minute_medians() -> None:
    found = measure(minutes(*range(1_000, 101_000, 1_000)))
    assert (found.median_us, found.p95_us, found.p99_us) == (50_000, 95_000, 99_000)
    assert (found.minutes, found.sent, found.loss) == (100, 1200, 0)


def test_the_jitter_has_a_mean_and_a_95th_percentile() -> None:
    found = measure(samples(*((*QUIET[:5], jitter) for jitter in range(1, 101))))
    assert (found.jitter_us, found.jitter_p95_us) == (50, 95)


def test_a_minute_without_an_answer_counts_as_loss_and_in_no_percentile() -> None:
    found = measure(samples(QUIET, SILENT))
    assert (found.median_us, found.jitter_us, found.loss) == (10_000, 500, Fraction(1, 2))
    nothing = measure(samples(SILENT))
    assert (nothing.median_us, nothing.variation_us) == (None, None)
    assert judge(nothing, term()).scales is None


def test_without_a_minute_nothing_is_said() -> None:
    found = measure(samples())
    assert (found.minutes, found.loss, found.median_us) == (0, None, None)


@pytest.mark.parametrize(
    ("begin", "end", "left"),
    [
        (70, 80, [0, 2, 3]),  # inside of minute 1
        (59, 60, [2, 3]),  # the first answer after it is minute 1's
        (119, 121, [0, 3]),
        (180, None, [0, 1, 2]),
    ],
)
def test_minutes_that_touch_an_outage_are_left_out(
    begin: int, end: int | None, left: list[int]
) -> None:
    outage = Outage("O1", "a", begin * 1_000_000, None if end is None else end * 1_000_000)
    found = in_service(minutes(1, 1, 1, 1), [outage])
    assert found.minutes.tolist() == left


def test_promises_are_decided_exactly() -> None:
    promised = replace(term(), latency_p95_us=10_000, loss_percent=Decimal("8.3"))
    just = measure(samples((12, 11, *QUIET[2:])))  # 8.333… %
    found = judge(just, promised)
    assert (found.latency_met, found.loss_met) == (True, False)
    slower = judge(measure(minutes(10_001)), promised)
    assert (slower.latency_met, slower.loss_met) == (False, True)
    silent_contract = judge(just, term())
    assert (silent_contract.latency_met, silent_contract.loss_met) == (None, None)


def test_the_scales_are_those_of_the_median() -> None:
    scales = judge(measure(samples(QUIET)), term()).scales
    assert scales is not None
    # d = 5 + 1 + 10 ms: R = 93.2 - 0.024 x 16.
    assert scales.r == pytest.approx(93.2 - 0.024 * 16)
    assert (scales.tiphon.delay, scales.tiphon.jitter, scales.tiphon.loss) == (4, 4, 4)
    assert scales.network_class == 0


@given(st.lists(st.integers(0, 10**6), min_size=1), st.integers(1, 1000))
def test_a_percentile_is_the_least_value_that_enough_do_not_exceed(
    values: list[int], mille: int
) -> None:
    ordered, share = sorted(values), Fraction(mille, 1000)
    [found] = percentiles(np.array(values, np.int64), share)
    assert found is not None
    assert sum(value <= found for value in ordered) >= share * len(ordered)
    below = [value for value in ordered if value < found]
    assert len(below) < share * len(ordered)
