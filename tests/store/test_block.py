"""A sealed block gives back what was packed, whatever it was."""

import numpy as np
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.minutes import COLUMNS, NOTHING, Minutes
from pantau.store.block import DAY_MINUTES, pack, unpack

DAY = 20_000
_VALUE = st.sampled_from((NOTHING, 0, 1, 255, 2**31, 2**32 + 5, 2**63 - 1, NOTHING + 1)) | (
    st.integers(NOTHING + 1, 2**63 - 1)
)


def minutes(rows: dict[int, list[int]]) -> Minutes:
    of_day = sorted(rows)
    columns = np.array([rows[each] for each in of_day], np.int64).reshape(-1, len(COLUMNS)).T
    return Minutes(np.array(of_day, np.int64) + DAY * DAY_MINUTES, columns)


@given(
    st.dictionaries(
        st.integers(0, DAY_MINUTES - 1),
        st.lists(_VALUE, min_size=len(COLUMNS), max_size=len(COLUMNS)),
        max_size=30,
    )
)
def test_what_was_packed_comes_out_again(rows: dict[int, list[int]]) -> None:
    given = minutes(rows)
    found = unpack([(DAY, pack(DAY, given))])
    assert found.minutes.tolist() == given.minutes.tolist()
    assert found.columns.tolist() == given.columns.tolist()


@given(st.lists(st.dictionaries(st.integers(0, 9), _VALUE, max_size=5), max_size=4))
def test_days_of_any_widths_come_out_one_behind_the_other(days: list[dict[int, int]]) -> None:
    whole = [minutes({at: [value] * 6 for at, value in each.items()}) for each in days]
    packed = [(DAY + 2 * number, pack(DAY, each)) for number, each in enumerate(whole)]
    found = unpack(packed)
    shifted = [each.minutes + 2 * number * DAY_MINUTES for number, each in enumerate(whole)]
    assert found.minutes.tolist() == [at for each in shifted for at in each.tolist()]
    assert found.columns.T.tolist() == [row for each in whole for row in each.columns.T.tolist()]


def test_a_whole_day_of_a_steady_line_takes_little_room() -> None:
    rng = np.random.default_rng(1)
    columns = np.array([[12], [12], [9_000], [10_000], [12_000], [500]]) + rng.integers(
        0, [[1], [1], [200], [200], [200], [100]], (len(COLUMNS), DAY_MINUTES)
    )
    whole = Minutes(np.arange(DAY_MINUTES) + DAY * DAY_MINUTES, columns)
    # Four columns of noise, each of less than 8 bits.
    assert len(pack(DAY, whole)) < DAY_MINUTES * 4


def test_a_block_that_is_not_ours_is_refused() -> None:
    whole = pack(DAY, minutes({5: [1, 1, 1, 1, 1, 1]}))
    body = zstandard.ZstdDecompressor().decompress(whole[1:])
    longer = bytes([1]) + zstandard.ZstdCompressor().compress(body + b"x")
    short = bytes([1]) + zstandard.ZstdCompressor().compress(b"x")
    for bad in (b"", b"\x02" + whole[1:], whole[:-1], whole[:-1] + b"?", longer, short):
        with pytest.raises(ValueError, match="a sealed day"):
            unpack([(DAY, bad)])


def test_the_newer_of_two_goes_before() -> None:
    old, new = minutes({1: [1] * 6, 2: [1] * 6}), minutes({2: [2] * 6, 3: [2] * 6})
    both = old.replaced_by(new)
    assert (both.minutes % DAY_MINUTES).tolist() == [1, 2, 3]
    assert both.column("sent").tolist() == [1, 2, 2]
    assert old.replaced_by(minutes({1: [3] * 6})).column("sent").tolist() == [3, 1]
    assert minutes({5: [5] * 6}).replaced_by(old).column("sent").tolist() == [1, 1, 5]
    assert old.replaced_by(Minutes.none()) is old
    assert Minutes.none().replaced_by(old) is old
