"""Where a window is cut changes no sum."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval, LedgerFacts
from pantau.inventory.contracts import Policy
from pantau.sla import judge_month
from pantau.sla.interval import Spans, total, union
from pantau.sla.ledger import Ledger, draw
from pantau.sla.reading import all_floored, by_site
from pantau.sla.result import SlaResult
from pantau.sla.service import ServiceTime
from tests.sla.build import WITA, at, inventory, site, term
from tests.sla.histories import (
    CALENDARS,
    EPOCH,
    histories,
    intervals,
    moments,
    moved,
    policies,
)

START = EPOCH // 1_000_000
WINDOW = (START, START + 160)
FAR = 10_000_000_000
MID_MONTH = at("2026-10-16") - EPOCH
NOW = EPOCH + 2 * FAR
hours = st.none() | st.lists(intervals, max_size=3).map(all_floored)
exclusions = st.lists(intervals, max_size=3).map(all_floored)


def sums(ledger: Ledger) -> list[int]:
    parts = (ledger.up, ledger.down, ledger.excluded, ledger.unknown, ledger.unseen)
    return [ledger.service_seconds, *map(total, parts)]


def parts(*rows: SlaResult) -> list[int]:
    names = ("service", "up", "down", "excluded", "unknown", "unseen")
    return [sum(getattr(row, f"{name}_seconds") for row in rows) for name in names]


@given(histories(), policies(), moments, exclusions, hours, st.data())
def test_a_window_split_in_two_adds_up_to_the_whole(
    facts: LedgerFacts, policy: Policy, now: int, left_out: Spans, service: Spans | None, data
) -> None:
    offsets = st.lists(st.integers(-60, 240), min_size=3, max_size=3, unique=True)
    begin, cut, end = (START + each for each in sorted(data.draw(offsets)))
    known = by_site(facts, now).of("a")
    whole, first, second = (
        sums(draw(known, window, policy, left_out, service))
        for window in ((begin, end), (begin, cut), (cut, end))
    )
    assert [one + other for one, other in zip(first, second, strict=True)] == whole


@given(histories(), policies(), st.lists(intervals, max_size=2))
def test_a_term_split_in_two_adds_up_to_the_whole(
    facts: LedgerFacts, policy: Policy, excluded: list[Interval]
) -> None:
    around_the_border = moved(facts, MID_MONTH)
    left_out = [Interval(one.begin + MID_MONTH, one.end + MID_MONTH) for one in excluded]

    def judged(*terms) -> tuple[SlaResult, ...]:
        town = inventory(site("a", *terms), calendars=CALENDARS)
        now = at("2026-11-02")
        return judge_month(town, around_the_border, "2026-10", now, {"a": left_out}).sites

    halves = judged(
        term(policy=policy, end=date(2026, 10, 15), tier="fo-20"),
        term(policy=policy, start=date(2026, 10, 16)),
    )
    assert len(halves) == 2
    assert parts(*halves) == parts(*judged(term(policy=policy)))


@given(histories(), policies(), st.lists(intervals, max_size=2))
def test_two_months_add_up_to_one_window_over_both(
    facts: LedgerFacts, policy: Policy, excluded: list[Interval]
) -> None:
    town = inventory(site("a", term(policy=policy)), calendars=CALENDARS)
    now = at("2026-11-02")
    months = [
        judge_month(town, facts, month, now, {"a": excluded}).sites[0]
        for month in ("2026-09", "2026-10")
    ]
    window = (at("2026-09-01") // 1_000_000, at("2026-11-01") // 1_000_000)
    service = ServiceTime(CALENDARS, WITA).spans(policy.service_hours, window)
    known = by_site(facts, now).of("a")
    left_out = union([*known.excluded, *all_floored(excluded)])
    both = draw(known, window, policy, left_out, service)
    assert parts(*months) == sums(both)
