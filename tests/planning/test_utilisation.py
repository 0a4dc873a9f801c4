"""What lines carry: worked by hand, beside a slow calculator, and laws of advice."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import from_datetime
from pantau.facts.minutes import NOTHING
from pantau.facts.words import Medium
from pantau.inventory.planning import Use
from pantau.planning.utilisation import (
    ENOUGH_SLOTS,
    Advice,
    Offer,
    Traffic,
    Usage,
    advise,
    ninety_fifth,
    usage,
)

WITA = ZoneInfo("Asia/Makassar")
DAY = 24 * 60
# Midnight in WITA.
BEGIN = from_datetime(datetime(2026, 10, 4, 16, tzinfo=UTC)) // 60_000_000
USE = Use()


def traffic(bps: list[int], out: list[int] | None = None, begin: int = BEGIN) -> Traffic:
    """A rate for each minute from ``begin`` on; -1 is nothing known."""
    ways = [
        np.array([NOTHING if each < 0 else each for each in way], np.int64)
        for way in (bps, out if out is not None else bps)
    ]
    return Traffic(np.arange(begin, begin + len(bps), dtype=np.int64), *ways)


@pytest.mark.parametrize(
    ("values", "found"),
    [([], None), ([7], 7), (list(range(1, 21)), 19), (list(range(1, 22)), 20), ([5] * 9 + [9], 9)],
)
def test_the_highest_twentieth_is_thrown_away(values: list[int], found: int | None) -> None:
    assert ninety_fifth(np.array(values, np.int64)) == found


def test_averages_are_of_five_minutes() -> None:
    found = usage(traffic([0, 0, 0, 0, 1_000] * 20), WITA, USE)
    assert (found.slots, found.p95_in) == (20, 200)
    # Two of five minutes are no average.
    assert usage(traffic([100, 100, -1, -1, -1]), WITA, USE).slots == 0
    assert usage(traffic([100, 200, 300, -1, -1]), WITA, USE).p95 == 200
    # Where one way is not known the minute is not.
    assert usage(traffic([100] * 5, [-1] * 5), WITA, USE) == Usage(0, None, None, None, None, 0)


def test_the_busier_way_counts() -> None:
    found = usage(traffic([100] * 10, [900] * 10), WITA, USE)
    assert (found.p95_in, found.p95_out, found.p95) == (100, 900, 900)


def test_the_busy_hour_is_one_of_the_local_day() -> None:
    minutes = [10_000 if 9 * 60 <= at % DAY < 10 * 60 else 100 for at in range(3 * DAY)]
    found = usage(traffic(minutes), WITA, USE)
    assert (found.busy_hour, found.busy_bps) == (9, 20_000)


def test_days_without_use_are_counted_from_the_last_one_back() -> None:
    busy, quiet, silent = [1_000_000] * DAY, [10_000] * DAY, [-1] * DAY
    assert usage(traffic(busy + quiet * 3), WITA, USE).idle_days == 3
    assert usage(traffic(quiet * 3 + busy), WITA, USE).idle_days == 0
    # A day of which nothing is known is none without use, and what lies before it is not in a row.
    assert usage(traffic(quiet * 4 + silent + quiet * 2), WITA, USE).idle_days == 2
    # The day that has just begun says nothing yet.
    assert usage(traffic(quiet * 2 + busy[:60]), WITA, USE).idle_days == 2
    # One hour of use is a twenty-fourth of a day: below a twentieth.
    assert usage(traffic(quiet * 2 + busy[:60] + quiet[60:]), WITA, USE).idle_days == 3


NOW = Offer("fo-50", Medium.FO, 2_500_000, 50_000_000)
LARGER = Offer("fo-100", Medium.FO, 5_000_000, 100_000_000)
SMALLER = Offer("fo-10", Medium.FO, 1_000_000, 10_000_000)
DISH = Offer("vsat-4", Medium.VSAT, 500_000, 4_000_000)
TIERS = (NOW, LARGER, SMALLER, DISH)
KNOWN = Usage(ENOUGH_SLOTS, 0, 0, 9, 0, 0)


def said(p95: int, now: Offer = NOW, **other: int) -> tuple[Advice, str | None, int | None]:
    found = advise(replace(KNOWN, p95_in=p95, **other), now, TIERS, USE, paid=True, up=True)
    return found.advice, found.offer.tier if found.offer else None, found.rupiah


def test_what_is_said_of_a_line() -> None:
    assert said(40_000_000) == (Advice.LARGER, "fo-100", 2_500_000)
    assert said(39_999_999) == (Advice.KEEP, None, None)
    assert said(8_000_000) == (Advice.KEEP, None, None)
    assert said(7_999_999) == (Advice.SMALLER, "fo-10", -1_500_000)
    assert said(90_000_000) == (Advice.FULL, None, None)
    assert said(1, idle_days=14) == (Advice.IDLE, None, 2_500_000)
    assert said(1, slots=ENOUGH_SLOTS - 1) == (Advice.TOO_LITTLE, None, None)
    assert said(1, replace(NOW, speed_bps=None)) == (Advice.NO_SPEED, None, None)


def test_a_line_that_nobody_pays_or_that_is_down_is_not_idle() -> None:
    idle = replace(KNOWN, idle_days=30)
    for paid, up in ((False, True), (True, False)):
        assert advise(idle, NOW, TIERS, USE, paid=paid, up=up).advice is Advice.SMALLER


def test_what_a_tier_without_a_fee_saves_is_not_known() -> None:
    free = (replace(LARGER, fee=None), replace(SMALLER, fee=None))
    found = advise(replace(KNOWN, p95_in=45_000_000), NOW, free, USE, paid=True, up=True)
    assert (found.advice, found.rupiah) == (Advice.LARGER, None)
    # Cheaper must be known to be cheaper.
    assert advise(KNOWN, NOW, free, USE, paid=True, up=True).advice is Advice.KEEP


MINUTES = st.lists(st.integers(-1, 2_000_000), max_size=400)


@given(MINUTES, st.integers(0, 9))
def test_a_slow_calculator_finds_the_same(bps: list[int], shift: int) -> None:
    found = usage(traffic(bps, begin=BEGIN + shift), WITA, USE)
    slots: defaultdict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(bps, BEGIN + shift):
        if each >= 0:
            slots[at // 5].append(each)
    means = sorted(sum(each) // len(each) for each in slots.values() if len(each) >= 3)
    assert found.slots == len(means)
    assert found.p95 == (means[ceil(0.95 * len(means)) - 1] if means else None)


@given(st.integers(0, 200_000_000), st.integers(0, 200_000_000))
def test_who_carries_more_is_never_told_a_smaller_line(one: int, other: int) -> None:
    less, more = sorted((one, other))
    order = (Advice.SMALLER, Advice.KEEP, Advice.LARGER, Advice.FULL)
    assert order.index(said(less)[0]) <= order.index(said(more)[0])


@given(st.integers(0, 200_000_000), st.sampled_from([NOW, LARGER, SMALLER]))
def test_what_is_proposed_fits_and_is_not_what_one_has(peak: int, now: Offer) -> None:
    found = advise(replace(KNOWN, p95_out=peak), now, TIERS, USE, paid=True, up=True)
    if found.offer is not None:
        assert found.offer.medium is now.medium
        assert found.offer.tier != now.tier
        assert peak < 0.8 * (found.offer.speed_bps or 0)
        assert ((found.rupiah or 0) < 0) is (found.advice is Advice.SMALLER)
