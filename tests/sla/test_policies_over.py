"""Which contracts' rules an act is under that concerns some sites for some time."""

from dataclasses import replace
from datetime import date

import pytest

from pantau.inventory.contracts import Policy
from pantau.sla.terms import policies_over
from tests.sla.build import at, inventory, site, term

OLD, NEW, OTHER = (Policy(min_outage_us=number) for number in (1, 2, 3))
TOWN = inventory(
    site(
        "a",
        term(date(2026, 1, 1), date(2026, 6, 30), policy=OLD),
        replace(term(date(2026, 7, 1), policy=NEW), end=None),
    ),
    site("b", term(policy=OTHER)),
)


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2025-12-31", "2026-01-01", []),
        ("2026-06-30T12:00", "2026-06-30T13:00", [OLD]),
        ("2026-06-30T23:00", "2026-07-01", [OLD]),
        ("2026-06-30T23:00", "2026-07-01T00:01", [OLD, NEW]),
        ("2026-07-01", "2026-07-01T01:00", [NEW]),
        ("2030-01-01", "2030-01-02", [NEW]),
    ],
)
def test_a_term_counts_from_its_first_day_to_the_end_of_its_last(
    begin: str, end: str, expected: list[Policy]
) -> None:
    assert policies_over(TOWN, {"a"}, at(begin), at(end)) == expected


def test_only_the_sites_that_are_meant_count() -> None:
    span = (at("2026-06-01"), at("2026-06-02"))
    assert policies_over(TOWN, {"b"}, *span) == [OTHER]
    assert policies_over(TOWN, {"a", "b"}, *span) == [OLD, OTHER]
    assert policies_over(TOWN, (), *span) == []
