"""docs/benchmarks.md: a section for each part; those of parts that did not run stay."""

import re
from collections.abc import Mapping, Sequence

from benchmarks import words
from benchmarks.rows import Part, Row

_HEAD = """\
# Benchmarks

Written by `make bench`, which takes about thirty minutes; `make bench PARTS="{example}"` \
measures only these and leaves the other sections as they were. Everything happens on one \
machine: on its loopback, or in a [lab](demo.md) that no packet leaves. Figures depend on the \
machine and on what else it does meanwhile; where two contenders stand side by side, trust the \
ratio. Processor time is user and system time of the whole process. A target is what must be \
reached.
"""
_SECTION = re.compile(r"^## `([a-z-]+)`$", re.MULTILINE)
_COLUMNS = ("what", "figure", "least to most", "target", "how")


def section(part: Part, rows: Sequence[Row], taken: str) -> str:
    """A part's results. ``taken``: when, from which code and on what machine."""
    return "\n".join([f"## `{part.name}`", "", part.about, "", taken, "", *_table(rows), ""])


def sections(page: str) -> dict[str, str]:
    """Those that a page has, by part."""
    starts = list(_SECTION.finditer(page))
    ends = [each.start() for each in starts[1:]] + [len(page)]
    return {
        each[1]: page[each.start() : end].rstrip("\n") + "\n"
        for each, end in zip(starts, ends, strict=True)
    }


def page(parts: Mapping[str, Part], found: Mapping[str, str], head: str = _HEAD) -> str:
    """The whole page, in the order of the parts; sections of parts that are no more fall away.

    ``head``: what stands above them; it may name ``{example}``, two parts."""
    known = [found[name] for name in parts if name in found]
    return "\n".join([head.format(example=" ".join(list(parts)[:2])), *known])


def _table(rows: Sequence[Row]) -> list[str]:
    lines = [_row(_COLUMNS), "|---" * len(_COLUMNS) + "|"]
    for row in rows:
        cells = (row.what, words.figure(row), words.spread(row), words.target(row), row.how)
        lines.append(_row([cell.replace("|", "\\|") for cell in cells]))
    return lines


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
