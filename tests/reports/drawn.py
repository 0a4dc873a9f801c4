"""Where the words of a PDF by typst are drawn: of many pages, in a sixth of pypdf's time.

pypdf finds pages, their contents and typefaces; of the contents only what moves and writes is read.
"""

import re
from collections.abc import Iterator

import pypdf

Matrix = tuple[float, float, float, float, float, float]

_NUMBERS = rb"((?:-?[\d.]+\s){6})"
_LITERAL = rb"\((?:[^\\()]|\\.)*\)"
for _ in range(8):  # brackets within brackets need no escape where each has its other
    _LITERAL = rb"\((?:[^\\()]|\\.|" + _LITERAL + rb")*\)"
_TOKEN = re.compile(
    rb"(?<![\w/])(?:"
    + _NUMBERS
    + rb"(cm|Tm)|([qQ])(?!\w))|/(\w+) [\d.]+ Tf|(\[(?:[^\]\\(<]|<[^>]*>|"
    + _LITERAL
    + rb")*\]\s?TJ|(?:<[^>]*>|"
    + _LITERAL
    + rb")\s?Tj)",
    re.DOTALL,
)
_PART = re.compile(rb"<([^>]*)>|(" + _LITERAL + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(.))", re.DOTALL)
_CALLED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_GLYPH = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


def drawn(page: pypdf.PageObject) -> Iterator[tuple[str, float, float]]:
    """Every text of ``page`` and where it begins, in points from the lower left corner.

    Fails where there is a text that it does not understand.
    """
    fonts = {
        name[1:]: _letters(font["/ToUnicode"].get_data())
        for name, font in page["/Resources"]["/Font"].items()
    }
    content = page.get_contents().get_data()
    now, above, text, font_now, found = _UNMOVED, [], _UNMOVED, "", 0
    known: dict[tuple[str, bytes], str] = {}
    for numbers, moves, state, font, shown in _TOKEN.findall(content):
        if shown:
            found += 1
            place = _times(text, now)
            if (font_now, shown) not in known:
                letters = fonts[font_now]
                known[font_now, shown] = "".join(letters[glyph] for glyph in _glyphs(shown))
            yield known[font_now, shown], place[4], place[5]
        elif moves:
            matrix = tuple(map(float, numbers.split()))
            now, text = (_times(matrix, now), text) if moves == b"cm" else (now, matrix)
        elif font:
            font_now = font.decode()
        elif state == b"q":
            above.append(now)
        else:
            now = above.pop()
    assert not above
    assert found == len(re.findall(rb"\nBT 0 Tr", content))


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    k, m, n, p, q, r = other
    return (
        a * k + b * n,
        a * m + b * p,
        c * k + d * n,
        c * m + d * p,
        e * k + f * n + q,
        e * m + f * p + r,
    )


def _letters(table: bytes) -> dict[int, str]:
    """What each glyph of a typeface stands for."""
    return {
        int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be")
        for glyph, letters in _GLYPH.findall(table)
    }


def _glyphs(shown: bytes) -> Iterator[int]:
    for digits, literal in _PART.findall(shown):
        both = _ESCAPE.sub(_said, literal[1:-1]) if literal else bytes.fromhex(digits.decode())
        yield from (both[at] << 8 | both[at + 1] for at in range(0, len(both), 2))


def _said(escape: re.Match[bytes]) -> bytes:
    octal, letter = escape.groups()
    return bytes([int(octal, 8)]) if octal else _CALLED.get(letter, letter)
