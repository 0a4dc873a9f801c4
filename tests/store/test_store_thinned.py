"""A long time in few points, and nothing that mattered is lost."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes
from pantau.facts.thinned import thin
from pantau.store import Store
from tests.store.making import T0
from tests.store.naive import points, slowly

_US = st.none() | st.integers(0, 2**40)
_ROWS = st.lists(
    st.tuples(st.integers(-10, 400), st.integers(0, 60), st.integers(0, 60), _US, _US, _US),
    max_size=80,
    unique_by=lambda row: row[0],
)


def samples(rows: list[tuple]) -> list[Sample]:
    return [
        Sample("a", "icmp", T0 + minute * MINUTE, sent, received, least, middle, most, None)
        for minute, sent, received, least, middle, most in sorted(rows)
    ]


def columns(found: list[Sample]) -> Minutes:
    values = [
        [NOTHING if (v := getattr(each, name)) is None else v for each in found] for name in COLUMNS
    ]
    minutes = np.array([each.at // MINUTE for each in found], np.int64)
    return Minutes(minutes, np.reshape(np.array(values, np.int64), (len(COLUMNS), len(found))))


@given(_ROWS, st.integers(-20, 300), st.integers(0, 300), st.integers(0, 59), st.integers(2, 50))
def test_each_bucket_says_what_its_minutes_say(
    rows: list[tuple], begins: int, lasts: int, seconds: int, most: int
) -> None:
    begin = T0 + begins * MINUTE + seconds * 1_000_000
    end = begin + lasts * MINUTE
    found = samples(rows)
    thinned = thin(columns(found), begin, end, most)
    assert points(thinned) == slowly(found, begin, end, thinned.length_us)
    assert len(thinned.begins) <= most
    assert thinned.length_us % MINUTE == 0


def test_a_spike_and_a_loss_of_one_minute_stand_in_the_picture_of_a_year(store: Store) -> None:
    year = 365 * 1440
    stock = [(0, "a", 12, 12, 900, 1_000, 1_100, 50), (1, "a", 12, 5, 800, 2_000, 700_000, 50)]
    store.write_alike_minutes(stock, [(T0 + n * MINUTE, n == 777) for n in range(0, year, 7)])
    found = store.thinned("a", T0, T0 + year * MINUTE, 500)
    assert 400 < len(found.begins) <= 500
    assert (int(found.most.max()), int(found.least.min())) == (700_000, 800)
    assert int((found.sent - found.received).sum()) == 7
    assert set(found.middle.tolist()) == {1_000}


def test_as_many_minutes_as_there_may_be_points_stay_what_they_are(store: Store) -> None:
    rows = [(n, 12, 12 - n % 2, 10 + n, 20 + n, 30 + n) for n in range(60)]
    store.write_samples(samples(rows))
    found = store.thinned("a", T0, T0 + 60 * MINUTE, 61)
    assert found.length_us == MINUTE
    assert points(found) == [
        (T0 + n * MINUTE, sent, received, least, middle, middle, middle, most)
        for n, sent, received, least, middle, most in rows
    ]


@pytest.mark.parametrize("end", [T0, T0 - MINUTE, T0 + 5 * MINUTE])
def test_nothing_measured_is_no_round_trip(store: Store, end: int) -> None:
    found = store.thinned("nobody", T0, end, 10)
    assert set(found.middle.tolist()) <= {NOTHING}
    assert int(found.sent.sum()) == 0
    assert len(found.begins) == max(0, (end - T0) // MINUTE)
