"""What is promised of Pantau itself: both pages say the same, and each promise has rules."""

import re
from pathlib import Path

import yaml

from pantau.inventory import parse_inventory
from tests.fakes.inventories import inventory_text

ROOT = Path(__file__).parents[2]
RULES = yaml.safe_load((ROOT / "alerts" / "prometheus-rules.yaml").read_text())["groups"]
PAGES = [(ROOT / "docs" / name).read_text("utf-8") for name in ("operate.md", "operasi.md")]
EXPORTED = "".join(
    module.read_text("utf-8") for module in (ROOT / "collector" / "exporter").glob("*.py")
)


def table(page: str, number: int) -> list[list[str]]:
    """Rows of the table with this number, its cells."""
    found = re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)[number]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in found.splitlines()[2:]]


def code(cells: list[str]) -> set[str]:
    return {word for cell in cells for word in re.findall(r"`([^`]+)`", cell)}


def test_both_pages_promise_the_same() -> None:
    promises = [[code(row) for row in table(page, 0)] for page in PAGES]
    assert promises[0] == promises[1]
    bounds = [[code(row) for row in table(page, 1)] for page in PAGES]
    assert bounds[0] == bounds[1]
    assert len(bounds[0]) >= 12
    blocks = [re.findall(r"```yaml\n(.*?)```", page, re.DOTALL) for page in PAGES]
    assert blocks[0] == blocks[1]


def test_every_promise_has_a_rule_and_every_rule_of_that_kind_is_promised() -> None:
    known = {rule["alert"] for group in RULES for rule in group["rules"] if "alert" in rule}
    [kept] = [group["rules"] for group in RULES if group["name"] == "pantau-objectives"]
    told = [code([row[-1]]) for row in table(PAGES[0], 0)]
    assert all(told)
    assert set().union(*told) <= known
    assert {rule["alert"] for rule in kept if "alert" in rule} <= set().union(*told)


def test_what_a_promise_is_measured_by_is_there() -> None:
    recorded = {rule["record"] for group in RULES for rule in group["rules"] if "record" in rule}
    for row in table(PAGES[0], 0):
        for word in code([row[2]]):
            name = word.partition("{")[0]
            if name.startswith("pantau:"):
                assert name in recorded
            elif name.startswith("pantau_"):
                assert f'"{name.removesuffix("_total")}"' in EXPORTED, name


def test_the_probe_for_the_pages_is_one_that_the_inventory_takes() -> None:
    probe = next(b for b in re.findall(r"```yaml\n(.*?)```", PAGES[0], re.DOTALL) if "http," in b)
    text = inventory_text(1).replace("tier: fo-50}", f"tier: fo-50, {probe.strip()}}}")
    reading = parse_inventory(text.encode(), "inventory.yaml")
    assert reading.problems == ()
    assert reading.inventory is not None
    [site] = reading.inventory.sites
    rules = [rule["expr"] for group in RULES for rule in group["rules"]]
    assert any(f'probe="{site.probes[-1].name}"' in expression for expression in rules)
