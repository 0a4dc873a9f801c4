"""Repairs of a month belong to the site and the term in which they ended."""

from dataclasses import replace
from datetime import date

from pantau.facts.instant import HOUR
from pantau.facts.measured import ExcludedTime, LedgerFacts
from pantau.facts.words import ExclusionCategory
from pantau.inventory.choices import RepairClock
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import Calendar
from pantau.sla.quality.repaired import repairs_of_month
from tests.sla.build import at, facts, interval, inventory, outage, site, term

NOVEMBER = at("2026-11-02")
FOUR_HOURS = Policy(repair_target_us=4 * HOUR)
WATCHED = {"a": [interval("2026-08-01", "2026-11-02")]}


def late(known: LedgerFacts, *terms, now: int = NOVEMBER) -> list[tuple]:
    chosen = terms or (term(policy=FOUR_HOURS),)
    found = repairs_of_month(inventory(site("a", *chosen)), known, "2026-10", now)
    return [(each.repair.seconds, each.repair.late) for each in found]


def lasting(begin: str, end: str | None):
    return outage(at(begin), None if end is None else at(end))


def test_an_outage_that_began_in_an_earlier_month_is_measured_whole() -> None:
    long = lasting("2026-09-30T22:00", "2026-10-01T03:00")
    assert late(facts(WATCHED, [long])) == [(5 * 3600, True)]


def test_what_ends_in_the_next_month_is_not_judged_in_this_one() -> None:
    long = lasting("2026-10-31T19:00", "2026-11-01T03:00")
    assert late(facts(WATCHED, [long])) == []


def test_the_report_of_the_ticket_starts_the_clock() -> None:
    on_report = term(policy=replace(FOUR_HOURS, repair_clock=RepairClock.REPORTED))
    down = lasting("2026-10-05T08:00", "2026-10-05T13:00")
    assert late(facts(WATCHED, [down]), on_report) == [(None, None)]
    told = replace(down, reported_at=at("2026-10-05T10:00"))
    assert late(facts(WATCHED, [told]), on_report) == [(3 * 3600, False)]


def test_an_approved_exclusion_is_no_repair_time() -> None:
    span = interval("2026-10-05T08:00", "2026-10-05T10:00")
    left_out = ExcludedTime("X1", ExclusionCategory.POWER, span.begin, span.end, ("a",))
    known = facts(WATCHED, [lasting("2026-10-05T08:00", "2026-10-05T13:00")])
    assert late(replace(known, excluded=(left_out,))) == [(3 * 3600, False)]


def test_each_term_judges_by_its_own_target() -> None:
    six = term(end=date(2026, 10, 15), policy=replace(FOUR_HOURS, repair_target_us=6 * HOUR))
    four = term(start=date(2026, 10, 16), policy=FOUR_HOURS)
    known = facts(
        WATCHED,
        [
            lasting("2026-10-05T08:00", "2026-10-05T13:00"),
            lasting("2026-10-20T08:00", "2026-10-20T13:00"),
        ],
    )
    assert late(known, six, four) == [(5 * 3600, False), (5 * 3600, True)]


def test_a_term_that_does_not_touch_the_month_judges_nothing() -> None:
    over = term(end=date(2026, 9, 30), policy=FOUR_HOURS)
    known = facts(WATCHED, [lasting("2026-10-05T08:00", "2026-10-05T13:00")])
    assert late(known, over) == []


def test_what_goes_on_is_judged_up_to_now() -> None:
    now = at("2026-10-20T12:30")
    [found] = late(facts(WATCHED, [lasting("2026-10-20T08:00", None)]), now=now)
    assert found == (4 * 3600 + 1800, True)


def test_only_service_time_is_repair_time_also_before_the_month() -> None:
    # Wednesday 15:00 to Thursday 10:00: one hour of each day lies in the office's hours.
    town = inventory(
        site("a", term(policy=replace(FOUR_HOURS, service_hours="office"))),
        calendars={"office": Calendar((((540, 960),),) * 7)},
    )
    known = facts(WATCHED, [lasting("2026-09-30T15:00", "2026-10-01T10:00")])
    [found] = repairs_of_month(town, known, "2026-10", NOVEMBER)
    assert (found.repair.seconds, found.repair.late) == (2 * 3600, False)


def test_a_repair_is_told_with_its_site_and_the_term_in_which_it_ended() -> None:
    over = term(end=date(2026, 9, 30), policy=FOUR_HOURS, tier="over")
    holds = term(start=date(2026, 10, 1), policy=FOUR_HOURS, tier="holds")
    town = inventory(site("quiet"), site("a", over, holds))
    known = facts(WATCHED, [lasting("2026-10-05T08:00", "2026-10-05T13:00")])
    [found] = repairs_of_month(town, known, "2026-10", NOVEMBER)
    assert (found.site, found.term) == ("a", holds)


def test_a_begin_before_the_month_is_cut_down_to_its_second() -> None:
    [(seconds, _)] = late(facts(WATCHED, [lasting("2026-09-30T22:00:00.700", "2026-10-01T03:00")]))
    assert seconds == 5 * 3600
    assert isinstance(seconds, int)
