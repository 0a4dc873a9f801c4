"""XlsxWriter's sheet in fewer steps, with the same bytes: most cells of a paper stand in it often.

A month's paper has 140,000 cells. What follows a cell's address is put together once for each
number or text and its format: all in all half of the time that XlsxWriter takes.
"""

from typing import Any, TypeAlias

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

Ready: TypeAlias = Any
"""A number or words with their look, as XlsxWriter keeps them: to be put wherever they stand."""


class Rows(Worksheet):  # type: ignore[misc] # XlsxWriter says nothing of types
    """A sheet of many rows. Its formulas use only functions that are as old as the format."""

    def __init__(self) -> None:
        super().__init__()
        self._tails: dict[type, dict[tuple[Any, ...], str]] = {
            CellNumberTuple: {},
            CellStringTuple: {},
        }
        self._letters: dict[int, str] = {}

    def cell(self, stands: int | float | str, look: Any) -> Ready:
        """A number or words as they are put."""
        if not isinstance(stands, str):
            return CellNumberTuple(stands, look)
        index = self.str_table._get_shared_string_index(stands)
        # That counted it; it counts where it is put.
        self.str_table.count -= 1
        return CellStringTuple(index, look)

    def put(self, row: int, column: int, cell: Ready) -> None:
        """Once more; the row is as long as ``reach`` was told."""
        if isinstance(cell, CellStringTuple):
            self.str_table.count += 1
        self.table[row][column] = cell

    def reach(self, row: int, columns: int) -> None:
        """That the row has so many columns."""
        self._check_dimensions(row, 0)
        self._check_dimensions(row, columns - 1)

    def _prepare_formula(self, formula: str, *_: object) -> str:
        """Without looking for sixty functions, none of which we use."""
        return formula.removeprefix("=")

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        tails = self._tails.get(type(cell))
        if tails is None or not cell.format:
            super()._write_cell(row, col, cell)
            return
        tail = tails.get(cell)
        if tail is None:
            tail = tails[cell] = _tail(cell)
        letter = self._letters.get(col)
        if letter is None:
            letter = self._letters[col] = xl_col_to_name(col)
        self.fh.write(f'<c r="{letter}{row + 1}"{tail}')


def _tail(cell: Any) -> str:
    look = f' s="{cell.format._get_xf_index()}"'
    if isinstance(cell, CellNumberTuple):
        return f"{look}><v>{cell.number:.16G}</v></c>"
    return f'{look} t="s"><v>{cell.string}</v></c>'
