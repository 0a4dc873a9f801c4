"""The list of who needs fibre as a workbook that reckons again, and as CSV.

The weights are cells of the workbook: who changes one sees every share, point, score and rank
change with it. The rows stay where they are; a reader sorts them by the rank.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from pantau.language import Language, label, to_say, translator
from pantau.planning.migration import Factor, Part, Ranked
from pantau.planning.migration_words import (
    FACTOR_WORDS,
    VALUE_HEADINGS,
    plain_value,
    unknown_words,
)
from pantau.reports.sheet.book import Book, Sheet
from pantau.reports.sheet.csv_file import csv_bytes
from pantau.reports.sheet.text import SheetNames, cell_text, formula_safe

_TITLE, _HOW, _PERIOD, _WEIGHTS, _HEADING, _FIRST = 0, 1, 2, 4, 6, 7
_WORDS = 5
_FACTORS = len(Factor)
_VALUES = _WORDS
_FIBRE = _VALUES + _FACTORS
_SHARES = _FIBRE + 1
_POINTS = _SHARES + _FACTORS
_SCORE = _POINTS + _FACTORS

HOW = to_say(
    "Score = sum of weight × share, divided by the weights of what is known, × 100. Change the "
    "yellow weights: everything is reckoned again."
)
SIMULATION = to_say("SIMULATION – not real data")


class _Written:
    """One sheet, written from the top down."""

    def __init__(self, book: Book, sheet: Sheet, language: Language, rows: int) -> None:
        self.book, self.sheet, self.language = book, sheet, language
        self.say = translator(language)
        self.last = _FIRST + max(rows, 1) - 1

    def head(self, title: str, period: str, weights: Sequence[tuple[Factor, Fraction]]) -> None:
        """What the sheet is, its weights, and the headings of its columns."""
        say, sheet, book = self.say, self.sheet, self.book
        sheet.write_string(_TITLE, 0, cell_text(title), book.look(bold=True, font_size=14))
        sheet.write_string(_HOW, 0, say(HOW))
        sheet.write_string(_PERIOD, 0, cell_text(period))
        sheet.write_string(_WEIGHTS, _FIBRE, say("Weight"), book.look(bold=True, align="right"))
        heading = book.look(bold=True, bottom=1, text_wrap=True, valign="top")
        given = book.look(bg_color="#FFF2CC", border=1)
        for number, (factor, weight) in enumerate(weights):
            sheet.write_number(_WEIGHTS, _SHARES + number, float(weight), given)
            word = say(FACTOR_WORDS[factor])
            sheet.write_string(_HEADING, _VALUES + number, say(VALUE_HEADINGS[factor]), heading)
            sheet.write_string(
                _HEADING, _SHARES + number, say("{factor}: share", factor=word), heading
            )
            sheet.write_string(
                _HEADING, _POINTS + number, say("{factor}: points", factor=word), heading
            )
        words = [say("Rank"), say("Site"), "Kecamatan", say("Kind"), say("Medium")]
        for at, text in enumerate(words):
            sheet.write_string(_HEADING, at, text, heading)
        sheet.write_string(_HEADING, _FIBRE, say("Nearest fibre site"), heading)
        last = (say("Score"), say("Score at least"), say("Score at most"), say("Not known"))
        for at, text in enumerate(last, start=_SCORE):
            sheet.write_string(_HEADING, at, text, heading)
        sheet.set_row(_HEADING, 62)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 34)
        sheet.set_column(2, _SCORE + 2, 14)
        sheet.set_column(_FIBRE, _FIBRE, 28)
        sheet.set_column(_SCORE + 3, _SCORE + 3, 40)
        sheet.freeze_panes(_FIRST, 2)
        sheet.autofilter(_HEADING, 0, self.last, _SCORE + 3)

    def row(self, at: int, found: Ranked) -> None:
        """One site: what was measured as numbers, all that follows as formulas."""
        sheet, site = self.sheet, found.candidate
        words = [
            site.name,
            site.kecamatan,
            label(site.kind, self.language),
            label(site.medium, self.language) if site.medium else "",
            site.fibre.name if site.fibre else "",
        ]
        for column, text in zip((1, 2, 3, 4, _FIBRE), words, strict=True):
            sheet.write_string(at, column, cell_text(text))
        for number, part in enumerate(found.parts):
            value = plain_value(part)
            if value is not None:
                sheet.write_number(
                    at, _VALUES + number, value, self.book.look(num_format="#,##0.##")
                )
            self._formula(at, _SHARES + number, self._share(at, number, part), part.share)
            cell, weight = self._cell(at, _SHARES + number), self._weight(number)
            points = None if part.share is None else part.points
            self._formula(at, _POINTS + number, f'=IF(ISNUMBER({cell}),{weight}*{cell},"")', points)
        self._score(at, found)
        sheet.write_string(at, _SCORE + 3, cell_text(unknown_words(found, self.language)))

    def _share(self, at: int, number: int, part: Part) -> str:
        column = xl_col_to_name(_VALUES + number)
        cell = f"{column}{at + 1}"
        most = f"MAX({column}${_FIRST + 1}:{column}${self.last + 1})"
        if part.factor is Factor.KIND:
            share = cell
        elif part.factor is Factor.NEARNESS:
            share = f"IF({most}>0,1-{cell}/{most},1)"
        else:
            share = f"IF({most}>0,{cell}/{most},0)"
        return f'=IF(ISNUMBER({cell}),{share},"")'

    def _score(self, at: int, found: Ranked) -> None:
        points = f"{self._cell(at, _POINTS)}:{self._cell(at, _SCORE - 1)}"
        shares = f"{self._cell(at, _SHARES)}:{self._cell(at, _POINTS - 1)}"
        weights = f"{self._weight(0)}:{self._weight(_FACTORS - 1)}"
        known = f"SUMPRODUCT({weights}*ISNUMBER({shares}))"
        score = xl_col_to_name(_SCORE)
        scores = f"{score}${_FIRST + 1}:{score}${self.last + 1}"
        mine = f"{score}{at + 1}"
        self._formula(
            at, _SCORE, f'=IF({known}>0,100*SUM({points})/{known},"")', found.score, "0.0"
        )
        whole = f"SUM({weights})"
        self._formula(
            at,
            _SCORE + 1,
            f"=IF({whole}>0,100*SUM({points})/{whole},0)",
            found.least,
            "0.0",
        )
        self._formula(
            at,
            _SCORE + 2,
            f"=IF({whole}>0,100*(SUM({points})+{whole}-{known})/{whole},100)",
            found.most,
            "0.0",
        )
        rank = None if found.rank is None else Fraction(found.rank)
        ranked = (
            f'=IF(ISNUMBER({mine}),1+SUMPRODUCT(--ISNUMBER({scores}),--({scores}>{mine}+1E-9)),"")'
        )
        self._formula(at, 0, ranked, rank, "0")

    def _formula(
        self, at: int, column: int, text: str, value: Fraction | None, form: str = "0.000"
    ) -> None:
        known: Any = "" if value is None else float(value)
        self.sheet.write_formula(at, column, text, self.book.look(num_format=form), known)

    def _cell(self, at: int, column: int) -> str:
        return str(xl_rowcol_to_cell(at, column))

    def _weight(self, number: int) -> str:
        return str(xl_rowcol_to_cell(_WEIGHTS, _SHARES + number, row_abs=True, col_abs=True))


def migration_xlsx(
    found: Sequence[Ranked], title: str, period: str, language: Language, *, simulation: bool
) -> bytes:
    """The workbook. ``title`` and ``period`` are said as they are given."""
    book, say = Book(), translator(language)
    sheet = book.workbook.add_worksheet(SheetNames().take(say("Fibre")))
    written = _Written(book, sheet, language, len(found))
    weights = [(each.factor, each.weight) for each in found[0].parts] if found else []
    written.head(title, _marked(period, language, simulation), weights)
    for at, each in enumerate(found, start=_FIRST):
        written.row(at, each)
    return book.closed()


def migration_csv(found: Sequence[Ranked], language: Language, *, simulation: bool) -> bytes:
    """The same figures without formulas; weights stand in a column each beside their shares."""
    say = translator(language)
    head = ["site", say("Rank"), say("Site"), "Kecamatan", say("Kind"), say("Medium")]
    head += [say(VALUE_HEADINGS[factor]) for factor in Factor]
    head += [say("Nearest fibre site")]
    for factor in Factor:
        word = say(FACTOR_WORDS[factor])
        head += [say("{factor}: weight", factor=word), say("{factor}: share", factor=word)]
    head += [say("Score"), say("Score at least"), say("Score at most"), say("Not known")]
    lines = [[*head, say("Mark")] if simulation else head]
    for each in found:
        line = _line(each, language)
        lines.append([*line, formula_safe(say(SIMULATION))] if simulation else line)
    return csv_bytes(lines)


def _line(found: Ranked, language: Language) -> list[str]:
    site = found.candidate
    words = [
        site.site,
        "" if found.rank is None else str(found.rank),
        site.name,
        site.kecamatan,
        label(site.kind, language),
        label(site.medium, language) if site.medium else "",
    ]
    line = [formula_safe(cell_text(text)) for text in words]
    line += [_number(plain_value(part)) for part in found.parts]
    line.append(formula_safe(cell_text(site.fibre.name if site.fibre else "")))
    for part in found.parts:
        line += [_number(float(part.weight)), _number(_float(part.share))]
    line += [_number(_float(each)) for each in (found.score, found.least, found.most)]
    return [*line, unknown_words(found, language)]


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}".replace(".", ",")


def _marked(period: str, language: Language, simulation: bool) -> str:
    return f"{period} · {translator(language)(SIMULATION)}" if simulation else period
