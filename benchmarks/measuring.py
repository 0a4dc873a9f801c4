"""Measure a part: each row is printed as soon as it is there."""

from benchmarks.children import ChildFailedError
from benchmarks.machine import described
from benchmarks.page import section
from benchmarks.rows import Part, Row
from benchmarks.words import line


def measured(part: Part) -> str | None:
    """The part's section of a page; None where a child failed, which is printed too."""
    taken, rows = described(), list[Row]()
    try:
        for row in part.measure():
            print(line(part.name, row), flush=True)
            rows.append(row)
    except ChildFailedError as error:
        print(f"{part.name:13} failed: {error}", flush=True)
        return None
    return section(part, rows, taken)
