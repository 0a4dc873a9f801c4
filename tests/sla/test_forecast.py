"""Where a month is heading, from what was seen so far."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import Calendar
from pantau.sla import judge_month
from pantau.sla.forecast import Forecast, Outlook, forecast, forecast_month
from tests.sla.build import at, facts, inventory, outage, site, term

# October 2026 has 2678400 s; 99.5 % of it tolerate 13392 s.
ALLOWED = 13392
WEEK = (((450, 960),),) * 5 + ((),) * 2


def looked_at(
    now: str, *outages: tuple[str, str], objective: str | None = "99.5", hours: str = "24x7"
) -> Forecast:
    a_site = site("a", term(objective=objective, policy=Policy(service_hours=hours)))
    town = inventory(a_site, calendars={"jam-kerja": Calendar(WEEK)})
    known = facts(
        watched={"a": [Interval(at("2026-09-01"), at("2026-11-01"))]},
        outages=[outage(at(begin), at(end)) for begin, end in outages],
    )
    result = judge_month(town, known, "2026-10", at(now))
    (found,) = forecast_month(town, result)
    return found


def test_a_month_without_outage_holds() -> None:
    found = looked_at("2026-10-11")
    assert (found.outlook, found.left_seconds, found.used_up_at) == (
        Outlook.HOLDING,
        ALLOWED,
        None,
    )


def test_a_budget_is_used_up_where_the_present_rate_reaches_it() -> None:
    # In ten days (864000 s) 2 h down: rate 1/120. Left 6192 s last 743040 s, one more is too much.
    found = looked_at("2026-10-11", ("2026-10-05T08:00", "2026-10-05T10:00"))
    assert (found.down_seconds, found.left_seconds) == (7200, ALLOWED - 7200)
    assert found.outlook is Outlook.HEADING
    assert found.used_up_at == at("2026-10-11") + (743_040 + 1) * 1_000_000
    assert (found.site, found.contract, found.objective) == ("a", "telkom-2026", Decimal("99.5"))


def test_an_instant_between_two_seconds_is_the_whole_one_and_a_number_of_microseconds() -> None:
    # 7201 s down, 6191 left: 6191 x 864000 / 7201 is 742816.8, and the second after it breaks.
    found = looked_at("2026-10-11", ("2026-10-05T08:00:00", "2026-10-05T10:00:01"))
    assert found.used_up_at == at("2026-10-11") + 742_817 * 1_000_000
    assert isinstance(found.used_up_at, int)


def test_the_last_second_of_a_stretch_of_service_is_still_in_it() -> None:
    town = inventory(site("a", term()))
    known = facts(
        watched={"a": [Interval(at("2026-09-01"), at("2026-11-01"))]},
        outages=[outage(at("2026-10-05T08:00"), at("2026-10-05T10:00"))],
    )
    (row,) = judge_month(town, known, "2026-10", at("2026-10-11")).sites
    needed = 743_041
    assert forecast(row, [(10, 10 + needed)]).used_up_at == (10 + needed) * 1_000_000
    assert forecast(row, [(10, 10 + needed), (10**7, 10**8)]).used_up_at == (10 + needed) * 10**6
    assert forecast(row, [(10, 9 + needed)]).outlook is Outlook.HOLDING


def test_a_rate_that_the_rest_of_the_month_can_bear_holds() -> None:
    # Rate 1/240: the 21 days that are left bring 7560 s, and 9792 s are left.
    found = looked_at("2026-10-11", ("2026-10-05T08:00", "2026-10-05T09:00"))
    assert (found.outlook, found.used_up_at) == (Outlook.HOLDING, None)


def test_a_broken_objective_stays_broken() -> None:
    found = looked_at("2026-10-11", ("2026-10-05T08:00", "2026-10-05T12:00"))
    assert (found.outlook, found.left_seconds) == (Outlook.BROKEN, ALLOWED - 14400)


def test_a_budget_that_is_used_to_the_last_second_breaks_with_the_next() -> None:
    found = looked_at("2026-10-11", ("2026-10-05T08:00:00", "2026-10-05T11:43:12"))
    assert (found.outlook, found.left_seconds) == (Outlook.HEADING, 0)
    assert found.used_up_at == at("2026-10-11") + 1_000_000


def test_a_month_that_is_over_has_nothing_to_come() -> None:
    found = looked_at("2026-11-05", ("2026-10-05T08:00", "2026-10-05T11:00"))
    assert (found.outlook, found.used_up_at) == (Outlook.HOLDING, None)


def test_without_an_objective_nothing_is_decided() -> None:
    found = looked_at("2026-10-11", objective=None)
    assert (found.outlook, found.allowed_seconds) == (Outlook.UNDECIDED, None)


def test_where_nothing_was_seen_nothing_is_decided() -> None:
    town = inventory(site("a", term()))
    result = judge_month(town, facts(), "2026-10", at("2026-10-11"))
    assert [row.outlook for row in forecast_month(town, result)] == [Outlook.UNDECIDED]


def test_by_a_calendar_only_service_time_passes() -> None:
    # 22 working days of 8 h 30 = 673200 s tolerate 3366 s. By Wednesday 7, 16:00, 5 days = 153000 s
    # with 1530 s down: rate 1/100. Left 1836 s: 183600 s are 6 working days: Thursday 15, 16:00;
    # one second more is the first of Friday.
    found = looked_at(
        "2026-10-07T20:00", ("2026-10-05T08:00:00", "2026-10-05T08:25:30"), hours="jam-kerja"
    )
    assert (found.allowed_seconds, found.left_seconds) == (3366, 1836)
    assert found.used_up_at == at("2026-10-16T07:30:01")


def test_a_term_that_ended_has_nothing_to_come_and_the_next_one_starts_afresh() -> None:
    old = term(end=date(2026, 10, 5), tier="fo-20")
    new = term(start=date(2026, 10, 6))
    town = inventory(site("a", old, new))
    known = facts(
        watched={"a": [Interval(at("2026-09-01"), at("2026-11-01"))]},
        outages=[outage(at("2026-10-05T08:00"), at("2026-10-05T08:30"))],
    )
    result = judge_month(town, known, "2026-10", at("2026-10-11"))
    first, second = forecast_month(town, result)
    assert (first.tier, first.outlook, first.used_up_at) == ("fo-20", Outlook.HOLDING, None)
    assert (second.tier, second.down_seconds, second.outlook) == ("fo-50", 0, Outlook.HOLDING)


def test_a_second_term_has_its_own_rest_of_the_month() -> None:
    town = inventory(
        site("a", term(end=date(2026, 10, 5), tier="fo-20"), term(start=date(2026, 10, 6)))
    )
    known = facts(
        watched={"a": [Interval(at("2026-09-01"), at("2026-11-01"))]},
        outages=[outage(at("2026-10-06T08:00"), at("2026-10-06T09:00"))],
    )
    first, second = forecast_month(town, judge_month(town, known, "2026-10", at("2026-10-11")))
    # 26 days tolerate 11232 s; 3600 s in 5 days are 1/120, and 7632 s last 915840 s.
    assert (first.outlook, second.outlook) == (Outlook.HOLDING, Outlook.HEADING)
    assert second.used_up_at == at("2026-10-11") + 915_841 * 1_000_000


@given(st.integers(1, 86_400), st.integers(1, 29))
def test_used_up_means_that_the_rate_reaches_what_is_left_just_then(down: int, day: int) -> None:
    now = at("2026-10-01") + (day + 1) * 86_400_000_000
    town = inventory(site("a", term(objective="99")))
    known = facts(
        watched={"a": [Interval(at("2026-09-01"), at("2026-11-01"))]},
        outages=[outage(at("2026-10-01"), at("2026-10-01") + down * 1_000_000)],
    )
    result = judge_month(town, known, "2026-10", now)
    (found,) = forecast_month(town, result)
    assert found.left_seconds is not None
    if found.used_up_at is None:
        return
    passed = (found.used_up_at - now) // 1_000_000
    seen = (day + 1) * 86_400
    assert (passed - 1) * down <= found.left_seconds * seen < passed * down
