"""What lies outside of a window, or at another site, changes nothing inside."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.choices import GapInOutage
from pantau.inventory.contracts import Policy
from pantau.sla.interval import Spans
from pantau.sla.ledger import draw
from pantau.sla.reading import all_floored, by_site
from tests.sla.build import gap, outage
from tests.sla.histories import (
    BEFORE,
    EPOCH,
    LENGTH,
    ended,
    histories,
    intervals,
    moved,
    policies,
    together,
)

START = EPOCH // 1_000_000
WINDOW = (START, START + 160)
FAR = 10_000_000_000
NOW = EPOCH + 2 * FAR
hours = st.none() | st.lists(intervals, max_size=3).map(all_floored)
exclusions = st.lists(intervals, max_size=3).map(all_floored)


@given(histories(), histories(), policies(), exclusions, hours)
def test_what_lies_beyond_a_second_that_was_up_changes_nothing(
    near: LedgerFacts, far: LedgerFacts, policy: Policy, left_out: Spans, service: Spans | None
) -> None:
    near, far = ended(near), ended(far)
    seen = [
        Interval(EPOCH + begin * 1_000_000, EPOCH + (begin + 10) * 1_000_000)
        for begin in (-BEFORE - 20, LENGTH + 10)
    ]
    alone = together(near, LedgerFacts({"a": tuple(seen)}, (), (), ()))
    more = together(alone, moved(far, -FAR), moved(far, FAR))
    one, other = (
        draw(by_site(facts, NOW).of("a"), WINDOW, policy, left_out, service)
        for facts in (alone, more)
    )
    assert one == other


@given(histories(), policies(), exclusions, hours)
def test_where_the_policy_names_no_whole_outage_only_the_window_is_looked_at(
    facts: LedgerFacts, policy: Policy, left_out: Spans, service: Spans | None
) -> None:
    narrow = replace(policy, gap_in_outage=GapInOutage.UNKNOWN, min_outage_us=0)
    one, other = (
        draw(by_site(known, NOW).of("a"), WINDOW, narrow, left_out, service)
        for known in (facts, _inside(facts))
    )
    assert one == other


@given(histories(), histories(), policies(), exclusions)
def test_what_is_known_of_another_site_changes_nothing(
    facts: LedgerFacts, others: LedgerFacts, policy: Policy, left_out: Spans
) -> None:
    more = together(facts, _at_b(others))
    one, other = (
        draw(by_site(known, NOW).of("a"), WINDOW, policy, left_out) for known in (facts, more)
    )
    assert one == other


def _at_b(facts: LedgerFacts) -> LedgerFacts:
    """The same facts, of another site alone."""
    return LedgerFacts(
        {"b": facts.watched["a"]},
        tuple(replace(one, site="b") for one in facts.imported),
        tuple(replace(one, site="b") for one in facts.outages),
        tuple(replace(one, site="b") for one in facts.gaps),
        tuple(replace(one, site="b") for one in facts.voided),
        tuple(replace(one, sites=("b",)) for one in facts.excluded),
    )


def _inside(facts: LedgerFacts) -> LedgerFacts:
    """Every fact cut to WINDOW."""
    begin, end = (second * 1_000_000 for second in WINDOW)

    def cut(first: int, last: int | None) -> tuple[int, int]:
        return max(first, begin), min(NOW if last is None else last, end)

    return LedgerFacts(
        {"a": tuple(Interval(*cut(one.begin, one.end)) for one in facts.watched["a"])},
        tuple(
            replace(one, begin=cut(one.begin, one.end)[0], end=cut(one.begin, one.end)[1])
            for one in facts.imported
        ),
        tuple(
            outage(*cut(one.started_at, one.ended_at), name=one.site, imported=one.import_id)
            for one in facts.outages
        ),
        tuple(
            gap(*cut(one.started_at, one.ended_at), one.site, one.but_sites) for one in facts.gaps
        ),
        tuple(
            outage(*cut(one.started_at, one.ended_at), name=one.site, imported=one.import_id)
            for one in facts.voided
        ),
        tuple(
            replace(one, begin=cut(one.begin, one.end)[0], end=cut(one.begin, one.end)[1])
            for one in facts.excluded
        ),
    )
