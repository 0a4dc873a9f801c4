"""Each line of the threat model names tests that exist."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text("utf-8")
_NAMED = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def rows() -> list[str]:
    table = PAGE.partition("## Threats")[2].partition("\n## ")[0]
    return [line for line in table.splitlines() if line.startswith("| ")][1:]


def test_each_threat_has_an_answer_and_a_test() -> None:
    assert len(rows()) > 40
    for row in rows():
        threat, answer, tests = row.strip("| ").split(" | ")
        assert threat
        assert answer
        assert _NAMED.search(tests), row


def test_each_test_that_is_named_exists() -> None:
    named = _NAMED.findall(PAGE)
    assert len(named) == PAGE.count("`tests/")
    missing = []
    for file, name in named:
        path = ROOT / file
        defined = set()
        if path.is_file():
            tree = ast.parse(path.read_text("utf-8"))
            kinds = ast.FunctionDef, ast.AsyncFunctionDef
            defined = {each.name for each in ast.walk(tree) if isinstance(each, kinds)}
        if name not in defined and (name or not path.is_file()):
            missing.append(f"{file}::{name}")
    assert missing == []
