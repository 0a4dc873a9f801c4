"""Which months of samples go, and when."""

from datetime import UTC, datetime

import pytest

from pantau.actions.keeping import Due, due
from pantau.facts.instant import from_datetime
from pantau.facts.words import Left
from pantau.inventory.keeping import Keeping

NOW = from_datetime(datetime(2026, 11, 25, tzinfo=UTC))
KEEPING = Keeping(samples_months=25, evidence_months=60)
CLOSED = [f"{year}-{month:02d}" for year in range(2000, 2027) for month in range(1, 13)]


def left(months: list[str], closed: list[str] = CLOSED) -> dict[str, Left]:
    return {each.month: each.left for each in due(months, closed, KEEPING, NOW)}


@pytest.mark.parametrize(
    ("month", "what"),
    [
        ("2026-11", None),
        ("2024-10", None),
        ("2024-09", Left.EVIDENCE),
        ("2021-11", Left.EVIDENCE),
        ("2021-10", Left.NOTHING),
    ],
)
def test_a_month_stays_for_so_many_whole_months_after_it(month: str, what: Left | None) -> None:
    assert left([month]).get(month) is what


@pytest.mark.parametrize("still_open", ["2024-09", "2024-10"])
def test_a_month_that_is_not_closed_waits_and_so_does_the_one_before_it(still_open: str) -> None:
    """The contract's day begins at another hour than the UTC one: a file serves two months."""
    assert left(["2024-09"], [each for each in CLOSED if each != still_open]) == {}


def test_twice_the_term_waits_for_nobody() -> None:
    assert left(["2022-09", "2022-08", "2016-11", "2016-10"], closed=[]) == {
        "2022-08": Left.EVIDENCE,
        "2016-11": Left.EVIDENCE,
        "2016-10": Left.NOTHING,
    }


def test_the_oldest_goes_first_and_the_rule_is_named() -> None:
    assert due(["2024-09", "2019-01"], CLOSED, KEEPING, NOW) == [
        Due("2019-01", Left.NOTHING, "evidence_months: 60"),
        Due("2024-09", Left.EVIDENCE, "samples_months: 25"),
    ]
