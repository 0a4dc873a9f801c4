"""A workbook as a reader gets it, and as its files are."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook

Lines = list[list[Any]]


def sheets(content: bytes) -> dict[str, Lines]:
    """The values of every sheet, by name."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    found = {}
    for name in book.sheet_names:
        found[name] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return found


def files(content: bytes) -> dict[str, str]:
    """The files inside as text."""
    with ZipFile(BytesIO(content)) as zipped:
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def sheet_files(content: bytes) -> list[str]:
    """The XML of the sheets, in order."""
    held = files(content)
    many = sum("worksheets/sheet" in name for name in held)
    return [held[f"xl/worksheets/sheet{number}.xml"] for number in range(1, many + 1)]


def forgetful(content: bytes) -> bytes:
    """The workbook with a wrong result at every formula: right ones were reckoned again."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if "worksheets/sheet" in name:
                held = re.sub(rb"</f><v>[^<]*</v>", b"</f><v>-12345</v>", held)
            target.writestr(name, held)
    return made.getvalue()
