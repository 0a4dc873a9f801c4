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
from pantau.sla.quality.emodel import mos, satisfaction
from pantau.sla.quality.measured import in_service, judge, measure, percentiles, scales
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


def changed(**values: int | None) -> Row:
    """A quiet minute but for some of its COLUMNS."""
    return tuple(values.get(name, QUIET[place]) for place, name in enumerate(COLUMNS))


def test_percentiles_are_those_of_the_minute_medians() -> None:
    found = measure(minutes(*range(1_000, 101_000, 1_000)))
    assert (found.median_us, found.p95_us, found.p99_us) == (50_000, 95_000, 99_000)
    assert (found.minutes, found.sent, found.loss) == (100, 1200, 0)


def test_the_jitter_has_a_mean_and_a_95th_percentile() -> None:
    found = measure(samples(*((*QUIET[:5], jitter) for jitter in range(1, 1_001))))
    assert (found.jitter_us, found.jitter_p95_us) == (500, 950)


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
    found = in_service(minutes(0, 1, 2, 3), [outage])
    assert found.minutes.tolist() == left
    assert found.answered("rtt_median_us").tolist() == left


def test_minutes_that_several_outages_touch_are_left_out_once() -> None:
    outages = [
        Outage("O2", "a", 130_000_000, 140_000_000),
        Outage("O1", "a", 70_000_000, 190_000_000),
        Outage("O3", "a", 310_000_000, None),
    ]
    assert in_service(minutes(*range(7)), outages).minutes.tolist() == [0, 4]
    assert in_service(minutes(*range(7)), []).minutes.tolist() == [*range(7)]


def test_promises_are_decided_exactly() -> None:
    promised = replace(term(), latency_p95_us=10_000, loss_percent=Decimal("8.3"))
    just = measure(samples((12, 11, *QUIET[2:])))  # 8.333… %
    found = judge(just, promised)
    assert (found.latency_met, found.loss_met) == (True, False)
    slower = judge(measure(minutes(10_001)), promised)
    assert (slower.latency_met, slower.loss_met) == (False, True)
    assert [judge(just, replace(promised, jitter_us=most)).jitter_met for most in (499, 500)] == [
        False,
        True,
    ]
    silent_contract = judge(just, term())
    assert silent_contract.jitter_met is None
    assert (silent_contract.latency_met, silent_contract.loss_met) == (None, None)


def test_the_scales_are_those_of_the_median() -> None:
    scales = judge(measure(samples(QUIET)), term()).scales
    assert scales is not None
    # d = 5 + 1 + 10 ms: R = 93.2 - 0.024 x 16.
    assert scales.r == pytest.approx(93.2 - 0.024 * 16)
    assert (scales.tiphon.delay, scales.tiphon.jitter, scales.tiphon.loss) == (4, 4, 4)
    assert scales.network_class == 0


@given(
    st.lists(st.integers(0, 10**6), min_size=1) | st.lists(st.integers(7_000, 7_100), min_size=1),
    st.integers(1, 1000),
)
def test_a_percentile_is_the_least_value_that_enough_do_not_exceed(
    values: list[int], mille: int
) -> None:
    ordered, share = sorted(values), Fraction(mille, 1000)
    [found] = percentiles(np.array(values, np.int64), share)
    assert found is not None
    assert sum(value <= found for value in ordered) >= share * len(ordered)
    below = [value for value in ordered if value < found]
    assert len(below) < share * len(ordered)


def test_the_variation_is_from_the_least_of_all_to_the_longest_but_one_in_a_thousand() -> None:
    many = [
        changed(rtt_min_us=5_000 + number, rtt_max_us=20_000 + number) for number in range(1_001)
    ]
    found = measure(samples(*many))
    # 0.999 x 1001 = 999.999: the 1000th of 1001.
    assert (found.least_us, found.variation_us) == (5_000, 20_999 - 5_000)


def test_percentiles_of_more_than_a_hundred_minutes() -> None:
    found = measure(minutes(*range(1, 1_002)))
    # 950.95 and 990.99: the 951st and the 991st.
    assert (found.median_us, found.p95_us, found.p99_us) == (501, 951, 991)


def test_where_only_the_longest_round_trip_is_known_there_is_no_variation() -> None:
    assert measure(samples(changed(rtt_min_us=None))).variation_us is None
    assert measure(samples(changed(rtt_max_us=None))).variation_us is None


def test_the_mean_jitter_is_cut_off_to_whole_microseconds() -> None:
    assert measure(samples(QUIET, changed(jitter_us=501))).jitter_us == 500


def test_a_loss_of_just_what_is_promised_is_met() -> None:
    promised = replace(term(), loss_percent=Decimal(25))
    found = measure(samples(changed(received=9)))
    assert judge(found, promised).loss_met is True
    assert judge(found, replace(promised, loss_percent=Decimal("24.999"))).loss_met is False
    assert judge(found, replace(promised, loss_percent=Decimal("25.01"))).loss_met is True
    assert judge(found, promised).measured is found


def test_a_lossy_line_falls_on_every_scale() -> None:
    found = scales(measure(samples(changed(received=9, jitter_us=None))))
    assert found is not None
    # d = 5 + 10 ms; 25 % lost: Ieeff = 95 x 25 / (25 + 25.1).
    assert found.r == pytest.approx(93.2 - 0.024 * 15 - 95 * 25 / 50.1, abs=1e-9)
    assert (found.mos, found.satisfaction) == (mos(found.r), satisfaction(found.r))
    assert (found.tiphon.loss, found.network_class) == (1, 5)
    less = scales(measure(samples(changed(sent=10_000, received=7_515))))  # 24.85 %
    assert less is not None
    assert less.tiphon.loss == 2


@pytest.mark.parametrize(("median", "number"), [(200_000, 0), (200_002, 1), (800_002, 4)])
def test_the_network_class_takes_half_of_the_round_trip_for_one_way(
    median: int, number: int
) -> None:
    found = scales(measure(samples(changed(rtt_median_us=median))))
    assert found is not None
    assert found.network_class == number


def test_the_network_class_knows_the_variation() -> None:
    found = scales(measure(samples(changed(rtt_max_us=9_000 + 50_001))))
    assert found is not None
    assert found.network_class == 2


@pytest.mark.parametrize("wanting", [{"median_us": None}, {"variation_us": None}, {"sent": 0}])
def test_a_line_of_which_a_figure_is_wanting_stands_on_no_scale(
    wanting: dict[str, int | None],
) -> None:
    whole = measure(samples(QUIET))
    assert scales(whole) is not None
    assert scales(replace(whole, **wanting)) is None


def test_of_fewer_columns_the_figures_are_told_that_need_no_others() -> None:
    whole = minutes(9_000, 10_000, 11_000)
    kept = ("sent", "received", "rtt_median_us", "jitter_us")
    places = [COLUMNS.index(name) for name in kept]
    few = Minutes(whole.minutes, whole.columns[places], kept)
    found = measure(in_service(few, []))
    assert found == replace(measure(whole), least_us=None, variation_us=None)
    all_down = in_service(few, [Outage("O1", "a", 0, None)])
    assert (len(all_down.minutes), all_down.names) == (0, kept)
    assert measure(all_down).median_us is None
