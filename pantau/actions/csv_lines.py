"""The one reader of CSV: lines with their numbers, one after the other, or why it is none."""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain

from pantau.language import Sentence, to_say

_MOST_BLANK = 50_000
"""So many lines are looked at for the separator, and no more, where all of them are blank."""


class UnreadableError(Exception):
    """The text is not CSV from this line on."""

    def __init__(self, line: int, why: Sentence) -> None:
        super().__init__(why.message)
        self.line = line
        self.why = why


def csv_lines(lines: Iterable[str], look_at: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold anything, with the number of the line on which each begins.

    ``lines``: with their ends; nothing is kept of them, so there may be more than memory holds. The
    separator is the one of comma and semicolon that is more often in the first ``look_at`` that are
    not blank. Raises UnreadableError.
    """
    lines = iter(lines)
    # Blank lines before are counted too, so that each row has its own number.
    head, looked_at = _head(lines, look_at)
    separator = ";" if looked_at.count(";") > looked_at.count(",") else ","
    reader = csv.reader(chain(head, lines), delimiter=separator, strict=True)
    while True:
        begin = reader.line_num + 1
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            why = to_say(
                "not CSV ({error}); close each quoted field with one quote and double a quote "
                "inside it"
            )
            raise UnreadableError(begin, Sentence(why, error=str(error))) from None
        # Only the blanks that people type are cut off: a control character stays to be refused.
        stripped = [value.strip(" \t") for value in values]
        if any(stripped):
            yield begin, stripped


def _head(lines: Iterator[str], look_at: int) -> tuple[list[str], str]:
    """What was read to see the separator: all of it, and the text of what is not blank."""
    head: list[str] = []
    found: list[str] = []
    while len(found) < look_at and len(head) < _MOST_BLANK:
        line = next(lines, None)
        if line is None:
            break
        head.append(line)
        if line.strip():
            found.append(line)
    return head, "".join(found)


def not_utf8(byte: int) -> Sentence:
    """What is said of the first byte that is none of UTF-8."""
    why = to_say("byte {byte} is not UTF-8; save the file as CSV in UTF-8")
    return Sentence(why, byte=f"0x{byte:02x}")


def too_many_fields(fields: int, columns: int) -> Sentence:
    """What is said of a line that is wider than its header."""
    why = to_say(
        "{fields} fields where the header has {columns}; "
        "put a field that holds the separator in quotes"
    )
    return Sentence(why, fields=fields, columns=columns)


def nothing_in_it(columns: Iterable[str]) -> Sentence:
    """What is said of a file that has no header either."""
    why = to_say("the file is empty; begin it with {columns}")
    return Sentence(why, columns=",".join(columns))
