"""The typeface of the papers: which characters it has, and how wide a text becomes.

Liberation Sans has the widths of Arial, in which Indonesian offices write and Word shows our
papers. Its figures are all of one width. It comes with the package, so that a paper is the same
bytes on every machine.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "pdf" / "fonts"
FAMILY: Final = "Liberation Sans"
_FILES: Final = ("Regular", "Bold", "Italic")


@dataclass(frozen=True, slots=True)
class Face:
    """One cut. ``advances``: the width of each character it has, in shares of the size."""

    advances: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """How wide ``text`` is in points at ``size``, kerning left out; unknown ones count 1."""
        known = self.advances
        return size * sum(known.get(each, 1.0) for each in text)


@cache
def regular() -> Face:
    """The cut of running text."""
    return _read("Regular")


@cache
def bold() -> Face:
    """The cut of headings and totals."""
    return _read("Bold")


@cache
def covered() -> frozenset[str]:
    """The characters that every cut has."""
    cuts = [_read(name).advances.keys() for name in _FILES]
    return frozenset(cuts[0]).intersection(*cuts[1:])


def _read(cut: str) -> Face:
    data = (FONTS / f"LiberationSans-{cut}.ttf").read_bytes()
    tables = {
        data[at : at + 4].decode("latin-1"): struct.unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (count,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    metrics = struct.unpack_from(f">{2 * count}H", data, tables["hmtx"])[::2]
    glyphs = _glyphs(data, tables["cmap"])
    return Face({chr(code): metrics[min(of, count - 1)] / units for code, of in glyphs})


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """Code points and their glyphs, out of the sub-table for Unicode's first plane (format 4)."""
    (subtables,) = struct.unpack_from(">H", data, cmap + 2)
    records = (struct.unpack_from(">HHI", data, cmap + 4 + 8 * i) for i in range(subtables))
    at = cmap + next(offset for platform, coding, offset in records if (platform, coding) == (3, 1))
    (twice,) = struct.unpack_from(">H", data, at + 6)
    segments = twice // 2
    ends, begins = at + 14, at + 16 + twice
    deltas, ranges = begins + twice, begins + 2 * twice
    for i in range(segments):
        (begin,), (end,), (delta,), (shift,) = (
            struct.unpack_from(">H", data, part + 2 * i) for part in (begins, ends, deltas, ranges)
        )
        for code in range(begin, min(end, 0xFFFE) + 1):
            glyph = code
            if shift:
                (glyph,) = struct.unpack_from(
                    ">H", data, ranges + 2 * i + shift + 2 * (code - begin)
                )
            glyph = (glyph + delta) % 0x10000 if glyph or not shift else 0
            if glyph:
                yield code, glyph
