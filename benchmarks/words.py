"""Rows as text: one way to write a figure, for the terminal and for the page alike."""

from benchmarks.rows import Row, Target


def number(value: float) -> str:
    """Three significant digits, thousands apart: 0.0123, 12.3, 12,345."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    digits = 2 - len(str(int(abs(value)))) + 1 if abs(value) >= 1 else 3
    return f"{value:.{digits}f}"


def figure(row: Row) -> str:
    """The value with its unit."""
    if row.value is None:
        return "not measured"
    return f"{number(row.value)} {row.unit}".strip()


def spread(row: Row) -> str:
    """From the least to the most; empty where nothing was repeated."""
    return "" if row.spread is None else f"{number(row.spread[0])} to {number(row.spread[1])}"


def target(row: Row) -> str:
    """What must be reached, and whether it was; empty where nothing must."""
    if row.target is None:
        return ""
    said = _bound(row.target, row.unit)
    if row.value is None:
        return said
    return f"{said}: {'met' if row.target.met(row.value) else 'missed'}"


def line(part: str, row: Row) -> str:
    """A row for the terminal."""
    said = f"{part:13} {row.what}: {figure(row)}"
    said += f" ({spread(row)})" if row.spread else ""
    said += f" [{target(row)}]" if row.target else ""
    return f"{said} -- {row.how}" if row.value is None else said


def _bound(target: Target, unit: str) -> str:
    return f"{'at least' if target.at_least else 'at most'} {number(target.bound)} {unit}".strip()
