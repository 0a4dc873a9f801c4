"""The worked examples of docs/sla-arithmetic.md, read out of the page itself."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pantau.facts.measured import ExcludedTime, Interval, LedgerFacts
from pantau.facts.words import ExclusionCategory
from pantau.inventory import Inventory, parse_inventory
from pantau.language.catalogue import Language
from pantau.language.numbers import number, percent, rupiah
from pantau.sla import SlaResult, floor_percent, judge_month
from tests.sla.build import at, gap, interval, outage

PAGE = Path(__file__).parents[2] / "docs" / "sla-arithmetic.md"
SECTIONS: dict[Language, str] = {"en": "## Worked examples", "id": "## Contoh perhitungan"}
KINDS = {
    "outage": "outage",
    "gangguan": "outage",
    "gap": "gap",
    "pantauan buta": "gap",
    "excluded": "excluded",
    "dikecualikan": "excluded",
    "outage, voided": "voided",
    "gangguan, dibatalkan": "voided",
}
INVENTORY = """
version: 1
timezone: Asia/Makassar
contracts:
  k:
    provider: Telkom
    from: 2026-01-01
    to: 2026-12-31
    policy: {policy}
    tiers: {{t: {{objective: 99.5, fee: 1000000}}}}
sites:
  - {{id: a, name: A, kind: desa, kecamatan: Kuaro, address: 127.64.1.1,
     contract: k, tier: t{term}}}
"""


@dataclass(frozen=True)
class Example:
    """One example as it stands on the page: events, and under each choice the figures shown."""

    title: str
    events: list[list[str]]
    shown: list[list[str]]


def examples(language: Language) -> list[Example]:
    page = PAGE.read_text(encoding="utf-8")
    body = page.split(f"\n{SECTIONS[language]}\n")[1]
    body = re.split(r"\n##? (?!#)", body)[0]
    found = []
    for part in body.split("\n### ")[1:]:
        tables = re.findall(r"(?:^\|.*\n)+", part, re.MULTILINE)
        events, shown = (_cells(table) for table in tables)
        found.append(Example(part.splitlines()[0], events, shown))
    return found


def figures(choice: str, events: list[list[str]], language: Language) -> list[str]:
    """What the calculator says, as the page is to show it."""
    row = judge(choice, events)
    share = row.availability
    assert share is not None
    assert row.credit is not None
    seconds = (row.down_seconds, row.excluded_seconds, row.unknown_seconds)
    return [
        *(number(each, language) for each in seconds),
        percent(floor_percent(share, row.objective), language),
        rupiah(row.credit, language),
    ]


def judge(choice: str, events: list[list[str]]) -> SlaResult:
    """The month under the contract's ``choice``, written as in inventory.yaml."""
    policy: dict[str, Any] = yaml.load(f"{{{choice}}}", Loader=yaml.BaseLoader)  # noqa: S506 - all text
    month = policy.pop("month", "2026-10")
    start = policy.pop("from", None)
    policy.setdefault("restitution", {"kind": "prorata"})
    (row,) = judge_month(_inventory(policy, start), _facts(events), month, at("2026-12-01")).sites
    return row


def _inventory(policy: dict[str, Any], start: str | None) -> Inventory:
    term = f", from: {start}" if start else ""
    flow = yaml.safe_dump(policy, default_flow_style=True, width=10_000).replace("'", "").strip()
    found = parse_inventory(INVENTORY.format(policy=flow, term=term).encode(), "inventory.yaml")
    assert found.inventory is not None, found.errors
    return found.inventory


def _facts(events: list[list[str]]) -> LedgerFacts:
    by_kind: dict[str, list[Interval]] = {"outage": [], "gap": [], "excluded": [], "voided": []}
    for begin, end, what in events:
        by_kind[KINDS[what]].append(interval(begin, end))
    return LedgerFacts(
        {"a": (interval("2026-01-01", "2026-12-01"),)},
        (),
        tuple(outage(each.begin, each.end) for each in by_kind["outage"]),
        tuple(gap(each.begin, each.end) for each in by_kind["gap"]),
        tuple(outage(each.begin, each.end) for each in by_kind["voided"]),
        tuple(
            ExcludedTime("X1", ExclusionCategory.POWER, each.begin, each.end, ("a",))
            for each in by_kind["excluded"]
        ),
    )


def _cells(table: str) -> list[list[str]]:
    """The cells of a table's rows under its heading."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return rows[2:]
