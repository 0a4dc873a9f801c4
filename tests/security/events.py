"""Every event that the program writes into its log, read from its own files."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from tests.security.sources import sources

_LEVELS = {"debug", "info", "warning", "error", "exception"}


class Event(NamedTuple):
    """One call of a logger. ``room``: the directory's dotted name; ``text``: with its ``%s``."""

    level: str
    room: str
    text: str


def events() -> Iterator[Event]:
    """In the order of rooms and files; a message without words of its own has none."""
    for path, tree in sources("getLogger("):
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            logger = node.func.value
            if not (isinstance(logger, ast.Name) and logger.id in {"log", "_log"}):
                continue
            if node.func.attr in _LEVELS and node.args:
                first = node.args[0]
                text = str(first.value) if isinstance(first, ast.Constant) else "(as asked)"
                level = "error" if node.func.attr == "exception" else node.func.attr
                yield Event(level, ".".join(path.parts[:-1]), text)
