"""The figures of a month as files of a pack: those of `pantau sla --json`, and exact."""

from dataclasses import fields
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pantau.facts.instant import to_iso
from pantau.facts.said import MonthStanding
from pantau.reports.pack.tables import Cell, as_csv
from pantau.sla import MonthResult, SlaResult, Total, floor_percent, to_json

Form = dict[str, Any]
_SHARES = ("availability", "availability_worst", "availability_best", "coverage")


def figures_form(result: MonthResult) -> Form:
    """As `pantau sla --json`, and in each row: exact fractions and what the JSON leaves out."""
    form = to_json(result)
    rows = zip(form["sites"], result.sites, strict=True)
    sites = [{**plain, **_more(row)} for plain, row in rows]
    total = {**form["total"], "exact": _exact(result.total)}
    return {**form, "counted_until": to_iso(result.upto), "sites": sites, "total": total}


def standing_form(standing: MonthStanding) -> Form:
    """How far the month had got when the pack was made."""
    return {"state": standing.state.value, "revision": standing.revision}


def figures_csv(result: MonthResult) -> bytes:
    """A row for each site and term; percentages are cut off as everywhere, never rounded up."""
    head = [each.name for each in fields(SlaResult) if each.name not in {"working", "span"}]
    return as_csv(
        [f"{name} (%)" if name in (*_SHARES, "objective") else name for name in head],
        ([_cell(row, name) for name in head] for row in result.sites),
    )


def _cell(row: SlaResult, name: str) -> Cell:
    value: Cell | Fraction = getattr(row, name)
    return floor_percent(value, row.objective) if isinstance(value, Fraction) else value


def _more(row: SlaResult) -> Form:
    return {
        "begins": to_iso(row.span.begin),
        "counted_until": to_iso(row.span.end),
        "term_seconds": row.term_seconds,
        "forgiven_seconds": row.forgiven_seconds,
        "unseen_seconds": row.unseen_seconds,
        "exact": _exact(row),
        "working": list(row.working),
    }


def _exact(row: SlaResult | Total) -> Form:
    """Fractions as "numerator/denominator", the objective as the contract writes it (percent)."""
    values = {name: getattr(row, name) for name in _SHARES}
    found = {name: _fraction(value) for name, value in values.items()}
    if isinstance(row, SlaResult):
        objective: Decimal | None = row.objective
        found["objective"] = None if objective is None else str(objective)
    return found


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"
