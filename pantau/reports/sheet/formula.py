"""Formulas of cells: exactly the calculator's flooring and rounding, in spreadsheet words.

A spreadsheet counts with doubles, and takes what agrees in fifteen digits for equal. So a share is
scaled first and divided once, all in whole numbers: ``INT(10000*served/time)`` can then only go
wrong beyond ten thousand million seconds, three hundred years of one site. Rupiah are
rounded from the unrounded amount; a spreadsheet's ROUND takes halves up, as the contract does.
"""

import re
from collections.abc import Callable, Mapping

from pantau.reports.cell import NOTHING, Rupiah, Share, Worked

_KEY = re.compile(r"\{(\w+)\}")


def formula_of(cell: Worked, at: Mapping[str, str]) -> str:
    """The formula of ``cell``; ``at``: where the columns of its row stand, by key.

    Raises KeyError for a column that the table does not have, ValueError for a share that does not
    say what it is divided by.
    """
    way = _placed(at)
    if isinstance(cell.value, Share):
        return _share(cell, cell.value, way)
    return (
        f"=ROUND({way(cell.formula)},0)"
        if isinstance(cell.value, Rupiah)
        else f"={way(cell.formula)}"
    )


def keys_of(*expressions: str) -> list[str]:
    """The columns that these expressions of a formula read."""
    return _KEY.findall(" ".join(expressions))


def sum_formula(column: str, first: int, last: int) -> str:
    """The sum of rows ``first`` to ``last`` of ``column``."""
    return f"=SUM({column}{first}:{column}{last})"


def _share(cell: Worked, share: Share, way: Callable[[str], str]) -> str:
    if not cell.over:
        raise ValueError(f"a share needs its denominator: {cell.formula}")
    scale = 10 ** (2 + share.places)
    floored = f"INT({scale}*({way(cell.formula)})/({way(cell.over)}))/{scale}"
    return f'=IF({way(cell.given or cell.over)}=0,"{NOTHING}",{floored})'


def _placed(at: Mapping[str, str]) -> Callable[[str], str]:
    return lambda expression: _KEY.sub(lambda found: at[found.group(1)], expression)
