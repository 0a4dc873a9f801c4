"""The truth of every echo that the lab was asked: when it came and how long it was held.

Rows of fixed size, for a file that numpy reads as well: ``numpy.fromfile(path, dtype=HOLD_TYPE)``.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_ROW = struct.Struct("<IQqq")
HOLD_TYPE = [("address", "<u4"), ("nonce", "<u8"), ("at_ns", "<i8"), ("hold_ns", "<i8")]
UNANSWERED = -1

row = _ROW.pack
"""The bytes of one row: the four fields of a Hold."""


class Hold(NamedTuple):
    """An echo to ``address`` that arrived at ``at_ns`` and whose honest reply left ``hold_ns``
    later; UNANSWERED where none was to leave. A duplicate is a row of its own."""

    address: int
    nonce: int
    at_ns: int
    hold_ns: int


class Holds:
    """The rows so far, in the order in which the replies left. 28 bytes an echo."""

    def __init__(self) -> None:
        self._rows = bytearray()

    def add(self, address: int, nonce: int, at_ns: int, hold_ns: int) -> None:
        """One honest reply, or none."""
        self._rows += row(address, nonce, at_ns, hold_ns)

    def __len__(self) -> int:
        return len(self._rows) // _ROW.size

    def save(self, path: Path) -> None:
        """Raises OSError."""
        path.write_bytes(self._rows)


def read_holds(path: Path) -> Iterator[Hold]:
    """What ``save`` wrote. Raises OSError."""
    return map(Hold._make, _ROW.iter_unpack(path.read_bytes()))
