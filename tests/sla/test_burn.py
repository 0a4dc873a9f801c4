"""When a budget burns: both windows of a pair are too fast, whatever is excluded or unknown."""

from dataclasses import replace
from fractions import Fraction

import pytest

from pantau.facts.measured import ExcludedTime
from pantau.facts.words import ExclusionCategory
from pantau.sla.burn import WINDOWS, burning
from tests.sla.build import at, facts, gap, interval, inventory, outage, site, term

NOW = at("2026-10-20T12:00")
WATCHED = {"a": [interval("2026-10-01", "2026-10-20T12:00")]}
TOWN = inventory(site("a"))  # objective 99.5 %: allowed are 0.5 %


def burns(*outages, town=TOWN, watched=WATCHED, **rest):
    known = replace(facts(watched, [outage(at(b), at(e)) for b, e in outages]), **rest)
    return [(each.site, each.pair) for each in burning(town, known, NOW)]


@pytest.mark.parametrize(
    ("minutes", "fast"),
    [(10, None), (11, WINDOWS[0])],  # 6 h x 0.5 % x 6 are 10.8 minutes
)
def test_six_hours_burn_six_times_too_fast(minutes: int, fast: object) -> None:
    begin = f"2026-10-20T11:{60 - minutes - 1}"
    found = burns((begin, "2026-10-20T11:59"))
    assert found == ([("a", fast)] if fast else [])


def test_what_burnt_long_ago_and_burns_no_more_is_no_fire() -> None:
    assert burns(("2026-10-19T20:00", "2026-10-20T05:00")) == []


def test_a_slow_fire_of_three_days_is_seen() -> None:
    slow = [(f"2026-10-{day}T08:00", f"2026-10-{day}T08:06") for day in (18, 19)]
    assert burns(*slow, ("2026-10-20T08:00", "2026-10-20T08:12")) == [("a", WINDOWS[2])]


def test_excluded_and_unknown_time_burns_nothing() -> None:
    hour = ("2026-10-20T11:00", "2026-10-20T12:00")
    assert burns(hour) == [("a", WINDOWS[0])]
    left_out = ExcludedTime("X1", ExclusionCategory.POWER, at(hour[0]), at(hour[1]), ("a",))
    assert burns(hour, excluded=(left_out,)) == []
    assert burns(hour, gaps=(gap(at(hour[0]), at(hour[1])),)) == []
    assert burns(hour, watched={"a": []}) == []
    # Of ten seconds of watching all were down: no more than ten seconds have burnt.
    moment = [interval("2026-10-20T11:59:50", "2026-10-20T12:00")]
    assert burns(hour, watched={"a": moment}) == []


def test_without_an_objective_or_with_none_to_spare_nothing_burns() -> None:
    hour = ("2026-10-20T11:00", "2026-10-20T12:00")
    for objective in (None, "100"):
        assert burns(hour, town=inventory(site("a", term(objective=objective)))) == []
    assert burns(hour, town=inventory(replace(site("a"), terms=()))) == []


def test_just_as_fast_as_the_pair_says_is_a_fire() -> None:
    # 0.5 % of 6 h are 108 s, of 3 days 1,296 s: 1,188 s of these two days ago.
    old = ("2026-10-18T12:00", "2026-10-18T12:19:48")
    assert burns(old, ("2026-10-20T08:00", "2026-10-20T08:01:48")) == [("a", WINDOWS[2])]
    assert burns(old, ("2026-10-20T08:00", "2026-10-20T08:01:47")) == []


def test_the_rate_is_that_of_the_long_window_and_an_outage_that_goes_on_burns() -> None:
    known = facts(WATCHED, [outage(at("2026-10-20T11:00"), None)])
    [burn] = burning(TOWN, known, NOW)
    # One hour of six is a sixth, and 0.5 % are allowed.
    assert burn.rate == Fraction(100, 3)


def test_the_second_that_has_only_begun_burns_not_yet() -> None:
    later = "2026-10-20T12:00:01"
    watched = {"a": [interval("2026-10-01", later)]}
    known = facts(watched, [outage(at("2026-10-20T11:00"), at(later))])
    [burn] = burning(TOWN, known, NOW + 500_000)
    assert burn.rate == Fraction(100, 3)
