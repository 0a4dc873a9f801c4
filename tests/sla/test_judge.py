import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from pantau.facts.measured import Interval
from pantau.inventory.choices import Excluded, GapInOutage, OutageCounts
from pantau.inventory.contracts import Policy
from pantau.inventory.service_hours import Calendar
from pantau.sla import error_budget, floor_percent, judge_month, to_json
from pantau.sla.figures import exact
from tests.sla.build import PRORATA, at, facts, gap, interval, inventory, outage, site, term

NOVEMBER = at("2026-11-02")
OCTOBER = {"a": [interval("2026-09-01", "2026-11-01")]}
A_DAY_DOWN = [outage(at("2026-10-05"), at("2026-10-06"))]


def judge_one(contract, known, now: int = NOVEMBER, left_out=None):
    return judge_month(inventory(site("a", contract)), known, "2026-10", now, left_out).sites[0]


def test_a_month_in_the_future_has_no_rows() -> None:
    result = judge_month(inventory(site("a")), facts(OCTOBER), "2026-10", at("2026-10-01"))
    assert result.sites == ()
    assert (result.total.sites, result.total.availability) == (0, None)
    assert result.upto == at("2026-10-01")


def test_a_month_one_second_old_has_one_second_of_service() -> None:
    now = at("2026-10-01T00:00:01")
    row = judge_one(term(), facts(OCTOBER), now)
    assert (row.service_seconds, row.up_seconds, row.span) == (1, 1, Interval(now - 1_000_000, now))


def test_a_term_outside_the_month_or_still_to_come_has_no_row() -> None:
    terms = (
        term(end=date(2026, 9, 30)),
        term(start=date(2026, 10, 5), end=date(2026, 10, 9), tier="now"),
        term(start=date(2026, 10, 10), tier="later"),
    )
    result = judge_month(inventory(site("a", *terms)), facts(OCTOBER), "2026-10", at("2026-10-07"))
    assert [row.tier for row in result.sites] == ["now"]


def test_rows_stand_in_the_order_of_the_inventory_and_sites_are_counted_once() -> None:
    halves = (term(end=date(2026, 10, 15)), term(start=date(2026, 10, 16), fee=2))
    result = judge_month(
        inventory(site("z"), site("a", *halves)), facts(OCTOBER), "2026-10", NOVEMBER
    )
    assert [row.site for row in result.sites] == ["z", "a", "a"]
    assert result.total.sites == 2
    assert (result.total.compliant, result.total.undecided) == (2, 1)


def test_a_site_of_which_nothing_is_known_is_unknown_throughout() -> None:
    row = judge_one(term(), facts())
    assert row.unknown_seconds == row.service_seconds == 2_678_400
    assert (row.availability, row.coverage, row.compliant) == (None, 0, None)
    assert (row.availability_worst, row.availability_best) == (0, 1)
    assert (row.claimable, row.credit, row.mttr_seconds) == (False, None, None)


@pytest.mark.parametrize("treatment", list(Excluded))
def test_a_month_wholly_excluded_has_no_figures(treatment: Excluded) -> None:
    whole = {"a": [interval("2026-09-01", "2026-11-01")]}
    contract = term(policy=Policy(excluded=treatment, restitution=PRORATA))
    row = judge_one(contract, facts(OCTOBER), left_out=whole)
    assert row.excluded_seconds == row.service_seconds
    figures = (row.availability, row.availability_worst, row.availability_best, row.coverage)
    assert figures == (None,) * 4
    assert (row.compliant, row.claimable, row.credit) == (None, False, None)


def test_compliance_is_decided_on_exact_fractions() -> None:
    # 31 d x 0.5 % = 13392 s may be down; one second more is too much, though both show 99.5.
    allowed = outage(at("2026-10-05"), at("2026-10-05") + 13_392_000_000)
    beyond = outage(at("2026-10-05"), at("2026-10-05") + 13_393_000_000)
    met = judge_one(term(), facts(OCTOBER, [allowed]))
    missed = judge_one(term(), facts(OCTOBER, [beyond]))
    assert (met.compliant, met.credit) == (True, 0)
    assert (missed.compliant, missed.credit) == (False, 5000)
    assert floor_percent(met.availability, met.objective) == Decimal("99.50")
    assert floor_percent(missed.availability, missed.objective) == Decimal("99.49")


def test_coverage_at_the_minimum_can_be_claimed() -> None:
    quarter = term(policy=Policy(min_coverage=Decimal("0.25"), restitution=PRORATA))
    now = at("2026-10-01T00:00:04")
    for end, claimable in (("2026-10-01T00:00:01", True), ("2026-10-01T00:00:00.999", False)):
        row = judge_one(quarter, facts({"a": [interval("2026-09-30", end)]}), now)
        assert row.claimable is claimable


@pytest.mark.parametrize(
    ("contract", "line"),
    [
        (term(objective=None), "credit: none, the contract states no objective"),
        (term(fee=None), "credit: none, the contract states no fee"),
        (term(policy=Policy()), "credit: none, the contract states no restitution rule"),
    ],
)
def test_what_the_contract_does_not_state_leaves_no_credit(contract, line: str) -> None:
    row = judge_one(contract, facts(OCTOBER, A_DAY_DOWN))
    assert row.credit is None
    assert row.working[-1] == line


def test_where_the_objective_is_met_nothing_is_owed_whatever_the_contract_lacks() -> None:
    row = judge_one(term(fee=None, policy=Policy()), facts(OCTOBER))
    assert (row.compliant, row.credit) == (True, 0)


def test_the_working_names_the_policies_that_moved_seconds() -> None:
    policy = Policy(
        excluded=Excluded.COUNT_AS_UP,
        min_outage_us=300_000_000,
        min_outage_counts=OutageCounts.EXCESS,
        gap_in_outage=GapInOutage.DOWN,
        restitution=PRORATA,
    )
    known = facts(OCTOBER, A_DAY_DOWN, [gap(at("2026-10-05T12:00"), at("2026-10-05T13:00"))])
    left_out = {"a": [interval("2026-10-06T00:00", "2026-10-06T01:00")]}
    row = judge_one(term(policy=policy), known, left_out=left_out)
    assert row.working[:6] == (
        "service time = 2588700 up + 86100 down + 3600 excluded + 0 unknown = 2678400 s",
        "outages shorter than 300 s count as up",
        "of longer ones the first 300 s count as up",
        "3600 s down were not watched: gap_in_outage is down",
        "availability = (up + excluded) / (up + excluded + down) = (2588700 + 3600) / 2678400"
        " = 0.967853942652...",
        "coverage = (up + down) / (up + down + unknown) = 2674800 / 2674800 = 1",
    )
    assert row.working[6] == "objective 99.5 % is missed by actual 96.785394265232... %"


def test_a_whole_minimum_outage_is_named_alone() -> None:
    policy = Policy(min_outage_us=1_500_000)
    row = judge_one(term(policy=policy), facts(OCTOBER))
    assert row.working[1] == "outages shorter than 1.5 s count as up"
    assert row.working[2].startswith("availability")


def test_the_error_budget_is_of_the_whole_month_and_may_be_negative() -> None:
    early = at("2026-10-02")
    untouched = judge_one(term(), facts(OCTOBER), early)
    assert error_budget(untouched) == 13_392
    broken = judge_one(term(), facts(OCTOBER, A_DAY_DOWN))
    assert error_budget(broken) == 13_392 - 86_400
    assert error_budget(judge_one(term(objective=None), facts(OCTOBER))) is None


def test_the_error_budget_is_that_of_the_term_in_the_month() -> None:
    row = judge_one(term(start=date(2026, 10, 31)), facts(OCTOBER))
    assert error_budget(row) == 432


def test_json_has_exactly_the_names_that_were_promised() -> None:
    known = facts(OCTOBER, A_DAY_DOWN)
    form = to_json(judge_month(inventory(site("a")), known, "2026-10", NOVEMBER))
    assert json.loads(json.dumps(form, allow_nan=False)) == {
        "month": "2026-10",
        "from": "2026-09-30T16:00:00Z",
        "to": "2026-10-31T16:00:00Z",
        "timezone": "Asia/Makassar",
        "sites": [
            {
                "site": "a",
                "contract": "telkom-2026",
                "tier": "fo-50",
                "service_seconds": 2_678_400,
                "up_seconds": 2_592_000,
                "down_seconds": 86_400,
                "excluded_seconds": 0,
                "unknown_seconds": 0,
                "availability": 30 / 31,
                "availability_worst": 30 / 31,
                "availability_best": 30 / 31,
                "coverage": 1.0,
                "objective": 99.5,
                "compliant": False,
                "claimable": True,
                "outages": 1,
                "longest_outage_seconds": 86_400,
                "mttr_seconds": 86_400,
                "credit": 32_258,
            }
        ],
        "total": {
            "sites": 1,
            "service_seconds": 2_678_400,
            "up_seconds": 2_592_000,
            "down_seconds": 86_400,
            "excluded_seconds": 0,
            "unknown_seconds": 0,
            "availability": 30 / 31,
            "availability_worst": 30 / 31,
            "availability_best": 30 / 31,
            "coverage": 1.0,
            "compliant": 0,
            "not_compliant": 1,
            "undecided": 0,
            "claimable": 1,
            "outages": 1,
            "credit": 32_258,
        },
    }


@pytest.mark.parametrize(
    ("value", "objective", "shown"),
    [
        (Fraction(1), None, "100.00"),
        (Fraction(99_999_999, 100_000_000), "99.5", "99.99"),
        (Fraction(99_999_999, 100_000_000), "99.999", "99.999"),
        (Fraction(2, 3), "99.5", "66.66"),
        (Fraction(0), "95", "0.00"),
        (Fraction(995, 1000), "1E+2", "99.50"),
    ],
)
def test_a_shown_percentage_never_looks_better_than_it_is(
    value: Fraction, objective: str | None, shown: str
) -> None:
    assert str(floor_percent(value, Decimal(objective) if objective else None)) == shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1000), "1000"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0.333333333333..."),
        (Fraction(5, 10**13), "0.000000000000..."),
        (Fraction(10**15 + 1, 10), "100000000000000.1"),
    ],
)
def test_a_number_in_the_working_shows_all_its_digits_or_says_that_more_follow(
    value: Fraction, text: str
) -> None:
    assert exact(value) == text


def test_a_month_of_one_site_alone_has_its_rows_and_no_others() -> None:
    town, known = inventory(site("a"), site("b")), facts(OCTOBER)
    whole = judge_month(town, known, "2026-10", NOVEMBER)
    for place, name in enumerate(("a", "b")):
        alone = judge_month(town, known, "2026-10", NOVEMBER, only=name)
        assert alone.sites == (whole.sites[place],)


def test_before_the_first_second_of_service_there_is_no_row() -> None:
    office = inventory(
        site("a", term(policy=Policy(service_hours="office"))),
        calendars={"office": Calendar((((480, 960),),) * 7)},
    )
    for now, rows in (("2026-10-01T08:00", 0), ("2026-10-01T08:00:01", 1)):
        assert len(judge_month(office, facts(OCTOBER), "2026-10", at(now)).sites) == rows


def test_a_term_without_service_does_not_hide_the_next_one() -> None:
    # The first term is a weekend, on which this calendar has no hours.
    hours = Policy(service_hours="office")
    terms = (
        term(start=date(2026, 10, 3), end=date(2026, 10, 4), policy=hours),
        term(start=date(2026, 10, 5), policy=hours, tier="next"),
    )
    office = {"office": Calendar((((480, 960),),) * 5 + ((),) * 2)}
    town = inventory(site("a", *terms), calendars=office)
    result = judge_month(town, facts(OCTOBER), "2026-10", NOVEMBER)
    assert [row.tier for row in result.sites] == ["next"]
