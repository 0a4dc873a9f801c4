"""Sites that were taken out of the file count in a month as if their line still stood there."""

from dataclasses import replace
from datetime import date

from pantau.facts.measured import Interval, LedgerFacts
from pantau.sla import judge_month
from pantau.sla.forecast import forecast_month
from pantau.sla.quality.repaired import repairs_of_month
from pantau.sla.terms import policies_over
from tests.sla.build import at, interval, inventory, outage, site, term

STAYS, LEFT = site("a"), site("b", term(end=date(2026, 10, 20)))
WHOLE = inventory(STAYS, LEFT)
AFTER = replace(WHOLE, sites=(STAYS,), departed=(LEFT,))
NOW = at("2026-10-25")
OCTOBER = interval("2026-10-01", "2026-10-25")
FACTS = LedgerFacts(
    watched={name: (Interval(OCTOBER.begin, OCTOBER.end),) for name in "ab"},
    imported=(),
    outages=(outage(at("2026-10-05"), at("2026-10-06"), name="b"),),
    gaps=(),
)


def test_a_month_is_the_same_with_its_money() -> None:
    found = judge_month(AFTER, FACTS, "2026-10", NOW)
    assert found == judge_month(WHOLE, FACTS, "2026-10", NOW)
    assert found.total.sites == 2
    assert found.sites[1].credit


def test_forecasts_and_repairs_know_it() -> None:
    result = judge_month(AFTER, FACTS, "2026-10", NOW)
    assert forecast_month(AFTER, result) == forecast_month(WHOLE, result)
    [repair] = repairs_of_month(AFTER, FACTS, "2026-10", NOW)
    assert repair.site == "b"


def test_its_policy_counts_while_its_terms_lasted() -> None:
    begin, last, end = at("2026-10-20"), at("2026-10-21"), at("2026-10-22")
    assert len(policies_over(AFTER, {"b"}, begin, last)) == 1
    assert policies_over(AFTER, {"b"}, last, end) == []
