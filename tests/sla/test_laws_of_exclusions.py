"""Exclusions are a set of seconds: how they are cut, doubled or ordered is nobody's business."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.choices import Excluded
from pantau.inventory.contracts import Policy
from pantau.sla import judge_month
from pantau.sla.result import SlaResult
from tests.sla.build import inventory, site, term
from tests.sla.histories import CALENDARS, EPOCH, histories, intervals, moments, policies

elapsed = st.integers(1, 300).map(lambda seconds: EPOCH + seconds * 1_000_000)
some = st.lists(intervals, min_size=1, max_size=3)


def judged(
    facts: LedgerFacts,
    policy: Policy,
    now: int,
    exclusions: Mapping[str, Sequence[Interval]] | None = None,
) -> SlaResult:
    town = inventory(site("a", term(policy=policy)), calendars=CALENDARS)
    return judge_month(town, facts, "2026-10", now, exclusions).sites[0]


@given(histories(), policies(), elapsed, intervals)
def test_where_none_is_left_it_is_as_if_there_had_never_been_one(facts, policy, now, one) -> None:
    never = judged(facts, policy, now)
    assert judged(facts, policy, now, {"a": []}) == never
    assert judged(facts, policy, now, {"a": [Interval(one.begin, one.begin)]}) == never
    assert judged(facts, policy, now, {"b": [one]}) == never


@given(histories(), policies(), elapsed, some, intervals, moments)
def test_one_more_inside_those_there_are_changes_nothing(
    facts, policy, now, exclusions, more, cut
) -> None:
    once = judged(facts, policy, now, {"a": [*exclusions, more]})
    inside = Interval(more.begin, min(max(more.begin, cut), more.end))
    twice = [more, inside, *exclusions, more]
    assert judged(facts, policy, now, {"a": twice}) == once


@given(histories(), policies(), elapsed, some, intervals, moments, st.integers(0, 9_000_000))
def test_two_that_touch_or_overlap_are_as_one_over_both(
    facts, policy, now, exclusions, one, cut, overlap
) -> None:
    cut = min(max(one.begin, cut), one.end)
    halves = [Interval(max(one.begin, cut - overlap), one.end), Interval(one.begin, cut)]
    whole = judged(facts, policy, now, {"a": [*exclusions, one]})
    assert judged(facts, policy, now, {"a": [*halves, *exclusions]}) == whole


@given(histories(), policies(), elapsed, some, intervals)
def test_one_more_takes_from_the_other_three_and_gives_to_none(
    facts, policy, now, exclusions, more
) -> None:
    before = judged(facts, policy, now, {"a": exclusions})
    after = judged(facts, policy, now, {"a": [*exclusions, more]})
    assert after.service_seconds == before.service_seconds
    assert after.excluded_seconds >= before.excluded_seconds
    for name in ("up_seconds", "down_seconds", "unknown_seconds"):
        assert getattr(after, name) <= getattr(before, name)


@given(histories(), policies(), elapsed, some)
def test_the_treatment_of_excluded_time_moves_no_second(facts, policy, now, exclusions) -> None:
    def seconds(treatment: Excluded) -> list[int]:
        row = judged(facts, replace(policy, excluded=treatment), now, {"a": exclusions})
        return [row.up_seconds, row.down_seconds, row.excluded_seconds, row.unknown_seconds]

    assert seconds(Excluded.REMOVE) == seconds(Excluded.COUNT_AS_UP)
