"""What make check leaves out is there, and CI leaves out nothing."""

from pathlib import Path

import pytest

from tests.slow import is_slow, patterns

ROOT = Path(__file__).parents[1]
FILES = [each.relative_to(ROOT).as_posix() for each in (ROOT / "tests").rglob("test_*.py")]


def test_every_line_of_the_list_names_a_file_that_is_there() -> None:
    for pattern in patterns():
        assert any(Path(ROOT).glob(pattern.replace("tests/*_", "tests/**/*_"))), pattern


def test_what_is_in_the_list_is_marked(request: pytest.FixtureRequest) -> None:
    assert is_slow("tests/acceptance/test_run.py")
    assert request.node.get_closest_marker("slow") is None


def test_the_rooms_that_decide_on_money_are_never_left_out() -> None:
    money = [each for each in FILES if each.startswith(("tests/sla/", "tests/verdict/"))]
    assert len(money) > 30
    assert [each for each in money if is_slow(each)] == []


def test_ci_and_the_readme_run_the_whole() -> None:
    lines = (ROOT / "Makefile").read_text("utf-8").splitlines()
    [tests] = [lines[at + 1 :] for at, line in enumerate(lines) if line.startswith("test: ")]
    whole = tests[: tests.index("")]
    assert not [line for line in whole if "slow" in line]
    assert "\nmake test\n" in (ROOT / ".ci" / "run").read_text("utf-8")
    assert "\nmake test " in (ROOT / "README.md").read_text("utf-8")
