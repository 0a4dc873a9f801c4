"""Plain tables for terminals."""

from collections.abc import Sequence
from unicodedata import category, east_asian_width

import click


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> None:
    """Columns as wide as they need to be; ``right`` holds "r" for each column aligned right."""
    shown = [[plain(cell) for cell in row] for row in (head, *rows)]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        cells = []
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if right[number : number + 1] == "r" else cell + space)
        click.echo("  ".join(cells).rstrip())


def plain(text: str) -> str:
    """Names are text: a control character in one must not steer the terminal."""
    return "".join("?" if category(char).startswith("C") else char for char in text)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
