"""Months worked by hand, one file for each rule that people argue about."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from pantau.facts.measured import ImportedSpan, Interval
from pantau.inventory.model import (
    Denominator,
    Excluded,
    FeePartial,
    GapInOutage,
    OutageCounts,
    Policy,
    Term,
)
from pantau.inventory.resolve import calendar_of
from pantau.inventory.shape import CalendarShape
from pantau.sla import judge_month
from tests.sla.build import PRORATA, at, facts, gap, interval, inventory, outage, site, term

FOLDER = Path(__file__).parent.parent / "golden" / "sla"
READ: dict[str, Any] = {
    "denominator": Denominator,
    "excluded": Excluded,
    "fee_partial": FeePartial,
    "gap_in_outage": GapInOutage,
    "min_coverage": Decimal,
    "min_outage_us": int,
    "min_outage_counts": OutageCounts,
    "service_hours": str,
}


def spans(rows: list[dict[str, str]]) -> list[Interval]:
    return [interval(row["from"], row["to"]) for row in rows]


def read_term(row: dict[str, Any]) -> Term:
    choices = {key: READ[key](value) for key, value in row.get("policy", {}).items()}
    return term(
        start=date.fromisoformat(row.get("from", "2026-01-01")),
        end=date.fromisoformat(row.get("to", "2026-12-31")),
        objective=row.get("objective", "99.5"),
        tier=row.get("tier", "fo-50"),
        policy=Policy(restitution=PRORATA, **choices),
    )


def expected(text: str) -> object:
    words = {"null": None, "true": True, "false": False}
    if text in words:
        return words[text]
    if "/" in text:
        return Fraction(text)
    return int(text) if text.isdigit() else text


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_month_worked_by_hand(path: Path) -> None:
    # BaseLoader keeps every scalar as the text that was written.
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    known = facts(
        watched={"a": spans(case.get("watched", []))},
        outages=[
            outage(
                at(row["from"]),
                at(row["to"]) if "to" in row else None,
                answered=at(row["answered"]) if "answered" in row else None,
                imported="I1" if "imported" in row else None,
            )
            for row in case.get("outages", [])
        ],
        gaps=[gap(at(row["from"]), at(row["to"])) for row in case.get("gaps", [])],
        imported=[
            ImportedSpan("I1", "a", span.begin, span.end)
            for span in spans(case.get("imported", []))
        ],
    )
    result = judge_month(
        inventory(
            site("a", *map(read_term, case.get("terms", [{}]))),
            calendars={"jam-kerja": calendar_of(CalendarShape.model_validate(case["calendar"]))}
            if "calendar" in case
            else {},
        ),
        known,
        case["month"],
        at(case["now"]),
        {"a": spans(case.get("exclusions", []))},
    )
    names = {field.name for row in result.sites for field in fields(row)}
    for wanted in case["expect"]:
        assert wanted.keys() <= names
    found = [
        {name: getattr(row, name) for name in wanted}
        for row, wanted in zip(result.sites, case["expect"], strict=True)
    ]
    assert found == [
        {name: expected(text) for name, text in wanted.items()} for wanted in case["expect"]
    ]


def test_there_are_golden_months() -> None:
    assert len(list(FOLDER.glob("*.yaml"))) >= 40
