"""A CSV file as rows of named, stripped text, or everything that is wrong with its form."""

import io
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pantau.actions.csv_lines import (
    UnreadableError,
    csv_lines,
    not_utf8,
    nothing_in_it,
    too_many_fields,
)
from pantau.language import Sentence, to_say
from pantau.language.catalogue import Translator
from pantau.language.sentence import Value

MOST_BYTES = 20_000_000
LONGEST_TEXT = 500
_TITLES = 30
_CONTROLS = {"Cc", "Cf", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a line of an imported file was refused: the value, and what to write instead."""

    file: str
    line: int
    why: Sentence

    @property
    def message(self) -> str:
        """Why, in English."""
        return self.why.message

    def said(self, say: Translator) -> str:
        """File, line and why, in the language of ``say``."""
        return f"{self.file}:{self.line}: {self.why.said(say)}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line's values by column; a column that the file lacks or leaves blank is empty text."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table may hold: columns that it must have, and columns that it can have."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return self.needed + self.optional


def read_table(data: bytes, file: str, columns: Columns) -> tuple[list[Row], list[RowProblem]]:
    """Read CSV: UTF-8 with or without BOM, comma or semicolon, columns by name in any order.

    Never raises for anything that the bytes hold. A line with a problem gives no row.
    """
    text = _decoded(data, file)
    if isinstance(text, RowProblem):
        return [], [text]
    return named_rows(csv_lines(_by_line(text)), file, columns)


def named_rows(
    lines: Iterable[tuple[int, list[str]]], file: str, columns: Columns
) -> tuple[list[Row], list[RowProblem]]:
    """The same of lines that were read already."""
    rows: list[Row] = []
    problems: list[RowProblem] = []
    lines = iter(lines)
    try:
        header = next(lines, None)
        if header is None:
            return [], [RowProblem(file, 1, nothing_in_it(columns.needed))]
        names = [name.casefold() for name in header[1]]
        faults = header_faults(names, columns)
        if faults:
            return [], [RowProblem(file, header[0], fault) for fault in faults]
        for line, values in lines:
            fault = _row_fault(values, names)
            if fault:
                problems.append(RowProblem(file, line, fault))
            else:
                known = dict.fromkeys(columns.all, "") | dict(zip(names, values, strict=False))
                rows.append(Row(line, known))
    except UnreadableError as error:
        problems.append(RowProblem(file, error.line, error.why))
    return rows, problems


def read_csv(data: bytes, file: str) -> list[tuple[int, list[str]]] | RowProblem:
    """All lines that hold anything, with their numbers, whatever the columns are called."""
    text = _decoded(data, file)
    if isinstance(text, RowProblem):
        return text
    try:
        return list(csv_lines(_by_line(text), _TITLES))
    except UnreadableError as error:
        return RowProblem(file, error.line, error.why)


def _decoded(data: bytes, file: str) -> str | RowProblem:
    if len(data) > MOST_BYTES:
        return RowProblem(file, 1, too_large())
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return RowProblem(file, line, not_utf8(data[error.start]))


def too_large() -> Sentence:
    """What is said of a file of more than ``MOST_BYTES``."""
    return Sentence(to_say("larger than {most} bytes; split the file"), most=MOST_BYTES)


def _by_line(text: str) -> io.StringIO:
    """As the csv module wants it: the ends of lines as they are."""
    return io.StringIO(text, newline="")


def header_faults(names: list[str], columns: Columns) -> list[Sentence]:
    """What is wrong with the first line, in small letters."""
    faults = [
        Sentence(
            to_say("column {name!r} is not known{near}; columns are {columns}"),
            name=name,
            near=did_you_mean(name, columns.all) or "",
            columns=columns.all,
        )
        for name in names
        if name not in columns.all
    ]
    faults += [
        Sentence(to_say("column '{name}' is missing"), name=name)
        for name in columns.needed
        if name not in names
    ]
    twice = sorted({name for name in names if names.count(name) > 1 and name in columns.all})
    return faults + [
        Sentence(to_say("column '{name}' stands twice; keep one"), name=name) for name in twice
    ]


def _row_fault(values: list[str], names: list[str]) -> Sentence | None:
    """What is wrong with the form of a line, or None."""
    if len(values) > len(names):
        return too_many_fields(len(values), len(names))
    faults = (text_fault(name, value) for name, value in zip(names, values, strict=False))
    return next((fault for fault in faults if fault), None)


def text_fault(what: Value, value: str) -> Sentence | None:
    """Why ``value`` is not text to keep, or None. A formula is text; control characters are not.

    ``what``: the column or field that it stands in.
    """
    if len(value) > LONGEST_TEXT:
        return Sentence(
            to_say("{what} has {length} characters; write at most {most}"),
            what=what,
            length=len(value),
            most=LONGEST_TEXT,
        )
    bad = next((sign for sign in value if unicodedata.category(sign) in _CONTROLS), None)
    if bad is not None:
        return Sentence(
            to_say("{what} {value!r} holds the control character {code}; take it out"),
            what=what,
            value=value,
            code=f"U+{ord(bad):04X}",
        )
    return None


def did_you_mean(value: str, choices: tuple[str, ...]) -> Sentence | None:
    """', did you mean …?' for the choice nearest to ``value``, or None."""
    near = get_close_matches(value[:LONGEST_TEXT], choices, n=1)
    return Sentence(to_say(", did you mean '{near}'?"), near=near[0]) if near else None


def nearest(value: str, choices: tuple[str, ...]) -> Sentence:
    """', did you mean …?' for the choice nearest to ``value``, or which there are."""
    others = Sentence(to_say("; write one of {choices}"), choices=choices)
    return did_you_mean(value, choices) or others
