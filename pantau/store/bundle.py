"""Samples that came in by an import, as one kept file: exactly those that were new here.

So an import that was cut off by a crash can be finished, and one that is revoked leaves what was
here before. The file: the line ``pantau samples 1``, a line of JSON with the names of ``sites`` and
``probes``, then piece after piece, in the order of days: five numbers of four bytes, little endian
(day since 1970-01-01 UTC, number of the site, of the probe, how many minutes, bytes of the frame),
and a zstd frame. In it stand the minutes and the six columns of Minutes, each as differences from
value to value in eight bytes that wrap round: all lowest bytes first, then the next.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import numpy as np
import zstandard

from pantau.facts.minutes import COLUMNS, Minutes

_FORM = b"pantau samples 1\n"
_HEAD = struct.Struct("<iIIII")
_ROWS = 1 + len(COLUMNS)
_DAY_MINUTES = 1440


class Into(Protocol):
    """Where bytes go."""

    def write(self, content: bytes, /) -> object:
        """Behind those of before."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A UTC day (since 1970-01-01) of one site and probe."""

    day: int
    site: str
    probe: str
    found: Minutes


class BundleWriter:
    """Writes pieces behind one another."""

    def __init__(self, into: Into, sites: Sequence[str], probes: Sequence[str]) -> None:
        self._into = into
        self._sites = {name: number for number, name in enumerate(sites)}
        self._probes = {name: number for number, name in enumerate(probes)}
        self._press = zstandard.ZstdCompressor(level=3, write_checksum=True)
        names = {"sites": list(sites), "probes": list(probes)}
        into.write(_FORM + json.dumps(names, ensure_ascii=False).encode() + b"\n")

    def add(self, piece: Piece) -> None:
        """One more; days never go back."""
        frame = self._press.compress(
            squeezed(np.vstack((piece.found.minutes, piece.found.columns)))
        )
        head = _HEAD.pack(
            piece.day,
            self._sites[piece.site],
            self._probes[piece.probe],
            len(piece.found.minutes),
            len(frame),
        )
        self._into.write(head + frame)


def read_bundle(stream: BinaryIO) -> Iterator[Piece]:
    """The pieces as written. Raises ValueError with what is wrong."""
    if stream.readline() != _FORM:
        raise ValueError("imported samples have a form that this Pantau does not know")
    names = json.loads(stream.readline())
    opener = zstandard.ZstdDecompressor()
    while head := stream.read(_HEAD.size):
        if len(head) < _HEAD.size:
            raise ValueError("imported samples are cut short")
        day, site, probe, count, size = _HEAD.unpack(head)
        if not 0 < count <= _DAY_MINUTES:
            raise ValueError("imported samples are not as many as they say")
        try:
            body = opener.decompress(stream.read(size), max_output_size=_ROWS * count * 8)
        except zstandard.ZstdError as error:
            raise ValueError(f"imported samples cannot be unpacked: {error}") from None
        table = loosened(body, _ROWS)
        found = Minutes(table[0], np.ascontiguousarray(table[1:]))
        yield Piece(day, names["sites"][site], names["probes"][probe], found)


def squeezed(table: np.typing.NDArray[np.int64]) -> bytes:
    """Rows of whole numbers as bytes that a packer likes."""
    less = np.diff(table, axis=1, prepend=0)
    planes = np.ascontiguousarray(less).astype("<i8").view(np.uint8).reshape(*table.shape, 8)
    return np.ascontiguousarray(planes.transpose(0, 2, 1)).tobytes()


def loosened(body: bytes, rows: int) -> np.typing.NDArray[np.int64]:
    """What ``squeezed`` was given."""
    planes = np.frombuffer(body, np.uint8).reshape(rows, 8, -1)
    less = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i8").reshape(rows, -1)
    return np.cumsum(less, axis=1, dtype=np.int64)
