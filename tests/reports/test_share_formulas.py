"""The formula of a share in plain doubles, where a spreadsheet forgives nothing."""

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest

from pantau.reports.cell import Share, Worked
from pantau.reports.sheet.formula import formula_of
from pantau.sla.figures import floor_percent

YEAR_OF_300_SITES = 31_536_000 * 300


def fifteen_digits(value: float) -> int:
    """As spreadsheets do that take what agrees in fifteen digits for whole."""
    return floor(float(f"{value:.15g}"))


def reckoner(objective: Decimal | None, whole: Callable[[float], int]) -> Callable[..., Any]:
    """The formula as a function of seconds up and down, which are doubles."""
    cell = Worked(Share(None, objective), "{up}", "{up}+{down}")
    formula = formula_of(cell, {"up": "up", "down": "down"}).removeprefix("=")
    # As in a spreadsheet the last branch is only walked where it is chosen.
    head, dash, rest = formula.replace("=0", "==0").partition('"–",')
    text = f"lambda up, down: {head}{dash}lambda: {rest}"
    words = {"IF": lambda chosen, yes, no: yes if chosen else no(), "INT": whole}
    return eval(text, words)  # type: ignore[no-any-return]  # noqa: S307 - our own text


def ledgers() -> Iterator[tuple[int, int]]:
    """Seconds up and down: every percentage of two decimals, a second beside each, and chance."""
    for percent in range(0, 10_001, 3):
        for many in (267, YEAR_OF_300_SITES // 10_000):
            up = percent * many
            yield from ((up + near, 10_000 * many - up) for near in (-1, 0, 1) if up + near >= 0)
    rng = random.Random(3)
    for _ in range(2_000):
        most = rng.choice((1_000, 2_678_400, YEAR_OF_300_SITES))
        yield rng.randrange(1, most), rng.randrange(most)


@pytest.mark.parametrize("whole", [floor, fifteen_digits])
@pytest.mark.parametrize("objective", [None, Decimal("99.995")])
def test_it_is_cut_as_the_calculator_cuts(
    whole: Callable[[float], int], objective: Decimal | None
) -> None:
    formula = reckoner(objective, whole)
    for up, down in ledgers():
        percentage = floor_percent(Fraction(up, up + down), objective)
        assert formula(float(up), float(down)) == float(percentage / 100), (up, down)


def test_where_nothing_was_measured_there_is_a_dash() -> None:
    assert reckoner(None, floor)(0.0, 0.0) == "–"
