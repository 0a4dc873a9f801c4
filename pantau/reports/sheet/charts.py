"""Charts that a spreadsheet draws itself, on a sheet with the figures that they draw.

All words of a chart are taken from cells: a name that begins with "=" would be a formula to it.
"""

from fractions import Fraction
from typing import Any

from pantau.reports.content import Document
from pantau.reports.pictures import BarChart, LineChart, PartedBar
from pantau.reports.sheet.book import Book, Sheet
from pantau.reports.sheet.page import set_up
from pantau.reports.sheet.text import cell_text
from pantau.sla.figures import floor_percent

Chart = BarChart | LineChart | PartedBar

_COLUMN, _ROWS = 6, 18
_BLUE, _GREEN, _RED, _GREY = "#2F5597", "#548235", "#C00000", "#A6A6A6"
_LOOKS = {"up": _GREEN, "down": _RED, "excluded": "#BF9000", "unknown": _GREY}
_GOOD = {True: _GREEN, False: _RED, None: _BLUE}
_SHARE = "0.00 %"


class ChartSheet:
    """Writes charts below one another."""

    def __init__(self, book: Book, name: str, document: Document) -> None:
        self._book, self._name = book, name
        self._sheet: Sheet = book.workbook.add_worksheet(name)
        self._sheet.set_column(0, 0, 36)
        self._sheet.set_column(1, _COLUMN - 1, 14)
        self._row = 0
        self._breaks: list[int] = []
        set_up(self._sheet, document, landscape=True)

    def add(self, chart: Chart) -> None:
        """``chart`` and its figures, below those that stand there already."""
        if self._row:
            self._breaks.append(self._row)
            self._sheet.set_h_pagebreaks(self._breaks)
        caption = self._book.look(bold=True, font_size=13)
        self._sheet.write_string(self._row, 0, cell_text(chart.caption), caption)
        match chart:
            case PartedBar():
                drawn, used = self._parts(chart), len(chart.parts)
            case BarChart():
                drawn, used = self._bars(chart), len(chart.bars)
            case LineChart():
                drawn = self._lines(chart)
                used = max((len(line.points) for line in chart.lines), default=0)
        drawn.set_title({"none": True})
        drawn.set_size({"width": 640, "height": max(320, 22 * used + 80)})
        self._sheet.insert_chart(self._row + 1, _COLUMN, drawn)
        self._row += max(used + 2, _ROWS) + 2

    def _parts(self, chart: PartedBar) -> Any:
        drawn = self._book.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
        for row, part in enumerate(chart.parts, start=self._row + 2):
            self._text(row, 0, part.label)
            self._sheet.write_number(row, 1, part.value)
            self._text(row, 2, part.shown)
            colour = _LOOKS.get(part.looks, _BLUE)
            drawn.add_series(self._series((row, 0), (row, row), 1, fill={"color": colour}))
        drawn.set_y_axis({"visible": False})
        drawn.set_legend({"position": "bottom"})
        return drawn

    def _bars(self, chart: BarChart) -> Any:
        first = self._row + 2
        for row, bar in enumerate(chart.bars, start=first):
            # The figure in words stands with the name: a bar's length is no figure.
            self._text(row, 0, f"{bar.label}: {bar.shown}")
            if bar.share is not None:
                self._sheet.write_number(row, 1, float(bar.share))
        drawn = self._book.workbook.add_chart({"type": "bar"})
        if chart.bars:
            rows = (first, first + len(chart.bars) - 1)
            looks: dict[str, Any] = {
                "categories": [self._name, rows[0], 0, rows[1], 0],
                "points": [{"fill": {"color": _GOOD[bar.good]}} for bar in chart.bars],
                "gap": 40,
            }
            drawn.add_series(self._series((self._row, 0), rows, 1, **looks))
        drawn.set_x_axis({"min": float(chart.low), "max": 1, "visible": False})
        drawn.set_y_axis({"reverse": True})
        drawn.set_legend({"none": True})
        return drawn

    def _lines(self, chart: LineChart) -> Any:
        first = self._row + 2
        drawn = self._book.workbook.add_chart({"type": "line"})
        for column, line in enumerate(chart.lines, start=1):
            self._text(first - 1, column, line.label)
            for row, point in enumerate(line.points, start=first):
                self._text(row, 0, point.label)
                if point.value is not None:
                    self._share(row, column, point.value)
            rows = (first, first + len(line.points) - 1)
            categories = [self._name, rows[0], 0, rows[1], 0]
            looks = {"categories": categories, "marker": {"type": "circle"}}
            drawn.add_series(self._series((first - 1, column), rows, column, **looks))
        if chart.mark is not None and chart.lines:
            self._mark(drawn, chart, first)
        drawn.set_y_axis({"num_format": _SHARE})
        drawn.set_legend({"position": "bottom"})
        drawn.show_blanks_as("gap")
        return drawn

    def _mark(self, drawn: Any, chart: LineChart, first: int) -> None:
        """A line across: the same figure at every step."""
        column, rows = len(chart.lines) + 1, (first, first + len(chart.lines[0].points) - 1)
        self._text(first - 1, column, chart.mark_label)
        assert chart.mark is not None  # noqa: S101 - looked at by the caller
        for row in range(rows[0], rows[1] + 1):
            self._share(row, column, chart.mark)
        look = {"line": {"color": _GREY, "dash_type": "dash"}}
        drawn.add_series(self._series((first - 1, column), rows, column, **look))

    def _series(
        self, name: tuple[int, int], rows: tuple[int, int], column: int, **looks: Any
    ) -> dict[str, Any]:
        """The figures of ``rows`` in ``column``, called as the cell ``name`` says."""
        values = [self._name, rows[0], column, rows[1], column]
        return {"name": [self._name, *name], "values": values, **looks}

    def _text(self, row: int, column: int, text: str) -> None:
        self._sheet.write_string(row, column, cell_text(text))

    def _share(self, row: int, column: int, value: Fraction) -> None:
        """A share, cut as everywhere."""
        look = self._book.look(num_format=_SHARE)
        self._sheet.write_number(row, column, float(floor_percent(value, None) / 100), look)
