"""The page of faults names the test that stands for each line, and each of these is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "faults.md").read_text("utf-8")


def functions_of(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_each_line_has_a_test_that_is_there() -> None:
    lines = PAGE.partition("## Which test")[2].splitlines()
    rows = [each for each in lines if each.startswith("| ") and "what happens" not in each]
    named = [re.fullmatch(r"\| .+ \| `(tests/\S+\.py)::(test_\w+)` \|", each) for each in rows]
    assert len(rows) > 20
    assert all(named), "a line without a test"
    for each in named:
        assert each is not None
        assert each[2] in functions_of(ROOT / each[1]), each[0]


def test_every_fault_of_the_page_is_among_them_in_its_order() -> None:
    table, _, tests = PAGE.partition("## Which test")
    faults, shown = (
        [cells[1].strip() for line in text.splitlines() if len(cells := line.split("|")) > 2]
        for text in (table, tests)
    )
    assert [each for each in shown if not each.startswith("–")] == faults
