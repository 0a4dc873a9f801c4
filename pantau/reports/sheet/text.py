"""Text in cells, and names of sheets: whatever a name holds, it stays text."""

import unicodedata

MOST = 32_767
"""UTF-16 units that a cell holds."""
_NAME_MOST = 31
_NOT_IN_NAMES = set("[]:*?/\\")
# What a spreadsheet would take for a formula, and blanks before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Control characters and lone surrogates; joiners and private characters are text to somebody.
_UNSEEN = {"Cc", "Cs"}
_KEPT = {"\n", "\t"}
_NO_XML = {"\ufffe", "\uffff"}


def cell_text(text: str) -> str:
    """``text`` as a cell can hold it: no control characters, cut at the limit with "…"."""
    if not text.isprintable():
        text = "".join(each for each in text if _can_stand(each))
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter would write such text as markup of its own.
        text += " "
    if len(text) * 2 > MOST and _units(text) > MOST:
        cut = text.encode("utf-16-le")[: 2 * (MOST - 1)]
        text = cut.decode("utf-16-le", "ignore") + "…"
    return text


def formula_safe(text: str) -> str:
    """``text`` as a cell of CSV that no spreadsheet takes for a formula: a quote before it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


class SheetNames:
    """Names of the sheets of one workbook: allowed, and each once whatever its case."""

    def __init__(self) -> None:
        # Excel keeps this one for itself.
        self._taken = {"history"}

    def take(self, wanted: str) -> str:
        """A name like ``wanted`` up to its first comma, cut at a word where it is too long."""
        allowed = "".join(
            each for each in cell_text(wanted).split(",")[0] if each not in _NOT_IN_NAMES
        )
        plain = " ".join(allowed.split()).strip("'") or "–"
        name, number = _cut(plain, _NAME_MOST), 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{_cut(plain, _NAME_MOST - 1 - len(str(number)))} {number}"
        self._taken.add(name.casefold())
        return name


def _cut(text: str, most: int) -> str:
    """The first words of ``text`` in at most ``most`` units; of a longer word its beginning."""
    if _units(text) <= most:
        return text
    head = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    words, _, _ = head.rpartition(" ")
    return (words or head).rstrip(" ,;'")


def _can_stand(each: str) -> bool:
    return each in _KEPT or not (each in _NO_XML or unicodedata.category(each) in _UNSEEN)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
