"""The script of a pack, which knows nothing of Pantau, gives what Pantau gives."""

import ast
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.measured import ExcludedTime, Interval, LedgerFacts, Outage
from pantau.facts.said import MonthStanding
from pantau.facts.words import ExclusionCategory, MonthState
from pantau.inventory.choices import Denominator, FeePartial, GapInOutage, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution
from pantau.inventory.model import Inventory
from pantau.reports.pack import check_journal, count, recompute
from pantau.reports.pack.contents import Contents
from pantau.reports.pack.make import members
from pantau.reports.pack.policy_form import plain
from pantau.sla import MonthResult, facts_window, judge_month
from pantau.sla.figures import figures
from pantau.sla.row import credit_of
from tests.reports.packs import unpacked
from tests.sla import golden
from tests.sla.build import PRORATA, gap, inventory, outage, site, term
from tests.sla.histories import CALENDARS, EPOCH, histories, intervals, outages, policies

SCRIPTS = [Path(str(module.__file__)) for module in (recompute, check_journal)]
BANDS = ((Decimal("99.5"), Decimal(1)), (Decimal(99), Decimal(5)), (Decimal(60), Decimal("25.5")))
FRACTIONS = {"availability", "availability_worst", "availability_best", "coverage"}


def contents(town: Inventory, facts: LedgerFacts, month: str, now: int) -> Contents:
    return Contents(
        inventory=town,
        standing=MonthStanding(month, MonthState.DRAFT, 1),
        now=now,
        reach=facts_window(month, town.timezone),
        result=judge_month(town, facts, month, now),
        facts=facts,
        proposals=(),
        voids=(),
        head=None,
    )


def approved(facts: LedgerFacts, spans: Sequence[Interval]) -> LedgerFacts:
    """The facts with these exclusions of "a" approved."""
    more = (
        ExcludedTime(f"X{number}", ExclusionCategory.POWER, span.begin, span.end, ("a",))
        for number, span in enumerate(spans)
    )
    return replace(facts, excluded=(*facts.excluded, *more))


class Held(recompute.Pack):
    """A pack in memory."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(Path())
        self._read = {
            name: json.loads(content) for name, content in files.items() if name.endswith(".json")
        }


def as_counted(result: MonthResult) -> list[dict[str, Any]]:
    """Our rows, with the names that the script counts."""
    names = ("site", "contract", "tier", "compliant", "claimable", "outages", "credit", *FRACTIONS)
    seconds = [
        f"{name}_seconds"
        for name in ("service", "up", "down", "excluded", "unknown", "longest_outage", "mttr")
    ]
    more = [f"{name}_seconds" for name in ("term", "forgiven", "unseen")]
    every = (*names, *seconds, *more, "objective")
    return [{name: getattr(row, name) for name in every} for row in result.sites]


@pytest.mark.parametrize("path", golden.PATHS, ids=lambda path: path.stem)
def test_a_month_worked_by_hand_is_recomputed(path: Path, tmp_path: Path) -> None:
    case = golden.read(path)
    held = contents(case.town, approved(case.facts, case.exclusions), case.month, case.now)
    folder = unpacked(members(held), tmp_path)
    rows = list(recompute.rows_of(recompute.Pack(folder)))
    found = [
        {name: row[name] for name in wanted} for wanted, row in zip(case.expect, rows, strict=True)
    ]
    assert found == case.expect
    assert recompute.findings(folder, [recompute.check_figures]) == []


@given(histories(), policies(), st.integers(1, 300), st.lists(intervals, max_size=2))
def test_a_random_month_is_recomputed(
    facts: LedgerFacts, policy: Policy, elapsed: int, exclusions: list[Interval]
) -> None:
    now = EPOCH + elapsed * 1_000_000 + 700_000
    # A tier that every outage misses: else the formulas of money would rarely be reached.
    strict = term(policy=policy, objective="99.999999")
    town = inventory(site("a", strict), site("b", term(policy=policy)), calendars=CALENDARS)
    held = contents(town, approved(facts, exclusions), "2026-10", now)
    files = members(held)
    pack = Held(files)
    rows = list(recompute.rows_of(pack))
    assert rows == as_counted(held.result)
    figures = json.loads(files["figures.json"])
    for mine, theirs in zip(rows, figures["sites"], strict=True):
        assert list(recompute.differences("", mine, theirs)) == []
    total = recompute.total_of(rows)
    assert list(recompute.differences("", total, figures["total"])) == []


def rules() -> st.SearchStrategy[Restitution]:
    """Every kind, with caps that are reached and bands that do not begin at nothing."""
    numbers = st.builds(Decimal, st.sampled_from(["0.1", "0.335", "1"]))
    return st.builds(
        Restitution,
        kind=st.sampled_from(RestitutionKind),
        cap=numbers,
        multiple=st.sampled_from([None, Decimal(2), Decimal("0.5")]),
        bands=st.sampled_from([(), BANDS, BANDS[::-1]]),
    )


@given(
    rules(),
    st.integers(1, 9_999_999),
    st.sampled_from(["99.9", "99.5", "90", "50"]),
    # A part of the month, too: then T may tolerate more than the whole down time.
    st.integers(1, 100).flatmap(
        lambda part: st.tuples(*(st.integers(0, most // part) for most in (2_000_000,) * 3))
    ),
    st.sampled_from(Denominator),
    st.sampled_from(FeePartial),
)
def test_money_is_recomputed(
    rule: Restitution,
    fee: int,
    objective: str,
    seconds: tuple[int, int, int],
    denominator: Denominator,
    partial: FeePartial,
) -> None:
    up, down, unknown = seconds
    month, whole = 2_678_400, max(up + down + unknown, 1)
    policy = Policy(
        restitution=rule, denominator=denominator, fee_partial=partial, min_coverage=Decimal("0.5")
    )
    agreed = term(fee=fee, objective=objective, policy=policy)
    ours = credit_of(agreed, figures(up, down, unknown, 0), down, month, whole)[0]
    row: dict[str, Any] = {
        **recompute.shares(up, down, unknown, 0),
        "objective": Fraction(objective),
        "down_seconds": down,
        "term_seconds": whole,
    }
    row["compliant"] = recompute.verdict(row)
    row["claimable"] = row["coverage"] is not None and row["coverage"] >= Fraction(1, 2)
    form = {"fee": fee, "policy": plain(policy)}
    assert recompute.owed(row, form, month) == ours


@given(
    st.lists(outages(), max_size=3),
    st.lists(st.none() | st.integers(10, 30), min_size=2, max_size=3),
)
def test_voids_and_answers_are_recomputed(voided: list[Outage], answers: list[int | None]) -> None:
    """Down for 20 s, nobody sees for 10 s, and then several outages that begin together."""

    def at_second(number: int) -> int:
        return EPOCH + number * 1_000_000

    before = outage(EPOCH, at_second(20))
    told = [
        outage(at_second(30), at_second(60), answered=None if n is None else at_second(n))
        for n in answers
    ]
    facts = LedgerFacts(
        watched={"a": (Interval(EPOCH - 90_000_000, EPOCH + 200_000_000),)},
        imported=(),
        outages=(before, *told),
        gaps=(gap(at_second(20), at_second(30)),),
        voided=tuple(voided),
    )
    policy = Policy(gap_in_outage=GapInOutage.DOWN, restitution=PRORATA)
    town = inventory(site("a", term(policy=policy)))
    held = contents(town, facts, "2026-10", at_second(240))
    assert list(recompute.rows_of(Held(members(held)))) == as_counted(held.result)


def test_our_own_calculator_reads_the_same_out_of_a_pack(tmp_path: Path) -> None:
    for path in golden.PATHS:
        case = golden.read(path)
        held = contents(case.town, approved(case.facts, case.exclusions), case.month, case.now)
        files = members(held)
        files["manifest.json"] = files["figures.json"]
        assert count.counted_anew(unpacked(files, tmp_path / path.stem)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_needs_only_python(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    wanted = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            wanted |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            wanted.add((node.module or "").partition(".")[0])
    assert wanted <= sys.stdlib_module_names
    assert len(path.read_text("utf-8").splitlines()) <= 400
