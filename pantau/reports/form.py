"""The forms that a paper may have, and for which of them a block is."""

from enum import StrEnum


class Form(StrEnum):
    """The forms that blocks are written for."""

    PRINT = "print"  # PDF and DOCX
    SHEET = "sheet"  # XLSX and CSV


EVERYWHERE = frozenset(Form)
PRINTED = frozenset({Form.PRINT})
SHEETS = frozenset({Form.SHEET})
