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
    packer = zstandard.ZstdCompressor(write_checksum=True)
    longer = bytes([1]) + packer.compress(body_of(whole) + b"x")
    short = bytes([1]) + packer.compress(b"x")
    for bad in (b"", b"\x02" + whole[1:], whole[:-1], whole[:-1] + b"?", longer, short):
        with pytest.raises(ValueError, match="a sealed day"):
            unpack([(DAY, bad)])


def body_of(block: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(block[1:])


def a_day() -> Minutes:
    """With outages in it, and one value that is far off."""
    rng = np.random.default_rng(2)
    least = 9_000 + rng.gamma(1.3, 300, 1_400)
    middle = least + rng.gamma(3, 400, 1_400)
    columns = np.array([np.full(1_400, 12), rng.integers(10, 13, 1_400), least, middle])
    most = np.array([middle + rng.gamma(2, 1_500, 1_400), rng.gamma(4, 300, 1_400)])
    found = np.concatenate([columns, most]).astype(np.int64)
    found[2:, 300:310] = NOTHING
    found[4, 7] = 2**40
    return Minutes(np.arange(1_400) + 20 + DAY * DAY_MINUTES, found)


WHOLE = a_day()
PACKED = pack(DAY, WHOLE)


@given(st.dictionaries(st.integers(0, len(PACKED) - 1), st.integers(1, 255), min_size=1))
def test_changed_bytes_are_an_error_and_never_another_value(changes: dict[int, int]) -> None:
    """zstd leaves bits of a frame's head unread: where it gives anything, it is what was packed."""
    block = bytearray(PACKED)
    for at, change in changes.items():
        block[at] ^= change
    try:
        found = unpack([(DAY, bytes(block))])
    except ValueError as error:
        assert "a sealed day" in str(error)  # noqa: PT017 - the other way is right too
    else:
        assert found.minutes.tolist() == WHOLE.minutes.tolist()
        assert found.columns.tolist() == WHOLE.columns.tolist()


@pytest.mark.parametrize("at", range(24))
def test_each_bit_at_the_begin_of_a_block_is_guarded(at: int) -> None:
    for bit in range(8):
        block = bytearray(PACKED)
        block[at] ^= 1 << bit
        try:
            found = unpack([(DAY, bytes(block))])
        except ValueError:
            continue
        assert found.columns.tolist() == WHOLE.columns.tolist()


@given(st.integers(0, len(PACKED) - 1), st.binary(max_size=9))
def test_a_block_that_is_cut_or_longer_is_an_error(length: int, behind: bytes) -> None:
    with pytest.raises(ValueError, match="a sealed day"):
        unpack([(DAY, PACKED[:length])])
    if behind:
        with pytest.raises(ValueError, match="a sealed day"):
            unpack([(DAY, PACKED + behind)])


def test_blocks_of_before_are_read_and_were_larger() -> None:
    """All planes in one block of the frame, as the first ones were written."""
    before = zstandard.ZstdCompressor(level=3, write_checksum=True).compress(body_of(PACKED))
    found = unpack([(DAY, PACKED[:1] + before)])
    assert found.columns.tolist() == WHOLE.columns.tolist()
    assert len(PACKED) < len(before) * 0.95


def test_a_frame_without_a_checksum_is_none_of_ours() -> None:
    bare = zstandard.ZstdCompressor().compress(body_of(PACKED))
    with pytest.raises(ValueError, match="a sealed day is not packed as we pack"):
        unpack([(DAY, PACKED[:1] + bare)])


def test_the_newer_of_two_goes_before() -> None:
    old, new = minutes({1: [1] * 6, 2: [1] * 6}), minutes({2: [2] * 6, 3: [2] * 6})
    both = old.replaced_by(new)
    assert (both.minutes % DAY_MINUTES).tolist() == [1, 2, 3]
    assert both.column("sent").tolist() == [1, 2, 2]
    assert old.replaced_by(minutes({1: [3] * 6})).column("sent").tolist() == [3, 1]
    assert minutes({5: [5] * 6}).replaced_by(old).column("sent").tolist() == [1, 1, 5]
    assert old.replaced_by(Minutes.none()) is old
    assert Minutes.none().replaced_by(old) is old
