"""Text as it can be printed. PDF/A forbids characters without a picture, so such a one stands as
its number, ``[U+1F600]``: nothing is lost, and nothing looks like something else."""

from typing import Final

from pantau.reports.face import covered, regular

ZERO_WIDTH: Final = "\u200b"
# They turn around what others read: on a paper that money is paid on, they are shown.
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class _Printable(dict[int, str]):
    """For str.translate: what each character is printed as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character == "\t":
            printed = " "
        elif character == "\n" or (character in covered() and character not in _TURNING):
            printed = character
        else:
            printed = f"[U+{code:04X}]"
        self[code] = printed
        return printed


_PRINTABLE: Final = _Printable()


def printable(text: str) -> str:
    """``text`` with nothing in it that the typeface lacks or that turns what is around it."""
    return text.translate(_PRINTABLE)


def breakable(text: str, widest: float, size: float) -> str:
    """``text`` in which a word wider than ``widest`` points may break anywhere that is needed.

    ZERO_WIDTH says where; the template puts nothing there that would be copied.
    """
    face = regular()
    if face.width(text, size) <= widest:
        return text
    return " ".join(
        word if face.width(word, size) <= widest else ZERO_WIDTH.join(word)
        for word in text.split(" ")
    )


def in_print(data: object, widest: float, size: float) -> object:
    """``data`` with every text in it, at any depth, printable and ``breakable``."""
    match data:
        case str():
            return breakable(printable(data), widest, size)
        case dict():
            return {key: in_print(value, widest, size) for key, value in data.items()}
        case list() | tuple():
            return [in_print(value, widest, size) for value in data]
        case _:
            return data


def may_break(data: object) -> bool:
    """Whether a word of any text in ``data``, at any depth, may break."""
    match data:
        case str():
            return ZERO_WIDTH in data
        case dict():
            return any(map(may_break, data.values()))
        case list() | tuple():
            return any(map(may_break, data))
        case _:
            return False
