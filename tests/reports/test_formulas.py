"""What a spreadsheet works out from the other cells of a row is what the calculator says."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pantau.facts.instant import SECOND
from pantau.facts.measured import Interval
from pantau.inventory.choices import Denominator, FeePartial, RestitutionKind
from pantau.inventory.contracts import Policy, Restitution
from pantau.reports.month.formulas import Money, in_a_line, money_of
from pantau.sla import SlaResult
from pantau.sla.case import Case, cases
from tests.sla.build import at, facts, inventory, outage, site, term

BEGIN, END = at("2026-10-01"), at("2026-11-01")
BANDS = (
    (Decimal("99.5"), Decimal(0)),
    (Decimal("99.0"), Decimal(5)),
    (Decimal(95), Decimal("12.5")),
)
RULES = [
    Restitution(
        kind,
        Decimal("0.5"),
        multiple=Decimal(2) if kind is RestitutionKind.KELIPATAN_HARIAN else None,
        bands=BANDS if kind is RestitutionKind.PITA else (),
    )
    for kind in RestitutionKind
]


def row_of(
    rule: Restitution,
    down: int,
    *,
    objective: str = "99.5",
    fee: int = 2_500_000,
    first_day: int = 1,
    denominator: Denominator = Denominator.CALENDAR,
    partial: FeePartial = FeePartial.FULL,
) -> tuple[Case, SlaResult]:
    policy = Policy(restitution=rule, denominator=denominator, fee_partial=partial)
    place = site(
        "a", term(start=date(2026, 10, first_day), fee=fee, objective=objective, policy=policy)
    )
    began = at(f"2026-10-{first_day:02}")
    known = facts(
        {"a": (Interval(BEGIN, END),)}, [outage(began, began + down * SECOND)] if down else []
    )
    (case,) = cases(inventory(place), known, "2026-10", END)
    return case, case.judge()


def worked_out(formula: str, row: SlaResult, money: Money) -> int:
    """As a spreadsheet: binary numbers, rupiah rounded half up at the end."""
    cells: dict[str, Any] = {
        "up": row.up_seconds,
        "down": row.down_seconds,
        "forgiven": row.forgiven_seconds,
        "objective": float(row.objective or 0) / 100,
        "fee": money.fee,
        "time": money.time,
        "cap": float(money.cap),
    }
    words = {
        "IF": lambda chosen, yes, no: yes if chosen else no,
        "MIN": min,
        "MAX": max,
        "ROUND": round,
        "ROUNDUP": lambda value, places: ceil(value),
    }
    text = re.sub(r"\{(\w+)\}", r"\1", formula)
    value = eval(text, {"__builtins__": {}}, {**cells, **words})  # noqa: S307 - our own text
    return int(value + 0.5)


@given(
    rule=st.sampled_from(RULES),
    down=st.integers(0, 20 * 86_400),
    objective=st.sampled_from(["99.5", "99.9", "98", "95.25"]),
    fee=st.integers(1, 50_000_000),
    first_day=st.integers(1, 9),
    denominator=st.sampled_from(Denominator),
    partial=st.sampled_from(FeePartial),
)
def test_the_formula_gives_the_credit(
    rule: Restitution,
    down: int,
    objective: str,
    fee: int,
    first_day: int,
    denominator: Denominator,
    partial: FeePartial,
) -> None:
    case, row = row_of(
        rule,
        down,
        objective=objective,
        fee=fee,
        first_day=first_day,
        denominator=denominator,
        partial=partial,
    )
    money = money_of(case, row)
    assert money is not None
    assert worked_out(money.formula, row, money) == row.credit


def test_a_figure_that_was_closed_otherwise_is_not_worked_out_again() -> None:
    case, row = row_of(RULES[0], 36_000)
    assert money_of(case, replace(row, credit=1)) is None
    assert money_of(None, row) is None


def test_the_last_step_of_each_rule_can_be_read() -> None:
    said = {}
    for rule in RULES:
        case, row = row_of(rule, 36_000)
        money = money_of(case, row)
        assert money is not None
        said[rule.kind] = in_a_line(money, row, case, "id")
    assert said[RestitutionKind.PRORATA] == "Rp2.500.000 × 36.000 ÷ 2.678.400 = Rp33.602"
    assert said[RestitutionKind.PRORATA_SLA] == (
        "Rp2.500.000 × 36.000 ÷ (2.678.400 × 99,5 %) = Rp33.771"
    )
    assert said[RestitutionKind.SELISIH_SLA].startswith("Rp2.500.000 × (target − capaian)")
    assert said[RestitutionKind.KELEBIHAN] == "Rp2.500.000 × 22.608 ÷ 2.678.400 = Rp21.102"
    assert said[RestitutionKind.KELIPATAN_HARIAN].startswith("Rp2.500.000 per bulan, 1 hari")
    assert said[RestitutionKind.PITA] == "Rp2.500.000 × 12,5 % = Rp312.500"


def test_where_the_objective_is_met_nothing_is_worked_out() -> None:
    case, row = row_of(RULES[0], 0)
    money = money_of(case, row)
    assert money is not None
    assert in_a_line(money, row, case, "en") == "objective met"
