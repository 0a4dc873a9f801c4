"""LibreOffice reckons our formulas anew, and finds what the calculator found.

Before that every result in the file is spoilt: a right one was reckoned, not read.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import isclose
from pathlib import Path
from typing import Any

from pantau.inventory.choices import Denominator, FeePartial, RestitutionKind
from pantau.inventory.contracts import Restitution
from pantau.reports.cell import Cell, Count, Percent, Rupiah, Seconds, Share, Worked
from pantau.reports.content import Column, Table
from pantau.reports.month.document import monthly_report
from pantau.reports.month.facts import read_month
from pantau.reports.month.formulas import money_of
from pantau.reports.sheet.xlsx import to_xlsx
from pantau.sla import to_json
from pantau.sla.figures import figures
from tests.reports.book import Lines, forgetful, sheets
from tests.reports.office import converted, needs_office
from tests.reports.paper import paper
from tests.reports.test_formulas import RULES, row_of
from tests.reports.town import NOW, october

pytestmark = needs_office

MONTH_S = 2_678_400


def same(ours: Any, theirs: Any) -> bool:
    """Sums of lengths of time are sums of parts of days: the same to the thousandth of a second."""
    if isinstance(ours, timedelta) and isinstance(theirs, timedelta):
        return abs(ours - theirs) < timedelta(milliseconds=1)
    if isinstance(ours, datetime | date):
        return str(ours)[:19] == str(theirs)[:19]
    if isinstance(ours, float) and isinstance(theirs, float):
        return isclose(ours, theirs, rel_tol=1e-14, abs_tol=1e-14)
    return bool(ours == theirs)


def reckoned(made: bytes, folder: Path) -> dict[str, Lines]:
    return sheets(converted(forgetful(made), "xlsx", folder, "xlsx"))


def apart(ours: dict[str, Lines], theirs: dict[str, Lines]) -> list[str]:
    """Every cell that LibreOffice has otherwise."""
    assert list(ours) == list(theirs)
    found = []
    for name, lines in ours.items():
        for row, line in enumerate(lines):
            for at, cell in enumerate(line):
                again = theirs[name][row][at] if row < len(theirs[name]) else None
                if not same(cell, again):
                    found.append(f"{name} row {row + 1} column {at + 1}: {cell!r}, {again!r}")
    return found


def test_a_month_reckoned_again_is_the_same_to_the_last_figure(tmp_path: Path) -> None:
    with october(tmp_path) as (store, inventory):
        facts = read_month(store, inventory, "2026-10", NOW)
    made = to_xlsx(monthly_report(facts, "id"))
    again = reckoned(made, tmp_path)
    assert apart(sheets(made), again) == []
    total = to_json(facts.result)["total"]
    last = dict(zip(again["Titik"][2], again["Titik"][-1], strict=True))
    assert last["Restitusi"] == total["credit"]
    assert last["Waktu gangguan (detik)"] == total["down_seconds"]
    assert last["Ketersediaan"] == int(total["availability"] * 10_000) / 10_000


def ledgers() -> Iterator[tuple[int, int, int, int]]:
    """Seconds up, down, unknown and forgiven: at and just beside every edge, then at random."""
    yield from ((0, 0, 0, 0), (0, 0, 9, 5), (0, 7, 0, 0), (7, 0, 0, 0), (0, 0, 0, 8))
    for percent in (9950, 9999, 9900, 1, 3333, 9501):
        for whole in (10_000, 2_670_000, 2_670_000 * 300, 31_530_000 * 300):
            up = whole * percent // 10_000
            yield from ((up + near, whole - up - near, 0, 0) for near in (-1, 0, 1))
    rng = random.Random(7)
    for _ in range(1_500):
        most = rng.choice((100, MONTH_S, MONTH_S * 300, 31_536_000 * 300))
        parts = sorted(rng.randrange(most) for _ in range(3))
        yield parts[0], parts[1] - parts[0], parts[2] - parts[1], rng.choice((0, most - parts[2]))


def shares(
    up: int, down: int, unknown: int, forgiven: int, objective: Decimal | None
) -> tuple[Cell, ...]:
    found = figures(up, down, unknown, forgiven)
    served, of = "{up}+{forgiven}", "{up}+{forgiven}+{down}"
    measured, observed = "{up}+{down}", "{up}+{down}+{unknown}"
    return (
        *(Seconds(up), Seconds(down), Seconds(unknown), Seconds(forgiven)),
        Worked(Share(found.availability, objective), served, of, measured),
        Worked(Share(found.worst, objective), served, f"{of}+{{unknown}}", observed),
        Worked(Share(found.coverage), measured, observed),
    )


def test_every_share_is_cut_as_the_calculator_cuts_it(tmp_path: Path) -> None:
    rows = tuple(
        shares(*seconds, objective)
        for seconds in ledgers()
        for objective in (None, Decimal("99.995"))
    )
    keys = ("up", "down", "unknown", "forgiven", "availability", "worst", "coverage")
    columns = tuple(Column(key, key) for key in keys)
    made = to_xlsx(paper(Table("a", "a", columns, rows)))
    assert apart(sheets(made), reckoned(made, tmp_path)) == []


def credits() -> Iterator[tuple[Cell, ...]]:
    """Rows of money under every rule; half a rupiah among them, and an objective met exactly."""
    half = Restitution(RestitutionKind.PRORATA, Decimal(1))
    for down in (1, 3, 5):
        yield worked(half, down, fee=MONTH_S // 2, objective="100")
    for rule in RULES:
        for down in (MONTH_S // 200 - 1, MONTH_S // 200, MONTH_S // 200 + 1):
            yield worked(rule, down)
    rng = random.Random(11)
    for _ in range(300):
        yield worked(
            rng.choice(RULES),
            rng.randrange(20 * 86_400),
            objective=rng.choice(("99.5", "99.9", "98", "95.25")),
            fee=rng.randrange(1, 50_000_000),
            first_day=rng.randrange(1, 10),
            denominator=rng.choice([*Denominator]),
            partial=rng.choice([*FeePartial]),
        )


def worked(rule: Restitution, down: int, **more: Any) -> tuple[Cell, ...]:
    case, row = row_of(rule, down, **more)
    money = money_of(case, row)
    assert money is not None
    return (
        Seconds(row.up_seconds),
        Seconds(row.down_seconds),
        Seconds(row.forgiven_seconds),
        Seconds(money.time),
        Percent(row.objective),
        Rupiah(money.fee),
        Percent(money.cap * 100),
        Worked(Rupiah(row.credit), money.formula),
        Worked(Count(0), "{worked}-{credit}"),
        Rupiah(row.credit),
    )


def test_every_credit_is_rounded_as_the_calculator_rounds_it(tmp_path: Path) -> None:
    keys = (
        "up",
        "down",
        "forgiven",
        "time",
        "objective",
        "fee",
        "cap",
        "worked",
        "apart",
        "credit",
    )
    rows = tuple(credits())
    assert [row[-1] for row in rows[:3]] == [Rupiah(1), Rupiah(2), Rupiah(3)]
    columns = tuple(Column(key, key) for key in keys)
    made = to_xlsx(paper(Table("a", "a", columns, rows)))
    assert apart(sheets(made), reckoned(made, tmp_path)) == []
