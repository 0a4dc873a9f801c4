"""Every room says what lives in it, and what several places must name alike is named by all."""

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("pantau", "collector", "dashboard", "alerts", "benchmarks")
LONGEST = 500  # lines
# What stands beside the probes and receivers and is none.
PROBES_NEED = {"answer", "asking", "certificate", "connecting", "table"}
RECEIVERS_NEED = {"enclosed", "http", "port", "table", "text", "why"}


def source(*rooms: str) -> list[Path]:
    return [file for room in rooms for file in (ROOT / room).rglob("*.py")]


def modules(folder: str) -> set[str]:
    found = {path.stem for path in (ROOT / folder).iterdir() if path.suffix == ".py"}
    found |= {path.parent.name for path in (ROOT / folder).glob("*/__init__.py")}
    return found - {"__init__"}


def contract(name: str) -> dict[str, Any]:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    [found] = [each for each in read["tool"]["importlinter"]["contracts"] if each["name"] == name]
    return dict(found)


def test_every_package_says_what_lives_there() -> None:
    packages = {file.parent for file in source(*ROOMS)}
    assert len(packages) > 50
    for package in packages:
        room = package / "__init__.py"
        assert room.exists(), package
        assert len((ast.get_docstring(ast.parse(room.read_text("utf-8"))) or "").split()) >= 4, room


def test_no_file_is_too_long_to_be_read() -> None:
    long = [
        file for file in source(*ROOMS, "tests") if file.read_text("utf-8").count("\n") > LONGEST
    ]
    assert long == []


def test_the_contracts_of_siblings_name_all_of_them() -> None:
    for name, folder, needed in (
        ("Probes do not know one another", "collector/probes", PROBES_NEED),
        ("Receivers do not know one another", "alerts/receivers", RECEIVERS_NEED),
    ):
        named = {each.rpartition(".")[2] for each in contract(name)["modules"]}
        assert modules(folder) - needed == named, name


@pytest.mark.parametrize("page", ["docs/recipes.md", "docs/architecture.md", "CONTRIBUTING.md"])
def test_files_and_rooms_that_a_page_names_are_there(page: str) -> None:
    named = re.findall(r"`([\w.]+/[\w./]*|pantau\.\w+)`", (ROOT / page).read_text("utf-8"))
    assert named
    for each in named:
        path = each if "/" in each else each.replace(".", "/")
        there = ROOT / path.partition("NAME")[0].removesuffix("/")
        assert there.exists(), f"{page}: {each}"


def test_every_page_of_docs_is_found_from_the_readme() -> None:
    met, open_ = set(), [ROOT / "README.md"]
    while open_:
        page = open_.pop()
        met.add(page)
        for target in re.findall(r"\]\(([^)#:]+\.md)", page.read_text("utf-8")):
            found = (page.parent / target).resolve()
            assert found.exists(), f"{page.name}: {target}"
            if found not in met:
                open_.append(found)
    assert set((ROOT / "docs").glob("*.md")) - met == set()
