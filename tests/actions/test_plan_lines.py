"""Plans show the figures of the contract's papers, and count from whole months."""

from dataclasses import replace
from pathlib import Path

import pytest

from pantau.actions.acting import Refused
from pantau.actions.months import judged
from pantau.actions.plan.lines import read_lines
from pantau.actions.plan.period import ending_with, period_of
from pantau.facts.instant import DAY
from pantau.inventory.contracts import Policy
from pantau.inventory.model import Inventory
from tests.actions.acts import NOW, TOWN, october
from tests.actions.paper_mill import close_october
from tests.sla.build import term

OCTOBER = "2026-10"
ZONE = TOWN.timezone


def forgiving() -> Inventory:
    """The same town under contracts that count no outage shorter than two days."""
    terms = (term(policy=Policy(min_outage_us=2 * DAY)),)
    return replace(TOWN, sites=tuple(replace(each, terms=terms) for each in TOWN.sites))


def test_a_closed_month_counts_as_it_was_frozen(tmp_path: Path) -> None:
    period = period_of(OCTOBER, OCTOBER, ZONE)
    assert not isinstance(period, Refused)
    with october(tmp_path) as store:
        close_october(store)
        frozen = judged(store, TOWN, OCTOBER, NOW).result
        before = read_lines(store, TOWN, period, NOW)
        # Under other rules nothing of it would count.
        after = read_lines(store, forgiving(), period, NOW)
    for found in (before, after):
        rows = {row.site: row for line in found.lines for row in line.rows}
        assert rows == {row.site: row for row in frozen.sites}
    # A frozen month keeps no spans: when it was down is told as it would be judged today.
    assert sum(line.work_down_seconds or 0 for line in before.lines) > 0
    assert sum(line.work_down_seconds or 0 for line in after.lines) == 0


def test_months_that_follow_one_another() -> None:
    found = ending_with("2026-02", 3, ZONE)
    assert not isinstance(found, Refused)
    assert found.months == ("2025-12", "2026-01", "2026-02")
    assert found == period_of("2025-12", "2026-02", ZONE)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-13", "2026-13", "is not a month"),
        ("2026-02", "2026-01", "lies before"),
        ("2020-01", "2026-01", "is longer than 24 months"),
    ],
)
def test_what_is_no_period_is_refused(first: str, last: str, why: str) -> None:
    found = period_of(first, last, ZONE)
    assert isinstance(found, Refused)
    assert why in found.message
