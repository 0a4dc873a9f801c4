"""What the lines of a row say where little is known, and where a calendar counts."""

from datetime import date

from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import Calendar
from pantau.sla import error_budget, judge_month
from tests.sla.build import PRORATA, at, facts, interval, inventory, outage, site, term

OCTOBER = {"a": [interval("2026-09-01", "2026-11-01")], "c": [interval("2026-09-01", "2026-11-01")]}
NOVEMBER = at("2026-11-02")
OFFICE = Calendar((((450, 960),),) * 5 + ((),) * 2)


def judged(known, *sites, month: str = "2026-10"):
    town = inventory(*sites, calendars={"jam-kerja": OFFICE})
    return judge_month(town, known, month, NOVEMBER)


def test_where_nothing_was_measured_the_working_says_so_and_names_no_share() -> None:
    (row,) = judged(facts(), site("a")).sites
    assert row.working == (
        "service time = 0 up + 0 down + 0 excluded + 2678400 unknown = 2678400 s",
        "credit: none, nothing was measured",
    )


def test_where_too_little_was_watched_the_working_names_both_shares() -> None:
    half = {"a": [interval("2026-10-16T12:00", "2026-11-01")]}
    (row,) = judged(facts(half), site("a")).sites
    assert row.working[-1] == (
        "credit: none, coverage 0.5 is below 0.95: the figure cannot be claimed"
    )


def test_the_first_line_names_the_calendar_and_its_seconds_inside_the_term() -> None:
    policy = Policy(service_hours="jam-kerja", restitution=PRORATA)
    late = term(start=date(2026, 10, 29), policy=policy)
    (row,) = judged(facts(OCTOBER), site("a", late)).sites
    # A Thursday and a Friday of 8 h 30 each.
    assert row.working[:2] == (
        "service hours are those of the calendar 'jam-kerja': 61200 s of the month inside the term",
        "service time = 61200 up + 0 down + 0 excluded + 0 unknown = 61200 s",
    )


def test_a_site_without_a_term_in_the_month_hides_none_that_follows() -> None:
    gone = site("b", term(end=date(2026, 9, 30)))
    result = judged(facts(OCTOBER), site("a"), gone, site("c"))
    assert [row.site for row in result.sites] == ["a", "c"]


def test_a_row_that_owes_nothing_and_one_that_cannot_be_claimed_add_nothing_to_the_total() -> None:
    down = [outage(at("2026-10-05"), at("2026-10-06"), name="c")]
    result = judged(facts(OCTOBER, down), site("a"), site("unwatched"), site("c"))
    assert [row.credit for row in result.sites] == [0, None, 32_258]
    assert result.total.credit == 32_258


def test_a_budget_of_a_fraction_of_a_second_is_cut_off() -> None:
    # 0.001 % of 2678400 s are 26.784 s.
    (row,) = judged(facts(OCTOBER), site("a", term(objective="99.999"))).sites
    assert error_budget(row) == 26
