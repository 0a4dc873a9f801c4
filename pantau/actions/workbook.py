"""Spreadsheets as rows of cells, read in a process of their own.

A workbook is a stranger's archive: it may unpack to gigabytes, or place one cell so far out that
a table of everything between does not fit into memory. The process that looks at it has bounds and
may die; this one goes on.
"""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pantau.language import Sentence, to_say

Cell = str | float | datetime | time | timedelta | None

_MOST_MEMORY = 600_000_000
_MOST_SECONDS = 30
_MOST_TEXT = 100_000_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that hold anything, each with its number in the file, from 1."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an XLSX or an old XLS file."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(data: bytes) -> list[Sheet] | Sentence:
    """All sheets, or a sentence on why there are none. Formulas count as what they gave last."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "pantau.actions.workbook"],
            input=data,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Sentence(
            to_say("takes longer than {seconds} s to read; save the sheet as CSV in UTF-8"),
            seconds=_MOST_SECONDS,
        )
    if done.returncode:
        return Sentence(
            to_say("is no workbook that can be read, or a very large one; save the sheet as CSV")
        )
    return [
        Sheet(name, tuple((line, tuple(map(_cell, cells))) for line, cells in rows))
        for name, rows in json.loads(done.stdout)
    ]


def _plain(value: object) -> object:
    """A cell as JSON: text and numbers as they are, other things with a word of what they are."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["datetime", f"{value.isoformat()}T00:00:00"]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["length", value.total_seconds()]
    if isinstance(value, bool):
        return str(value)
    return None if value == "" else value


def _cell(plain: object) -> Cell:
    if isinstance(plain, list):
        kind, value = plain
        if kind == "datetime":
            return datetime.fromisoformat(value)
        return time.fromisoformat(value) if kind == "time" else timedelta(seconds=value)
    return plain if plain is None or isinstance(plain, str) else float(plain)  # type: ignore[arg-type]


def _sheets(data: bytes) -> Iterator[tuple[str, list[tuple[int, list[object]]]]]:
    """In the process of its own."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only this process needs it

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > _MOST_ROWS:
                raise SystemExit(f"more than {_MOST_ROWS} rows")
            table = sheet.to_python(skip_empty_area=False)
            rows = [
                (line, [_plain(v) for v in row[:_MOST_COLUMNS]])
                for line, row in enumerate(table, 1)
            ]
            yield name, [each for each in rows if any(cell is not None for cell in each[1])]


def _main() -> None:
    import resource  # noqa: PLC0415 - only this process needs it

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    text = json.dumps(list(_sheets(sys.stdin.buffer.read())))
    # One text may stand in a million cells: what fits here would not fit into who asked.
    if len(text) > _MOST_TEXT:
        raise SystemExit(f"more than {_MOST_TEXT} characters")
    sys.stdout.write(text)


if __name__ == "__main__":
    _main()
