"""What a link teaches us of its losses, and how it is forgotten."""

from itertools import pairwise

import pytest

from collector.loss import UsualLoss
from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.inventory.asking import Confirm

RULE = Confirm(1e-10, SECOND // 2, 4, 30)
T0 = 1_790_812_800 * SECOND
EVERY = SECOND // 2


def clean(minutes: int = 60, begin: int = T0) -> UsualLoss:
    """Asked every 5 s, all answered."""
    usual = UsualLoss()
    go_on(usual, minutes, begin)
    return usual


def go_on(usual: UsualLoss, minutes: int, begin: int) -> None:
    for minute in range(minutes):
        usual.remember(begin + minute * MINUTE, 12, 0)


def silence(usual: UsualLoss, begin: int, echoes: int) -> None:
    """A heartbeat and what is asked after it are lost; the next is answered. The last two are
    known to be lost only after that."""
    sent = [begin + number * EVERY for number in range(echoes)]
    usual.heartbeat_lost(begin)
    early, late = list(pairwise(sent))[:-2], list(pairwise(sent))[-2:]
    for pair in early:
        usual.pair_lost(*pair)
    usual.believed(sent[-1] + EVERY, lambda _: True)
    for pair in late:
        usual.pair_lost(*pair)
    usual.pair_survived(sent[-1])
    usual.believed(sent[-1] + 5 * SECOND, lambda _: True)


def test_moments_of_silence_teach_that_losses_follow_one_another() -> None:
    usual = clean()
    for number in range(4):
        silence(usual, T0 + (60 + number) * MINUTE, 4)
        go_on(usual, 1, T0 + (60 + number) * MINUTE)
    assert (usual.pairs, usual.pairs_lost) == (16, 12)
    assert usual.needed(RULE).capped


def test_such_a_line_that_loses_little_is_asked_for_ten_seconds_at_most() -> None:
    usual = clean()
    usual.count_pairs(20, 15)
    assert usual.needed(RULE).echoes == 20
    # One that loses five of a hundred is asked as long as the rule allows.
    for minute in range(60, 120):
        usual.remember(T0 + minute * MINUTE, 12, minute % 5 // 2)
    assert usual.needed(RULE).echoes == 30


def test_at_least_as_many_are_asked_as_the_rule_says() -> None:
    usual = clean()
    usual.count_pairs(20, 15)
    assert usual.needed(Confirm(1e-10, 10 * SECOND, 8, 30)).echoes == 8


@pytest.mark.parametrize(("echoes", "taught"), [(10, 10), (13, 0), (25, 0)])
def test_a_silence_of_five_seconds_teaches_nothing(echoes: int, taught: int) -> None:
    usual = clean()
    silence(usual, T0 + DAY // 2, echoes)
    assert usual.pairs == taught
    assert not usual.has_aside


def test_moments_of_silence_on_two_sides_of_a_long_one_teach_as_ever() -> None:
    usual = clean()
    for number, echoes in enumerate((4, 20, 4)):
        silence(usual, T0 + (60 + number) * MINUTE, echoes)
    assert (usual.pairs, usual.pairs_lost) == (8, 6)


def test_bursts_fade_by_half_a_day() -> None:
    usual = clean()
    usual.count_pairs(400, 300)
    kept = []
    for day in range(1, 7):
        usual.remember(T0 + day * DAY, 12, 0)
        kept.append((usual.pairs, usual.pairs_lost))
    assert kept == [(200, 150), (100, 75), (50, 37), (25, 18), (12, 9), (6, 4)]
    assert usual.needed(RULE).echoes == 5


def test_what_days_bring_at_once_fades_as_if_each_had_been_seen() -> None:
    usual = clean()
    usual.count_pairs(400, 300)
    usual.remember(T0 + 3 * DAY + MINUTE, 12, 0)
    assert (usual.pairs, usual.pairs_lost) == (50, 37)


def test_that_losses_stand_alone_is_not_forgotten() -> None:
    usual = clean()
    usual.count_pairs(300, 1)
    for day in range(1, 30):
        usual.remember(T0 + day * DAY, 12, 0)
    assert (usual.pairs, usual.pairs_lost) == (150, 0)


def test_pairs_of_before_they_faded_do_so_from_the_next_minute_on() -> None:
    usual = UsualLoss(400, 300)
    usual.remember(T0, 12, 0)
    assert (usual.pairs, usual.pairs_at) == (400, T0)
    usual.remember(T0 + DAY, 12, 0)
    assert (usual.pairs, usual.pairs_at) == (200, T0 + DAY)


def test_what_a_restart_takes_up_goes_on_fading() -> None:
    usual = UsualLoss(400, 300, T0)
    usual.remember(T0 + 2 * DAY + 1, 12, 0)
    assert (usual.pairs, usual.pairs_lost, usual.pairs_at) == (100, 75, T0 + 2 * DAY)


def test_loss_that_leaps_is_believed_within_a_minute() -> None:
    usual = clean()
    assert usual.needed(RULE).echoes == 5
    usual.remember(T0 + 60 * MINUTE, 12, 4)
    found = usual.needed(RULE)
    assert found.loss > 0.5
    assert found.echoes == 20
