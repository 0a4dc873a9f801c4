"""The program's own files, read as Python reads them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("pantau", "collector", "alerts", "dashboard")


@cache
def _parsed() -> tuple[tuple[Path, ast.Module], ...]:
    files = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return tuple((path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))) for path in files)


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Each file's path below the repository, and its tree."""
    yield from _parsed()
