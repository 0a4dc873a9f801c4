"""Days are the month, cut at midnight."""

from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import DAY, HOUR, SECOND
from pantau.facts.measured import ExcludedTime, LedgerFacts
from pantau.facts.words import ExclusionCategory
from pantau.inventory.choices import Excluded
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import Calendar
from pantau.sla import facts_window, judge_days, judge_month
from pantau.sla.day import facts_of
from tests.sla.build import WITA, at, facts, interval, inventory, outage, site, term
from tests.sla.histories import CALENDARS, ended, histories, moved, policies, together

SUMMED = (
    "service_seconds",
    "up_seconds",
    "down_seconds",
    "excluded_seconds",
    "unknown_seconds",
    "forgiven_seconds",
)
# So that the four minutes of a history lie about midnights, about the month's borders too.
days_later = st.sampled_from([0, 1, 14, 30, 31])
NOBODY = LedgerFacts({}, (), (), ())


@given(histories(), histories(), policies(), days_later, days_later, st.integers(1, 300))
def test_the_days_of_a_month_sum_to_the_month(
    first: LedgerFacts, second: LedgerFacts, policy: Policy, one: int, other: int, elapsed: int
) -> None:
    facts = together(moved(first, one * DAY), moved(second, other * DAY))
    terms = (
        term(policy=policy, end=date(2026, 10, 15), tier="fo-20"),
        term(policy=policy, start=date(2026, 10, 16)),
    )
    town = inventory(site("a", *terms), site("b"), calendars=CALENDARS)
    now = at("2026-10-01") + max(one, other) * DAY + elapsed * SECOND
    rows = [row for row in judge_month(town, facts, "2026-10", now).sites if row.site == "a"]
    days = judge_days(town, facts, "a", "2026-10", now)
    for row in rows:
        of_row = [day for day in days if (day.contract, day.tier) == (row.contract, row.tier)]
        assert [sum(getattr(day, name) for day in of_row) for name in SUMMED] == [
            getattr(row, name) for name in SUMMED
        ]
    assert sum(day.service_seconds for day in days) == sum(row.service_seconds for row in rows)
    assert len({(day.day, day.tier) for day in days}) == len(days)
    assert [day.day for day in days] == sorted(day.day for day in days)


def test_an_outage_over_midnight_is_down_on_both_days() -> None:
    facts = LedgerFacts(
        {"a": (interval("2026-10-01", "2026-10-31"),)},
        (),
        (outage(at("2026-10-05T23:00"), at("2026-10-06T02:00")),),
        (),
    )
    days = judge_days(inventory(site("a")), facts, "a", "2026-10", at("2026-10-07T12:00"))
    assert [(day.day.day, day.down_seconds, day.outages) for day in days if day.outages] == [
        (5, 3_600, 1),
        (6, 7_200, 1),
    ]
    assert days[4].availability == Fraction(23, 24)
    assert (days[-1].day, days[-1].service_seconds) == (date(2026, 10, 7), 43_200)


def test_nothing_measured_is_no_availability_and_no_service_no_day() -> None:
    paused = inventory(site("a", term(policy=Policy(service_hours="paused"))), calendars=CALENDARS)
    days = judge_days(paused, NOBODY, "a", "2026-10", at("2026-10-02T00:01"))
    assert [(day.availability, day.unknown_seconds) for day in days] == [(None, 120), (None, 60)]
    assert judge_days(paused, NOBODY, "nobody", "2026-10", at("2026-10-02")) == ()


@pytest.mark.parametrize(("excluded", "forgiven"), [("remove", 0), ("count_as_up", 3_600)])
def test_excluded_time_is_forgiven_where_the_contract_counts_it_as_up(
    excluded: str, forgiven: int
) -> None:
    left_out = ExcludedTime(
        "X1", ExclusionCategory.POWER, at("2026-10-01T00:00"), at("2026-10-01T01:00"), ("a",)
    )
    watched = {"a": (interval("2026-10-01", "2026-10-02"),)}
    town = inventory(site("a", term(policy=Policy(excluded=Excluded(excluded)))))
    facts = LedgerFacts(watched, (), (), (), excluded=(left_out,))
    (day,) = judge_days(town, facts, "a", "2026-10", at("2026-10-01T02:00"))
    assert (day.excluded_seconds, day.forgiven_seconds) == (3_600, forgiven)
    assert day.availability == 1


def test_a_day_without_service_has_no_row() -> None:
    office = Calendar((((450, 960),),) * 5 + ((),) * 2)
    town = inventory(site("a", term(policy=Policy(service_hours="o"))), calendars={"o": office})
    days = judge_days(town, NOBODY, "a", "2026-10", at("2026-10-06"))
    assert [day.day.day for day in days] == [1, 2, 5]


def test_a_day_is_as_long_as_its_zone_makes_it() -> None:
    town = inventory(site("a"), zone=ZoneInfo("Europe/Paris"))
    days = judge_days(town, NOBODY, "a", "2026-10", at("2026-11-02"))
    lengths = {day.day.day: day.service_seconds for day in days}
    assert (len(days), lengths[24], lengths[25]) == (31, 86_400, 90_000)


@pytest.mark.parametrize("month", ["2026-13", "oktober"])
def test_what_is_no_month_is_refused(month: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        judge_days(inventory(site("a")), NOBODY, "a", month, at("2026-10-02"))


@given(histories(), histories())
def test_one_look_at_many_months_gives_each_what_a_look_of_its_own_would(
    near: LedgerFacts, far: LedgerFacts
) -> None:
    window = facts_window("2026-10", WITA)
    wide = together(near, *(moved(ended(far), by * DAY) for by in (-100, 100)))
    assert facts_of(wide, window) == near


def test_an_outage_is_none_of_the_day_that_it_only_touches() -> None:
    watched = {"a": [interval("2026-10-01", "2026-11-01")]}
    evening, morning = (
        outage(at("2026-10-05T23:00"), at("2026-10-06")),
        outage(at("2026-10-08"), at("2026-10-08T01:00")),
    )
    known = facts(watched, [evening, morning])
    days = judge_days(inventory(site("a")), known, "a", "2026-10", at("2026-10-10"))
    assert [day.day.day for day in days if day.outages] == [5, 8]


def test_a_day_of_as_much_unseen_or_down_as_up_time_has_its_row() -> None:
    watched = {"a": [interval("2026-10-01T12:00", "2026-10-03")]}
    half_a_day = outage(at("2026-10-02T06:00"), at("2026-10-02T18:00"))
    known = facts(watched, [half_a_day])
    days = judge_days(inventory(site("a")), known, "a", "2026-10", at("2026-10-03"))
    assert [(day.site, day.up_seconds, day.down_seconds, day.unknown_seconds) for day in days] == [
        ("a", 43_200, 0, 43_200),
        ("a", 43_200, 43_200, 0),
    ]


def test_what_only_touches_a_window_is_not_among_its_facts() -> None:
    window = facts_window("2026-10", WITA)
    before = outage(window.begin - HOUR, window.begin)
    after = outage(window.end, window.end + HOUR)
    inside = outage(window.begin - HOUR, window.begin + 1), outage(window.end - 1, None)
    known = facts(outages=[before, *inside, after])
    assert facts_of(known, window).outages == inside
