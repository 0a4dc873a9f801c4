"""Where the outlines are read from: the operator's file beside the inventory, else our own."""

from functools import lru_cache
from pathlib import Path

from pantau.inventory.outlines.shapes import FILE, Outlines, parse_outlines
from pantau.language import Language, translator

OURS = Path(__file__).with_name(FILE)


def outlines_beside(inventory: Path, language: Language) -> Outlines:
    """The outlines to draw; a file of the operator's that cannot be used is told in ``trouble``."""
    theirs = inventory.with_name(FILE)
    try:
        stamp = theirs.stat().st_mtime_ns
    except OSError:
        return _read(OURS, 0, language)
    found = _read(theirs, stamp, language)
    if not found.trouble:
        return found
    return Outlines(_read(OURS, 0, language).found, indicative=True, trouble=found.trouble)


@lru_cache(maxsize=8)
def _read(file: Path, _stamp: int, language: Language) -> Outlines:
    """Parsed once for each time that the file was written."""
    say = translator(language)
    try:
        data = file.read_bytes()
    except OSError as error:
        return Outlines(trouble=say("{file} cannot be read: {reason}", file=file, reason=error))
    return parse_outlines(data, str(file), say)
