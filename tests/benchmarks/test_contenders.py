"""How fping is asked, and what is made of what children say."""

import sys
from pathlib import Path

import pytest

from benchmarks import fping, highest, verdict
from benchmarks.addresses import address
from benchmarks.children import ChildFailedError, alone
from benchmarks.load import inventory_of
from benchmarks.minute import QUIET, STORING, WINDOW_S, WINDOWS, soonest

SIZES = (300, 3_000, 30_000)
# 65,536 sequence numbers, each of them used again after ten seconds at the earliest.
NUMBERS = 65_000

WELL = {
    "echoes": 300_000,
    "seconds": 30,
    "lost": 0,
    "discarded": 0,
    "down": 0,
    "samples_dropped": 0,
    "sites_with_samples": 50_000,
}


@pytest.mark.parametrize("sites", SIZES)
def test_paced_fping_asks_each_site_once_in_a_heartbeat(sites: int) -> None:
    asks = fping.paced(sites)
    assert (asks.rounds, asks.period_ms) == (1, 5_000)
    assert 0 < asks.interval_ms < 5_000 / sites


@pytest.mark.parametrize("sites", SIZES)
@pytest.mark.parametrize("lab", [True, False])
def test_a_burst_has_no_more_echoes_than_fping_has_numbers(sites: int, lab: bool) -> None:
    asks = fping.burst(sites, lab=lab)
    assert sites <= asks.rounds * sites < NUMBERS
    assert asks.interval_ms < fping.paced(sites).interval_ms


def test_the_call_is_as_fping_reads_it() -> None:
    call = fping.Asks(2, 5_000, 5_000 / 30_000).command("/bin/fping", Path("targets"))
    assert call == (
        *("/bin/fping", "-q", "-C", "2", "-p", "5000", "-i", "0.166666667"),
        *("-t", "1000", "-b", "27", "-f", "targets"),
    )


def test_answers_are_counted_in_fpings_report() -> None:
    assert fping.answers("10.64.0.1  : 0.05 - 0.07\n10.64.0.20 : - - -\n") == (6, 2)


def test_every_site_has_an_address_of_its_own() -> None:
    found = {address(number, "10") for number in range(100_000)}
    assert len(found) == 100_000
    assert inventory_of(30_000, "10").sites[-1].address == address(29_999, "10")


@pytest.mark.parametrize(
    ("after_s", "second", "window"),
    [
        (5, 10, QUIET),
        (10.5, 11, QUIET),
        (40.2, 50, STORING),
        (50.5, 51, STORING),
        (119.5, 10, QUIET),
    ],
)
def test_the_soonest_window_of_a_minute_is_taken(
    after_s: float, second: int, window: range
) -> None:
    assert soonest(WINDOWS, after_s) == (second, window)


def test_a_window_that_was_taken_is_not_taken_again() -> None:
    assert soonest([STORING], 20) == (50, STORING)
    assert soonest([QUIET], 55) == (10, QUIET)


def test_one_window_holds_the_first_ten_seconds_of_a_minute_and_no_other_any_of_them() -> None:
    assert all(begin < 60 and begin + WINDOW_S >= 70 for begin in STORING)
    assert all(begin >= 10 and begin + WINDOW_S <= 60 for begin in QUIET)
    assert WINDOW_S * len(WINDOWS) == 60


@pytest.mark.parametrize(
    "trouble",
    [
        {"lost": 1},
        {"discarded": 1},
        {"down": 1},
        {"samples_dropped": 1},
        {"echoes": 299_000},
        {"sites_with_samples": 49_999},
    ],
)
def test_a_rate_is_sustained_only_where_nothing_is_missing(trouble: dict[str, int]) -> None:
    assert highest.sustained(10_000, WELL)
    assert not highest.sustained(10_000, {**WELL, **trouble})


def test_a_child_that_fails_is_told_of_with_its_last_words() -> None:
    with pytest.raises(ChildFailedError, match="unrecognized arguments: --nonsense"):
        alone((sys.executable, "-m", "benchmarks.load", "1", "1", "--nonsense"), 30)


def test_a_child_that_hangs_is_ended() -> None:
    with pytest.raises(ChildFailedError, match="was not done in 0 s"):
        alone(("/bin/sh", "-c", "cat /dev/zero >/dev/null"), 0.2)


def test_quantiles_are_by_nearest_rank() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert verdict.quantile(hundred, 0.5) == 50
    assert verdict.quantile(hundred, 0.99) == 99
    assert verdict.quantile(hundred[:1], 0.99) == 1
