"""One line for days against the rule of confirmation."""

import pytest

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.inventory.defaults import pace
from pantau.lab.silences import Lossy, in_spells, now_and_then, written
from pantau.sla.interval import total, union

PACE = pace(())
UNTIL = 3 * DAY


def long_ones(seconds: int, begin: int = DAY) -> list[tuple[int, int]]:
    """One each two hours, at any place of the heartbeat."""
    return [(at, at + seconds * SECOND) for at in range(begin, UNTIL - HOUR, 2 * HOUR + 1_370_000)]


def found(line: Lossy, tried: list[tuple[int, int]], seed: int = 1) -> list[bool]:
    outages = list(written(line, PACE, seed, UNTIL))
    return [any(o.begin < end and o.end > begin for o in outages) for begin, end in tried]


@pytest.mark.parametrize("every", [10 * MINUTE, HOUR])
def test_silences_of_fifteen_seconds_are_written_of_a_line_that_often_falls_silent(
    every: int,
) -> None:
    moments, tried = now_and_then(every, SECOND // 2, 2 * SECOND, UNTIL, 1), long_ones(15)
    line = Lossy(union([*moments, *tried]))
    assert all(found(line, tried))
    # It is taken for one that loses in bursts all the same: moments are no outages.
    assert len(list(written(Lossy(moments), PACE, 1, UNTIL))) <= 2


def test_a_line_that_loses_much_in_spells_is_asked_longer() -> None:
    spells, tried = in_spells(0.05, SECOND, UNTIL, 1), long_ones(21)
    line = Lossy(union([*spells, *tried]))
    assert all(found(line, tried))
    assert max(each.needed for each in written(line, PACE, 1, UNTIL)) == 30
    assert len(list(written(Lossy(spells), PACE, 1, UNTIL))) == 0


def test_a_clean_line_s_outage_is_known_within_eight_seconds() -> None:
    tried = long_ones(60, begin=HOUR)
    outages = list(written(Lossy(tried), PACE, 1, UNTIL))
    assert len(outages) == len(tried)
    for (begin, end), outage in zip(tried, outages, strict=True):
        assert begin <= outage.begin <= begin + 5 * SECOND
        assert outage.known - begin <= 8 * SECOND
        assert end <= outage.end <= end + SECOND


def test_loss_at_random_is_no_outage_and_hardly_where_it_leaps() -> None:
    steady = Lossy(shares=((0, 0.2),))
    assert not list(written(steady, PACE, 1, 12 * HOUR))
    leaps, until = Lossy(shares=((0, 0.0), (HOUR, 0.4))), HOUR + 10 * MINUTE
    false = sum(len(list(written(leaps, PACE, seed, until))) for seed in range(100))
    assert false <= 10


def test_lines_are_what_they_are_called() -> None:
    spells = in_spells(0.05, SECOND, UNTIL, 1)
    assert total(spells) / UNTIL == pytest.approx(0.05, rel=0.05)
    moments = now_and_then(MINUTE, SECOND, 2 * SECOND, HOUR, 1)
    assert [begin // MINUTE for begin, _ in moments] == list(range(60))
    assert all(SECOND <= end - begin <= 2 * SECOND for begin, end in moments)
