"""Rows of a month in the order of who needs looking at, and what they are put together by."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from pantau.facts.words import Medium, SiteKind
from pantau.sla import SlaResult, judge_month
from pantau.sla.groups import Per, Row, groups, rows
from tests.sla.build import at, facts, interval, inventory, outage, site, term

OCTOBER = interval("2026-10-01", "2026-11-01")
TEN_HOURS = (at("2026-10-05T08:00"), at("2026-10-05T18:00"))
NO_PROVIDER = replace(term(), provider="", contract="c", tier="t")
TOWN = inventory(
    replace(site("b"), name="Bagian", kecamatan="Batu Engau"),
    replace(site("d", NO_PROVIDER), name="Desa", kecamatan=""),
    replace(site("a"), name="Arsip", kind=SiteKind.OPD, medium=Medium.FO),
)
# Arsip was down for ten hours, Desa never, and nobody watched Bagian.
KNOWN = facts({"a": [OCTOBER], "d": [OCTOBER]}, [outage(*TEN_HOURS)])
MONTH = judge_month(TOWN, KNOWN, "2026-10", OCTOBER.end)


def figures(
    name: str,
    compliant: bool | None,
    availability: str | None,
    objective: str | None = "99",
    unknown: int = 0,
) -> SlaResult:
    """A row of which only this counts, whatever the calculator would say."""
    return replace(
        MONTH.sites[0],
        site=name,
        compliant=compliant,
        availability=None if availability is None else Fraction(availability),
        objective=None if objective is None else Decimal(objective),
        unknown_seconds=unknown,
    )


def ordered(*results: SlaResult) -> list[str]:
    """The sites as they are shown: given from the last on, so that no order is kept by chance."""
    town = inventory(*(site(each.site) for each in results))
    month = replace(MONTH, sites=tuple(reversed(results)))
    return [row.result.site for row in rows(month, town)]


def test_missed_ones_come_before_the_unjudged_then_the_kept_then_those_that_promise_nothing() -> (
    None
):
    # Each is better, or less far below its objective, than the first of the next rank.
    worst_first = (
        figures("missed", False, "0.989"),
        figures("unjudged", None, "0.5"),
        figures("unjudged-but-good", None, "1"),
        figures("just-kept", True, "0.99"),
        figures("kept", True, "1"),
        figures("free", None, "0.4", objective=None),
        figures("better-free", None, "0.41", objective=None),
    )
    assert ordered(*worst_first) == [each.site for each in worst_first]


def test_of_one_rank_the_one_farthest_below_its_own_objective_is_worst() -> None:
    # 0.5 points above 99.5 %, and 0.75 points above 50 %.
    assert ordered(
        figures("a", True, "1", objective="99.5"), figures("b", True, "0.5075", objective="50")
    ) == ["a", "b"]
    assert ordered(
        figures("a", False, "0.97", objective="99.5"), figures("b", False, "0.9", objective="92")
    ) == ["a", "b"]


def test_where_nothing_was_measured_a_row_stands_as_if_it_just_kept_its_objective() -> None:
    assert ordered(
        figures("below", None, "0.98"), figures("nothing", None, None), figures("above", None, "1")
    ) == ["below", "nothing", "above"]


def test_of_rows_that_are_alike_the_one_of_more_unknown_time_is_worse_then_names_decide() -> None:
    assert ordered(
        figures("z", True, "1", unknown=2),
        figures("y", True, "1", unknown=1),
        figures("a", True, "1"),
        figures("b", True, "1"),
    ) == ["z", "y", "a", "b"]


def test_a_row_says_what_and_where_its_site_is_and_whose() -> None:
    found = rows(MONTH, TOWN)
    a, d, b = (MONTH.sites[place] for place in (2, 1, 0))
    assert found == (
        Row("Arsip", "Kuaro", SiteKind.OPD, Medium.FO, "Telkom", a),
        Row("Bagian", "Batu Engau", SiteKind.DESA, None, "Telkom", b),
        Row("Desa", "", SiteKind.DESA, None, "", d),
    )


def test_a_site_that_left_the_file_hides_no_other_and_a_contract_that_did_has_no_provider() -> None:
    stray = replace(MONTH.sites[0], site="gone")
    renamed = replace(MONTH.sites[0], contract="gone")
    found = rows(replace(MONTH, sites=(stray, renamed)), TOWN)
    assert [(row.result, row.provider) for row in found] == [(renamed, "")]


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        (Per.SITE, [("a", "Arsip", 1), ("d", "Desa", 1), ("b", "Bagian", 1)]),
        (Per.KECAMATAN, [("Kuaro", "Kuaro", 1), ("", "–", 1), ("Batu Engau", "Batu Engau", 1)]),
        (Per.KIND, [("opd", "Regional office", 1), ("desa", "Village office", 2)]),
        (Per.PROVIDER, [("Telkom", "Telkom", 2), ("", "–", 1)]),
        (Per.MEDIUM, [("fo", "Optical fibre", 1), ("-", "–", 2)]),
        (Per.TIER, [("telkom-2026/fo-50", "fo-50 · telkom-2026", 2), ("c/t", "t · c", 1)]),
    ],
)
def test_groups_have_a_word_for_addresses_and_a_name_the_lowest_availability_first(
    per: Per, expected: list[tuple[str, str, int]]
) -> None:
    """Those of which nothing was measured come last."""
    found = groups(rows(MONTH, TOWN), per, "en")
    assert [(each.word, each.name, len(each.rows)) for each in found] == expected


def test_a_group_is_its_rows_and_their_sum() -> None:
    first, second = groups(rows(MONTH, TOWN), Per.KIND, "id")
    assert [row.name for row in first.rows] == ["Arsip"]
    assert [row.name for row in second.rows] == ["Bagian", "Desa"]
    assert (first.total.down_seconds, second.total.down_seconds) == (36_000, 0)
    assert (second.total.sites, second.total.unknown_seconds) == (2, 31 * 86_400)
