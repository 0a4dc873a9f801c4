"""Two readings of a counter give a rate that can be true, or the reason why there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.device import NoRate
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.verdict.rates import FASTEST_BPS, Between, Counter, difference, octet_rate

A_MINUTE = Between(MINUTE)
MBIT = 1_000_000


def rate(before: int, after: int, bits: int = 64, speed: int = 100 * MBIT) -> int | NoRate:
    return octet_rate(Counter(before, bits), Counter(after, bits), A_MINUTE, speed)


def test_octets_of_a_minute_are_bits_a_second() -> None:
    assert rate(0, 7_500_000) == MBIT


@pytest.mark.parametrize("bits", [32, 64])
def test_a_counter_that_went_round_counts_on(bits: int) -> None:
    assert rate(2**bits - 500_000, 7_000_000, bits, 10 * MBIT) == MBIT


def test_a_tenth_beyond_the_speed_is_believed_and_no_more() -> None:
    full = 100 * MBIT * 60 // 8
    assert rate(0, full * 11 // 10) == 110 * MBIT
    assert rate(0, full * 11 // 10 + 1) is NoRate.IMPOSSIBLE


def test_without_a_speed_only_what_nothing_can_carry_is_refused() -> None:
    assert rate(0, 75_000_000_000, speed=0) == 10_000 * MBIT
    assert rate(5, 4, speed=0) is NoRate.IMPOSSIBLE


def test_32_bits_that_may_have_gone_round_twice_say_nothing() -> None:
    """At 1 Gbit/s they go round in 34 seconds."""
    assert rate(0, 1, 32, 1000 * MBIT) is NoRate.WRAPS_UNCLEAR
    assert rate(0, 1, 64, 1000 * MBIT) == 0


@pytest.mark.parametrize(
    ("between", "reason"),
    [
        (Between(MINUTE, restarted=True), NoRate.RESTARTED),
        (Between(MINUTE, discontinued=True), NoRate.DISCONTINUED),
        (Between(0), NoRate.NO_TIME),
        (Between(-SECOND), NoRate.NO_TIME),
    ],
)
def test_a_counter_that_began_anew_gives_none(between: Between, reason: NoRate) -> None:
    assert octet_rate(Counter(10, 64), Counter(20, 64), between, MBIT) is reason
    assert difference(Counter(10, 32), Counter(20, 32), between) is reason


def test_two_kinds_of_counter_are_not_compared() -> None:
    assert octet_rate(Counter(10, 32), Counter(20, 64), A_MINUTE, MBIT) is NoRate.ABSENT
    assert octet_rate(None, Counter(20, 64), A_MINUTE, MBIT) is NoRate.ABSENT
    assert octet_rate(Counter(20, 64), None, A_MINUTE, MBIT) is NoRate.ABSENT


counters = st.builds(Counter, st.integers(0, 2**64 - 1), st.just(64)) | st.builds(
    Counter, st.integers(0, 2**32 - 1), st.just(32)
)


@given(
    before=counters,
    after=counters,
    between=st.builds(Between, st.integers(-DAY, DAY), st.booleans(), st.booleans()),
    speed=st.integers(0, 10**12),
)
def test_whatever_is_read_a_rate_is_never_below_nothing_nor_above_what_is_possible(
    before: Counter, after: Counter, between: Between, speed: int
) -> None:
    found = octet_rate(before, after, between, speed)
    assert isinstance(found, NoRate) or 0 <= found <= (speed or FASTEST_BPS) * 11 // 10


@given(
    start=st.integers(0, 2**64 - 1),
    bits=st.sampled_from([32, 64]),
    bps=st.integers(0, 400 * MBIT),
    us=st.integers(SECOND, 80 * SECOND),
)
def test_a_true_rate_is_found_wherever_the_counter_began(
    start: int, bits: int, bps: int, us: int
) -> None:
    moved = bps * us // (8 * SECOND)
    before = Counter(start % 2**bits, bits)
    after = Counter((start + moved) % 2**bits, bits)
    found = octet_rate(before, after, Between(us), 400 * MBIT)
    # Whole octets: at most one of them is missing.
    assert isinstance(found, int)
    assert bps - 8 * SECOND // us - 1 <= found <= bps
