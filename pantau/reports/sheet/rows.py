"""XlsxWriter's sheet in fewer steps, with the same bytes: most cells of a paper stand in it often.

A month's paper has 140,000 cells. What follows a cell's address is put together once for each
number or text and its format, and a line is written at once: all in all a third of the time that
XlsxWriter takes.
"""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

_SPANNED = 16
"""Rows that XlsxWriter says the same width of."""


class Ready:
    """A number, words or a formula with their look: to be put wherever they stand.

    ``held``: as XlsxWriter keeps it; ``tail``: what follows the address of the cell, put together
    when it is written first, for only then looks have their numbers; ``words``: how many, 0 or 1.
    """

    __slots__ = ("held", "tail", "words")

    def __init__(self, held: Any) -> None:
        self.held = held
        self.tail: str | None = None
        self.words = int(isinstance(held, CellStringTuple))


class Rows(Worksheet):  # type: ignore[misc] # XlsxWriter says nothing of types
    """A sheet of some rows written as ever, and below them many lines. Its formulas use only
    functions that are as old as the format."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, Sequence[Ready]] = {}
        self._letters: list[str] = []

    def cell(self, stands: int | float | str, look: Any) -> Ready:
        """A number or words as they are put."""
        if not isinstance(stands, str):
            return Ready(CellNumberTuple(stands, look))
        index = self.str_table._get_shared_string_index(stands)
        # That counted it; it counts where it is put.
        self.str_table.count -= 1
        return Ready(CellStringTuple(index, look))

    def formula(self, formula: str, look: Any, stands: int | float | str) -> Ready:
        """A formula and what it comes to; without looking for sixty functions, none of which we
        use."""
        return Ready(CellFormulaTuple(formula.removeprefix("="), look, stands))

    def line(self, row: int, cells: Sequence[Ready]) -> None:
        """A row from its first column on, below all that was written otherwise."""
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(cells) - 1)
        self.str_table.count += sum([cell.words for cell in cells])
        self._lines[row] = cells

    def _calculate_spans(self) -> None:
        super()._calculate_spans()
        for row, cells in self._lines.items():
            self.row_spans[row // _SPANNED] = f"1:{len(cells)}"

    def _write_rows(self) -> None:
        super()._write_rows()
        widest = max(map(len, self._lines.values()), default=0)
        self._letters = [f'<c r="{xl_col_to_name(column)}' for column in range(widest)]
        for row, cells in self._lines.items():
            self._write_line(row, cells)

    def _write_line(self, row: int, cells: Sequence[Ready]) -> None:
        self._write_row(row, self.row_spans[row // _SPANNED])
        number, parts = str(row + 1), list[str]()
        for column, (letters, cell) in enumerate(zip(self._letters, cells, strict=False)):
            tail = cell.tail
            if tail is None:
                tail = _tail(cell.held)
                if tail is None:
                    self.fh.write("".join(parts))
                    parts.clear()
                    self._write_cell(row, column, cell.held)
                    continue
                cell.tail = tail
            parts += (letters, number, tail)
        parts.append("</row>")
        self.fh.write("".join(parts))


def _tail(held: Any) -> str | None:
    """None of a formula, which stands once."""
    if isinstance(held, CellFormulaTuple):
        return None
    look = f'" s="{held.format._get_xf_index()}"'
    if isinstance(held, CellNumberTuple):
        return f"{look}><v>{held.number:.16G}</v></c>"
    return f'{look} t="s"><v>{held.string}</v></c>'
