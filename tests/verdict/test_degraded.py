"""A site is degraded only where chance is ruled out, and good again only when it stays good."""

from itertools import accumulate, pairwise
from math import comb
from random import Random

import pytest

from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.words import DegradedReason
from pantau.verdict.confirmation import upper_bound
from pantau.verdict.degraded import CHANCE, Course, Promise, judged, least_hits, shortfalls
from pantau.verdict.window import Losses, Window

ONE_PERCENT = Promise(loss=0.01)
MONTH = 43_200


def minute(number: int, lost: int = 0, sent: int = 12, rtt: int | None = 20_000, jitter: int = 500):
    return Sample("a", "icmp", number * MINUTE, sent, sent - lost, rtt, rtt, rtt, jitter)


def window(*minutes: Sample) -> Window:
    found = Window()
    for each in minutes:
        assert found.note(each)
    return found


def spells(losses, promise: Promise = ONE_PERCENT) -> list[tuple[int, int | None]]:
    """From which minute to which a site that loses so many of each minute's twelve is degraded."""
    seen, course, found = Window(), Course(), []
    for number, lost in enumerate(losses):
        seen.note(minute(number, lost))
        before, (course, _) = course, judged(course, seen, promise, (number + 1) * MINUTE)
        if before.since is None and course.since is not None:
            found.append((number, None))
        elif before.since is not None and course.since is None:
            found[-1] = (found[-1][0], number)
    return found


def drawn(dice: Random, loss: float, minutes: int) -> list[int]:
    chances = [comb(12, k) * loss**k * (1 - loss) ** (12 - k) for k in range(13)]
    return dice.choices(range(13), cum_weights=list(accumulate(chances)), k=minutes)


@pytest.mark.parametrize(("of", "share"), [(300, 0.01), (1440, 0.01), (300, 0.05), (25, 0.05)])
def test_the_least_hits_are_where_the_lower_bound_passes_what_is_promised(
    of: int, share: float
) -> None:
    hits = least_hits(of, share)
    tails = [
        sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(h, min(of, h + 40) + 1))
        for h in (hits - 1, hits)
    ]
    assert tails[0] >= CHANCE > tails[1]
    below, above = (1 - upper_bound(of - h, of, 1 - CHANCE) for h in (hits - 1, hits))
    assert below <= share < above


def test_a_promise_of_no_loss_is_broken_by_one_and_one_of_all_never() -> None:
    assert least_hits(300, 0.0) == 1
    assert least_hits(300, 1.0) == 301


def test_twelve_echoes_of_which_half_are_lost_judge_nothing() -> None:
    assert list(shortfalls(window(minute(0, 6)), ONE_PERCENT)) == []
    assert list(shortfalls(window(*(minute(n, 6) for n in range(24))), ONE_PERCENT)) == []


def test_what_is_wrong_is_said_with_its_bound_and_its_numbers() -> None:
    [found] = shortfalls(window(*(minute(n, 1) for n in range(25))), ONE_PERCENT)
    assert (found.reason, found.of, found.minutes) == (DegradedReason.LOSS, 300, 25)
    assert found.measured == pytest.approx(1 / 12)
    assert 0.01 < found.bound < found.measured
    assert least_hits(300, found.bound * 1.0001) == 26
    assert least_hits(300, found.bound * 0.9999) == 25


def test_a_small_excess_needs_the_long_span() -> None:
    """2.8 % of 1 %: too little for half an hour, sure after two."""
    [found] = shortfalls(window(*(minute(n, n % 3 == 0) for n in range(120))), ONE_PERCENT)
    assert (found.of, found.minutes) == (1440, 120)


@pytest.mark.parametrize("what", [DegradedReason.LATENCY, DegradedReason.JITTER])
def test_round_trips_are_judged_by_how_many_minutes_lie_beyond(what: DegradedReason) -> None:
    promise = Promise(latency_us=50_000, jitter_us=30_000)
    latency = what is DegradedReason.LATENCY

    def seen(slow: int) -> Window:
        return window(
            *(
                minute(n, rtt=80_000 if n < slow and latency else 20_000,
                       jitter=40_000 if n < slow and not latency else 500)
                for n in range(25)
            )
        )  # fmt: skip

    assert list(shortfalls(seen(10), promise)) == []
    [found] = shortfalls(seen(11), promise)
    assert (found.reason, found.of) == (what, 25)
    assert found.measured == found.bound == (80_000 if latency else 40_000)
    assert found.promised == (50_000 if latency else 30_000)


def test_minutes_without_an_answer_have_no_round_trip() -> None:
    slow = [minute(n, rtt=90_000) for n in range(24)]
    promise = Promise(latency_us=50_000)
    assert list(shortfalls(window(*slow, minute(24, 12, rtt=None)), promise)) == []
    assert list(shortfalls(window(*slow, minute(24, rtt=90_000)), promise))


def test_two_bad_hours_are_one_spell_that_begins_and_ends_within_the_hour() -> None:
    dice = Random(8)
    found = spells([0] * 300 + drawn(dice, 0.05, 120) + drawn(dice, 0.001, 600))
    [(began, ended)] = found
    assert 300 < began < 360
    assert ended is not None
    assert 420 < ended < 480


def test_what_was_told_once_is_not_told_again_when_it_still_lies_in_the_long_span() -> None:
    bad, good = [3] * 60, [0] * 600
    [(_, ended)] = spells([0] * 60 + bad + good)
    assert ended is not None


def test_a_slow_line_is_good_again_when_its_percentile_is() -> None:
    seen, course = Window(), Course()
    promise = Promise(latency_us=50_000)
    turns = []
    for n in range(120):
        seen.note(minute(n, rtt=90_000 if 30 <= n < 60 else 20_000))
        before = course
        course, _ = judged(course, seen, promise, n)
        turns += [n] if (before.since is None) != (course.since is None) else []
    # 11 slow of 25; good from the minute in which at most one of 25 is slow.
    assert turns[0] == 40
    assert seen.losses()[0].sent == 300


def test_a_month_with_loss_just_as_promised_is_left_in_peace() -> None:
    dice = Random(37)
    months = [spells(drawn(dice, 0.01, MONTH)) for _ in range(6)]
    assert months == [[]] * 6


@pytest.mark.parametrize(("times", "within"), [(3, 4 * HOUR), (5, 2 * HOUR), (10, HOUR // 2)])
def test_the_worse_it_is_the_sooner_it_is_known(times: int, within: int) -> None:
    dice = Random(times)
    delays = []
    for _ in range(20):
        [(began, _), *_] = spells([0] * 150 + drawn(dice, 0.01 * times, 600))
        delays.append(began - 150)
    assert max(delays) * MINUTE < within


def test_the_sums_are_those_of_the_minutes_however_many_beats_they_hold() -> None:
    dice = Random(5)
    seen, all_minutes = Window(), []
    for number in range(400):
        sent = dice.choice((1, 11, 12, 13, 60))
        each = minute(number, dice.randint(0, sent), sent)
        all_minutes.append((sent, sent - each.received))
        seen.note(each)
        for losses, least in zip(seen.losses(), (300, 1440), strict=True):
            newest = all_minutes[len(all_minutes) - losses.minutes :]
            assert losses[:2] == tuple(map(sum, zip(*newest, strict=True)))
            assert losses.minutes == len(all_minutes) or sum(s for s, _ in newest) >= least
            assert sum(s for s, _ in newest[1:]) < least


def test_after_an_outage_or_half_an_hour_of_nothing_all_begins_anew() -> None:
    seen = window(*(minute(n, 1) for n in range(25)))
    seen.begin_after(25 * MINUTE)
    assert not seen.note(minute(25))
    assert seen.note(minute(26))
    assert seen.losses()[1] == Losses(12, 0, 1)
    seen.note(minute(56))
    assert seen.losses()[1] == Losses(24, 0, 2)
    seen.note(minute(87))
    assert seen.losses()[1] == Losses(12, 0, 1)
    assert all(a <= b for a, b in pairwise(seen.medians))
