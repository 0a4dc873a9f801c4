"""Amounts of data, as they are written on disks: thousands, not 1024s."""

from decimal import Decimal

from pantau.language.languages import DEFAULT_LANGUAGE, Language
from pantau.language.numbers import decimal, number

_UNITS = ("kB", "MB", "GB", "TB")


def size(count: int, language: Language = DEFAULT_LANGUAGE) -> str:
    """``1,4 GB``: bytes in the largest unit of which there is one, cut to one place.

    Raises ValueError for a negative amount.
    """
    if count < 0:
        raise ValueError(f"{count} bytes is no amount")
    if count < 1000:
        return f"{number(count, language)} B"
    power = min((len(str(count)) - 1) // 3, len(_UNITS))
    tenths = count * 10 // 1000**power
    return f"{decimal(Decimal(tenths) / 10, language)} {_UNITS[power - 1]}"
