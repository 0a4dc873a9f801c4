"""Money follows the ledger: more down time never owes less, and nothing goes beyond the cap."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import Interval
from pantau.inventory.choices import GapInOutage, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution, Term
from pantau.sla.ledger import Ledger
from pantau.sla.result import SlaResult
from pantau.sla.row import judge_row
from tests.sla.build import PRORATA, facts, outage, term
from tests.sla.histories import EPOCH, histories, pairs, policies
from tests.sla.test_laws import elapsed, judged

DAY = 86_400
MONTH = 30 * DAY
FEE = 1_234_567
percents = st.decimals(0, 100, places=2, allow_nan=False)


@st.composite
def rules(draw: st.DrawFn) -> Restitution:
    """What ``check`` lets through: bands go down to 0, and a lower one owes no less."""
    kind = draw(st.sampled_from(RestitutionKind))
    bounds = sorted(draw(st.sets(percents, max_size=4)) | {Decimal(0)}, reverse=True)
    shares = sorted(draw(st.lists(percents, min_size=len(bounds), max_size=len(bounds))))
    return Restitution(
        kind,
        cap=draw(st.decimals(0, 1, places=3, allow_nan=False)),
        multiple=draw(st.none() | st.decimals("0.1", 5, places=1)),
        bands=tuple(zip(bounds, shares, strict=True)),
    )


@st.composite
def contracts(draw: st.DrawFn) -> Term:
    objective = str(draw(st.decimals("0.01", 100, places=2)))
    policy = replace(draw(policies()), restitution=draw(rules()))
    return term(fee=FEE, objective=objective, policy=policy)


@st.composite
def months(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Up, down, excluded and unknown seconds of at most a month."""
    cuts = sorted(draw(st.lists(st.integers(0, MONTH), min_size=4, max_size=4)))
    return tuple(after - before for before, after in zip([0, *cuts], cuts, strict=False))


def row(contract: Term, up: int, down: int, excluded: int, unknown: int, whole: int) -> SlaResult:
    """As if each of the four were one stretch."""

    def stretch(seconds: int) -> list[tuple[int, int]]:
        return [(0, seconds)] if seconds else []

    ledger = Ledger(
        window=(0, MONTH),
        service=stretch(up + down + excluded + unknown),
        up=stretch(up),
        down=stretch(down),
        excluded=stretch(excluded),
        unknown=stretch(unknown),
        lengths=(down,) if down else (),
        unseen=[],
    )
    return judge_row("a", contract, ledger, MONTH, whole)


@given(contracts(), months(), st.integers(0, 3 * DAY), st.integers(0, 3 * DAY), st.data())
def test_more_downtime_never_lowers_the_credit_of_any_kind(
    contract: Term, month: tuple[int, int, int, int], from_up: int, from_unknown: int, data
) -> None:
    up, down, excluded, unknown = month
    from_up, from_unknown = min(from_up, up), min(from_unknown, unknown)
    whole = data.draw(st.integers(max(1, sum(month)), MONTH))
    before = row(contract, up, down, excluded, unknown, whole)
    after = row(
        contract,
        up - from_up,
        down + from_up + from_unknown,
        excluded,
        unknown - from_unknown,
        whole,
    )
    if before.credit is not None:
        assert after.credit is not None
        assert after.credit >= before.credit


@given(contracts(), months(), st.data())
def test_the_credit_of_any_kind_lies_between_nothing_and_the_cap(
    contract: Term, month: tuple[int, int, int, int], data
) -> None:
    whole = data.draw(st.integers(max(1, sum(month)), MONTH))
    owed = row(contract, *month, whole).credit
    if owed is not None:
        most = FEE * Fraction(contract.policy.restitution.cap) + Fraction(1, 2)
        assert 0 <= owed <= most.numerator // most.denominator


@given(histories(), policies(), elapsed, pairs, st.booleans())
def test_one_more_outage_never_lowers_the_credit(
    history, policy: Policy, now, more, imported
) -> None:
    added = outage(*more, imported="I1" if imported else None)
    before = judged(history, policy, now, [])
    after = judged(replace(history, outages=(*history.outages, added)), policy, now, [])
    if before.credit is not None:
        assert after.credit is not None
        assert after.credit >= before.credit


def test_an_outage_that_brings_an_answer_with_it_is_more_than_downtime() -> None:
    # Unwatched from 100 to 200 s, under gap_in_outage: down. The second list says that the site
    # answered at 150 s, in the very second in which the first has it go down again.
    def seconds(at: int) -> int:
        return EPOCH + at * 1_000_000

    watched = {"a": [Interval(EPOCH, seconds(100)), Interval(seconds(200), seconds(400))]}
    silent = [outage(EPOCH, seconds(100)), outage(seconds(200), seconds(300))]
    answered = outage(seconds(200) + 1, seconds(250), answered=seconds(150))
    policy = Policy(gap_in_outage=GapInOutage.DOWN, restitution=PRORATA)
    before = judged(facts(watched, silent), policy, seconds(400), [])
    after = judged(facts(watched, [*silent, answered]), policy, seconds(400), [])
    assert (before.down_seconds, before.unknown_seconds, before.outages) == (300, 0, 1)
    assert (after.down_seconds, after.unknown_seconds, after.outages) == (200, 100, 2)
