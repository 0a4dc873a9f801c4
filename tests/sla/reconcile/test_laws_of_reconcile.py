"""What holds for every two accounts of a month."""

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.dealings import ProviderListed, ProviderOutage
from pantau.facts.instant import SECOND
from pantau.facts.words import Role
from pantau.sla import judge_month
from pantau.sla.reconcile.reconcile import Reconciled, TheirWord, reconcile
from tests.sla.build import at, facts, interval, inventory, outage, site

NOW = at("2026-11-10")
BEGIN, END = at("2026-10-01"), at("2026-11-01")
TOWN = inventory(site("a"))
WATCHED = {"a": [interval("2026-09-01", "2026-11-10")]}
SPAN = st.tuples(st.integers(0, 2_600_000), st.integers(1, 400_000)).map(
    lambda s: (BEGIN + s[0] * SECOND, min(BEGIN + (s[0] + s[1]) * SECOND, END))
)
SPANS = st.lists(SPAN, max_size=6)


def beside(ours: list[tuple[int, int]], theirs: list[tuple[int, int]]) -> Reconciled:
    known = facts(WATCHED, [outage(*span) for span in ours])
    rows = tuple(ProviderOutage(n, "a", *span) for n, span in enumerate(theirs, 2))
    told = ProviderListed("t.csv", "0", "Telkom", BEGIN, END, 480, Role.MANAGER, rows)
    month = judge_month(TOWN, known, "2026-10", NOW)
    word = TheirWord({"L1": told}, ())
    return reconcile(TOWN, known, "2026-10", NOW, word, month.sites, 0).accounts[0]


@given(SPANS, SPANS)
def test_their_sums_are_the_month_judged_in_a_world_in_which_they_are_right(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    (real,), (other,) = (
        judge_month(TOWN, facts(WATCHED, [outage(*s) for s in spans]), "2026-10", NOW).sites
        for spans in (ours, theirs)
    )
    sums = beside(ours, theirs).sums
    assert (sums.down_seconds, sums.credit) == (real.down_seconds, real.credit)
    assert (sums.their_down_seconds, sums.their_credit) == (other.down_seconds, other.credit)


@given(SPANS)
def test_who_says_the_same_differs_in_nothing(spans: list[tuple[int, int]]) -> None:
    assert beside(spans, spans).differences == ()


@given(SPANS, SPANS)
def test_each_second_that_one_side_alone_has_down_is_in_just_one_difference(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]]
) -> None:
    found = beside(ours, theirs)
    worths = [each.worth.seconds for each in found.differences if each.worth]
    assert sum(worths) == found.sums.down_seconds - found.sums.their_down_seconds
