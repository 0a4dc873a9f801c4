"""A paper as an XLSX workbook: words first, then a sheet a table, then charts."""

from pantau.facts.instant import to_datetime
from pantau.language import translator
from pantau.reports.content import Document, Table
from pantau.reports.form import Form
from pantau.reports.sheet.book import Book
from pantau.reports.sheet.charts import Chart, ChartSheet
from pantau.reports.sheet.front import Front
from pantau.reports.sheet.rows import Rows
from pantau.reports.sheet.table import TableSheet
from pantau.reports.sheet.text import SheetNames, cell_text


def to_xlsx(document: Document) -> bytes:
    """The workbook; the same bytes for the same document."""
    say, names = translator(document.language), SheetNames()
    made = to_datetime(document.made_of).replace(tzinfo=None, microsecond=0)
    book = Book(made, title=cell_text(document.title), author=cell_text(document.author))
    front = book.workbook.add_worksheet(names.take(say("Summary")))
    places: dict[int, str] = {}
    charts: dict[int, Chart] = {}
    for position, block in enumerate(document.of(Form.SHEET)):
        if isinstance(block, Table):
            places[position] = names.take(block.caption)
            sheet = book.workbook.add_worksheet(places[position], Rows)
            TableSheet(book, sheet, block, document).write()
        elif isinstance(block, Chart):
            charts[position] = block
    if charts:
        name = names.take(say("Charts"))
        drawn = ChartSheet(book, name, document)
        for position, chart in charts.items():
            places[position] = name
            drawn.add(chart)
    Front(book, front, document, places).write()
    return book.closed()
