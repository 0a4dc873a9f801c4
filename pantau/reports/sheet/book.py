"""A workbook that takes text for text, in whose files nothing tells when they were written."""

from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

Format = Any
Sheet = Any
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Book:
    """A workbook and its formats, each made once."""

    def __init__(self, made: datetime | None = None, **properties: str) -> None:
        """``made``: naive UTC, what the file says of its making."""
        self._bytes = BytesIO()
        self.workbook = xlsxwriter.Workbook(self._bytes, _OPTIONS)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        if made is not None:
            self.workbook.set_properties({**properties, "created": made})

    def look(self, **properties: Any) -> Format:
        """The format with these properties of XlsxWriter."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def closed(self) -> bytes:
        """The file."""
        self.workbook.close()
        return self._bytes.getvalue()
