"""Outages make the down time of a row, second for second."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import SECOND
from pantau.facts.measured import ExcludedTime, ImportedSpan, LedgerFacts, Outage
from pantau.facts.words import ExclusionCategory
from pantau.inventory.choices import GapInOutage
from pantau.inventory.contracts import Policy
from pantau.sla.case import cases
from pantau.sla.contribution import contributions
from tests.sla.build import at, facts, gap, interval, inventory, outage, site, term
from tests.sla.histories import CALENDARS, histories, policies

DAY = interval("2026-10-01", "2026-10-02")


def minutes(number: int) -> int:
    return DAY.begin + number * 60 * SECOND


def named(name: str, begin: int, end: int | None, **more) -> Outage:
    return replace(outage(begin, end, **more), id=name)


def shares(known: LedgerFacts, policy: Policy | None = None) -> dict[str, tuple[int, int, int]]:
    town = inventory(site("a", term(policy=policy)))
    (case,) = cases(town, known, "2026-10", DAY.end)
    return {
        each.outage.id: (each.down_seconds, each.excluded_seconds, each.unknown_seconds)
        for each in contributions(case, known.outages, DAY.end)
    }


@given(histories(), policies(), st.integers(1, 300))
def test_down_seconds_of_the_outages_sum_to_the_rows(
    history: LedgerFacts, policy: Policy, elapsed: int
) -> None:
    told = tuple(replace(one, id=f"O{n}") for n, one in enumerate(history.outages))
    known = replace(history, outages=told)
    terms = (term(policy=policy),)
    town = inventory(site("a", *terms), site("b", *terms), calendars=CALENDARS)
    now = at("2026-10-01") + elapsed * SECOND
    for case in cases(town, known, "2026-10", now):
        found = contributions(case, known.outages, now)
        assert sum(each.down_seconds for each in found) == case.judge().down_seconds
        assert {each.outage.site for each in found} <= {case.site}


def test_an_outage_over_the_border_counts_with_its_part_and_one_before_it_not_at_all() -> None:
    known = facts(
        {"a": [interval("2026-09-30", "2026-10-02")]},
        [named("O1", minutes(-30), minutes(-20)), named("O2", minutes(-10), minutes(5))],
    )
    assert shares(known) == {"O2": (300, 0, 0)}


def test_excluded_and_unknown_parts_are_told_beside_the_down_ones() -> None:
    left_out = ExcludedTime("X1", ExclusionCategory.POWER, minutes(0), minutes(12), ("a",))
    known = facts(
        {"a": [DAY]},
        [named("O1", minutes(10), minutes(20)), named("O2", minutes(30), None)],
        [gap(minutes(15), minutes(16))],
    )
    known = replace(known, excluded=(left_out,))
    assert shares(known) == {"O1": (420, 120, 60), "O2": (24 * 3_600 - 1_800, 0, 0)}


def test_a_second_in_two_outages_is_our_own_ones_before_an_imported_ones() -> None:
    told = ImportedSpan("I1", "a", DAY.begin, DAY.end)
    known = facts(
        {"a": [interval("2026-10-01T00:00", "2026-10-01T00:30")]},
        [
            named("O1", minutes(10), minutes(40), imported="I1"),
            named("O2", minutes(20), minutes(25)),
        ],
        imported=[told],
    )
    assert shares(known) == {"O1": (600, 0, 0), "O2": (300, 0, 0)}


def test_time_between_two_outages_that_are_one_is_the_first_ones() -> None:
    known = facts(
        {"a": [interval("2026-10-01T00:00", "2026-10-01T00:10"), DAY]},
        [named("O1", minutes(5), minutes(10)), named("O2", minutes(20), minutes(30))],
        [gap(minutes(10), minutes(20))],
    )
    assert shares(known) == {"O1": (300, 0, 0), "O2": (600, 0, 0)}
    joined = Policy(gap_in_outage=GapInOutage.DOWN)
    assert shares(known, joined) == {"O1": (900, 0, 0), "O2": (600, 0, 0)}


def test_an_outage_that_is_too_short_to_count_is_listed_without_down_time() -> None:
    known = facts({"a": [DAY]}, [named("O1", minutes(5), minutes(6))])
    assert shares(known, Policy(min_outage_us=120 * SECOND)) == {"O1": (0, 0, 0)}


@pytest.mark.parametrize("moment", [minutes(10) + 200_000, minutes(13) + 200_000])
def test_an_outage_without_a_whole_second_takes_no_time_between_two_others(moment: int) -> None:
    known = facts(
        {"a": [interval("2026-10-01T00:00", "2026-10-01T00:10"), DAY]},
        [
            named("O1", minutes(5), minutes(10)),
            named("O2", moment, moment + 600_000),
            named("O3", minutes(20), minutes(30)),
        ],
        [gap(minutes(10), minutes(20))],
    )
    # Between the two there is a minute that cuts the time in two parts.
    left_out = ExcludedTime("X1", ExclusionCategory.POWER, minutes(13), minutes(14), ("a",))
    known = replace(known, excluded=(left_out,))
    joined = Policy(gap_in_outage=GapInOutage.DOWN)
    assert shares(known, joined) == {"O1": (840, 0, 0), "O3": (600, 0, 0)}
