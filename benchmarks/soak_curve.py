"""What grows while Pantau works: a row now and then, in a file that is there however it ends."""

import csv
import ctypes
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

_PAGE = os.sysconf("SC_PAGE_SIZE")
_SETTLED = 0.25  # of the time: until then caches fill and links are learned


class Curve(NamedTuple):
    """``at``: when, in the unit of the first column; ``values``: by column."""

    unit: str
    at: Sequence[float]
    values: Mapping[str, Sequence[float]]

    @classmethod
    def read(cls, file: Path) -> Self:
        """What a Recording left."""
        with file.open(encoding="utf-8", newline="") as lines:
            names, *rows = csv.reader(lines)
        columns = [[float(cell) for cell in column] for column in zip(*rows, strict=True)]
        return cls(names[0], columns[0], dict(zip(names[1:], columns[1:], strict=True)))

    def growth(self, column: str) -> float:
        """By how much a column grew from the first quarter's end on: its line of least squares."""
        at, values = np.array(self.at), np.array(self.values[column])
        late = at >= at[0] + _SETTLED * (at[-1] - at[0])
        slope = np.polyfit(at[late], values[late], 1)[0]
        return float(slope * (at[-1] - at[late][0]))


class Recording:
    """Writes a curve. ``unit``: of the first column."""

    def __init__(self, file: Path, unit: str) -> None:
        self._file = file
        self._unit = unit
        self._begun = False

    def note(self, at: float, values: Mapping[str, float]) -> None:
        """One row; the first one names the columns."""
        with self._file.open("a" if self._begun else "w", encoding="utf-8", newline="") as lines:
            row = csv.writer(lines, lineterminator="\n")
            if not self._begun:
                row.writerow([self._unit, *values])
            row.writerow(
                [f"{at:.3f}".rstrip("0").rstrip("."), *(f"{v:.6g}" for v in values.values())]
            )
        self._begun = True


def resident_mb(pid: int) -> float:
    """What a process holds in memory now, in MB (10^6 bytes); 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except OSError:
        return 0.0


class _Heap(ctypes.Structure):
    """As mallinfo2(3) fills it."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        )
    )


def kept_by_library_mb() -> float:
    """Of this process, what was given back to the C library and is kept by it for the next time,
    in MB; 0 where the library does not tell (glibc does since 2.33)."""
    told = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if told is None:
        return 0.0
    told.restype = _Heap
    return float(told().fordblks) / 1e6


def objects() -> int:
    """How many blocks of memory Python's objects take in this process."""
    return sys.getallocatedblocks()


def handles(pid: int) -> int:
    """How many files a process holds open now; 0 where it is gone."""
    try:
        return len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208 - /proc knows no faster way
    except OSError:
        return 0
