"""The program's own files, read as Python reads them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("pantau", "collector", "alerts", "dashboard")


@cache
def texts() -> dict[Path, str]:
    """By their path below the repository."""
    files = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {path.relative_to(ROOT): path.read_text("utf-8") for path in files}


def sources(word: str) -> Iterator[tuple[Path, ast.Module]]:
    """The path and the tree of each file that holds ``word``: reading all as trees takes long."""
    for path, text in texts().items():
        if word in text:
            yield path, ast.parse(text)
