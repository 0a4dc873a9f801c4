"""docs/sla-arithmetic.md, read: its two halves, its tables, and the months of its examples."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pantau.facts.measured import ExcludedTime, Interval, LedgerFacts
from pantau.facts.words import ExclusionCategory
from pantau.inventory import Inventory
from pantau.inventory.contracts import Policy
from pantau.language.languages import Language
from pantau.sla import SlaResult, judge_month
from pantau.sla.interval import subtract
from tests.fakes.inventories import sound
from tests.sla.build import at, gap, interval, outage

PAGE = Path(__file__).parents[2] / "docs" / "sla-arithmetic.md"
LANGUAGES: tuple[Language, ...] = ("en", "id")
KINDS = {
    "outage": "outage",
    "gangguan": "outage",
    "gap": "gap",
    "pantauan buta": "gap",
    "excluded": "excluded",
    "dikecualikan": "excluded",
    "outage, voided": "voided",
    "gangguan, dibatalkan": "voided",
    "not watched": "unwatched",
    "tidak diamati": "unwatched",
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

Row = list[str]


@dataclass(frozen=True)
class Part:
    """A heading of the page and what stands under it, up to the next one."""

    title: str
    text: str

    @property
    def tables(self) -> list[list[Row]]:
        """The cells of every table, without its heading."""
        found = re.findall(r"(?:^\|.*\n)+", self.text, re.MULTILINE)
        return [[_cells(line) for line in table.splitlines()[2:]] for table in found]


def parts(language: Language) -> list[Part]:
    """The half of the page in this language, heading by heading."""
    halves = re.split(r"^# ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    half = halves[LANGUAGES.index(language)]
    found = re.split(r"^##+ ", half, flags=re.MULTILINE)
    return [Part(*each.split("\n", 1)) for each in found]


def examples(language: Language) -> list[Part]:
    """The numbered ones."""
    return [part for part in parts(language) if part.title[0].isdigit()]


def worked_month(language: Language) -> Part:
    """The one with Pantau's own working beside it."""
    (found,) = (part for part in parts(language) if "```" in part.text)
    return found


def happened(events: list[Row]) -> list[Row]:
    """Begin, end and kind of each event, the kind in one word; remarks in brackets are dropped."""
    return [[begin, end, KINDS[what.split(" (")[0]]] for begin, end, what in events]


def policy_of(choice: str) -> Policy:
    """What a contract says that names this choice alone, written as in inventory.yaml."""
    return _inventory(_mapping(choice), None).sites[0].terms[0].policy


def judge(choice: str, events: list[Row]) -> SlaResult:
    """The month under the contract's ``choice``, written as in inventory.yaml."""
    policy = _mapping(choice)
    month = policy.pop("month", "2026-10")
    start = policy.pop("from", None)
    policy.setdefault("restitution", {"kind": "prorata"})
    known = _facts(happened(events))
    (row,) = judge_month(_inventory(policy, start), known, month, at("2026-12-01")).sites
    return row


def _mapping(choice: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(f"{{{choice}}}", Loader=yaml.BaseLoader)  # noqa: S506 - all text
    return found


def _inventory(policy: dict[str, Any], start: str | None) -> Inventory:
    term = f", from: {start}" if start else ""
    flow = yaml.safe_dump(policy, default_flow_style=True, width=10_000).replace("'", "").strip()
    return sound(INVENTORY.format(policy=flow, term=term))


def _facts(events: list[Row]) -> LedgerFacts:
    by_kind: dict[str, list[Interval]] = {kind: [] for kind in KINDS.values()}
    for begin, end, kind in events:
        by_kind[kind].append(interval(begin, end))
    away = [(each.begin, each.end) for each in by_kind["unwatched"]]
    watched = subtract([(at("2026-01-01"), at("2026-12-01"))], away)
    return LedgerFacts(
        {"a": tuple(Interval(*each) for each in watched)},
        (),
        tuple(outage(each.begin, each.end) for each in by_kind["outage"]),
        tuple(gap(each.begin, each.end) for each in by_kind["gap"]),
        tuple(outage(each.begin, each.end) for each in by_kind["voided"]),
        tuple(
            ExcludedTime("X1", ExclusionCategory.POWER, each.begin, each.end, ("a",))
            for each in by_kind["excluded"]
        ),
    )


def _cells(line: str) -> Row:
    return [cell.strip() for cell in line.strip("|").split("|")]
