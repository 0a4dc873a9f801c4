"""Sheets and their margins. All lengths in points."""

from dataclasses import dataclass
from typing import Final

from pantau.inventory.choices import PaperSize

_MM: Final = 72 / 25.4
_SIZES: Final = {PaperSize.A4: (210, 297), PaperSize.F4: (215, 330)}
_LEFT, _RIGHT, _TOP, _BOTTOM = 25, 20, 20, 22
_LANDSCAPE_SIDE: Final = 15


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it stands or lies; the left margin of one that stands is for the binding."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def tall(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


def sheet(size: PaperSize, *, landscape: bool) -> Sheet:
    """The sheet of ``size``."""
    short, tall = _SIZES[size]
    if landscape:
        margins = (_LANDSCAPE_SIDE, _LANDSCAPE_SIDE, _TOP, _BOTTOM)
        return Sheet(*(each * _MM for each in (tall, short, *margins)))
    return Sheet(*(each * _MM for each in (short, tall, _LEFT, _RIGHT, _TOP, _BOTTOM)))
