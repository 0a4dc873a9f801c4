"""The months worked by hand, read from their files."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from pantau.facts.measured import ImportedSpan, Interval, LedgerFacts
from pantau.inventory.choices import Denominator, Excluded, FeePartial, GapInOutage, OutageCounts
from pantau.inventory.contracts import Policy, Term
from pantau.inventory.contracts_shape import CalendarShape
from pantau.inventory.model import Inventory
from pantau.inventory.resolve import calendar_of
from tests.sla.build import PRORATA, at, facts, gap, interval, inventory, outage, site, term

PATHS = sorted((Path(__file__).parent.parent / "golden" / "sla").glob("*.yaml"))
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


@dataclass(frozen=True)
class Case:
    """What is known, and what each row must say; ``exclusions`` are of the site "a"."""

    town: Inventory
    facts: LedgerFacts
    month: str
    now: int
    exclusions: list[Interval]
    expect: list[dict[str, object]]


def read(path: Path) -> Case:
    # BaseLoader keeps every scalar as the text that was written.
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - safe
    known = facts(
        watched={"a": _spans(case.get("watched", []))},
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
            for span in _spans(case.get("imported", []))
        ],
    )
    town = inventory(
        site("a", *map(_term, case.get("terms", [{}]))),
        calendars={"jam-kerja": calendar_of(CalendarShape.model_validate(case["calendar"]))}
        if "calendar" in case
        else {},
    )
    wanted = [{name: _expected(text) for name, text in row.items()} for row in case["expect"]]
    return Case(
        town, known, case["month"], at(case["now"]), _spans(case.get("exclusions", [])), wanted
    )


def _spans(rows: list[dict[str, str]]) -> list[Interval]:
    return [interval(row["from"], row["to"]) for row in rows]


def _term(row: dict[str, Any]) -> Term:
    choices = {key: READ[key](value) for key, value in row.get("policy", {}).items()}
    return term(
        start=date.fromisoformat(row.get("from", "2026-01-01")),
        end=date.fromisoformat(row.get("to", "2026-12-31")),
        objective=row.get("objective", "99.5"),
        tier=row.get("tier", "fo-50"),
        policy=Policy(restitution=PRORATA, **choices),
    )


def _expected(text: str) -> object:
    words = {"null": None, "true": True, "false": False}
    if text in words:
        return words[text]
    if "/" in text:
        return Fraction(text)
    return int(text) if text.isdigit() else text
