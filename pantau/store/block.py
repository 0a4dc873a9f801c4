"""A sealed block: one day of one site and probe as bytes. Pure.

The first byte is the number of the form. Form 1 (samples) is a zstd frame with its checksum; form 2
(readings of devices) has a byte before it that says how many columns there are, so that more can
come. In the frame, little endian: a bit for each of the 1440 minutes of the UTC day, whether there
is a sample (180 bytes, the first minute in the highest bit); for each column the bytes a value
takes (1, 2, 4 or 8; 128 more where some minute has none) and its base (8 bytes, signed), its least
value less 1; then the columns. What a column keeps is the value less the base, 0 where there is
none: the lowest bytes of all values first, then the next, so that bytes which are alike lie
together. Why so: docs/decisions/0040-how-a-day-is-packed.md.
"""

import struct
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import zstandard

from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers

DAY_MINUTES = 1440
FORM = 1
FORM_COUNTED = 2
_LEVEL = 1
_BITS = DAY_MINUTES // 8
_WIDTHS = (1, 2, 4, 8)
_WITH_HOLES = 128
_WRAP = 1 << 64
_HEAD = np.dtype([("width", "u1"), ("base", "<i8")])
_LACKING = bytes([_WITH_HOLES]) + bytes(8)

Planes = np.typing.NDArray[np.uint8]


def pack(day: int, found: Minutes, form: int = FORM) -> bytes:
    """``day``: whole days since 1970-01-01 UTC, in which all the minutes lie."""
    there = np.zeros(DAY_MINUTES, np.bool_)
    there[found.minutes - day * DAY_MINUTES] = True
    head: list[int] = []
    planes: list[bytes] = []
    for column in found.columns:
        width, base, of_column = _packed(column)
        head += [width, base]
        planes += of_column
    first = np.packbits(there).tobytes() + _head(len(found.columns)).pack(*head)
    begin = [form] if form == FORM else [form, len(found.columns)]
    return bytes(begin) + _frame([first, *planes])


class _Frame(NamedTuple):
    """A block out of its frame: ``body``, of which ``packed`` columns are."""

    body: bytes
    packed: int

    @property
    def begin(self) -> int:
        """Where the columns begin."""
        return _BITS + self.packed * _HEAD.itemsize

    def head(self, wide: int) -> bytes:
        """Its own columns' and, up to ``wide`` of them, what stands for one that has no values."""
        return self.body[_BITS : self.begin] + _LACKING * (wide - self.packed)


def unpack(
    found: Sequence[tuple[int, bytes]],
    form: int = FORM,
    packed: tuple[str, ...] = COLUMNS,
    wanted: tuple[str, ...] | None = None,
) -> Minutes:
    """Days and what was packed of each, as the columns ``packed``, or those ``wanted`` of them:
    what was not there yet holds NOTHING. The days stand in order.

    All of them at once: numpy takes as long to begin as for a day's values. Raises ValueError with
    what is wrong.
    """
    names = packed if wanted is None else wanted
    if not found:
        return Minutes.none(names)
    opener = zstandard.ZstdDecompressor()
    frames = [_opened(opener, block, form, len(packed)) for _, block in found]
    there = np.frombuffer(b"".join([frame.body[:_BITS] for frame in frames]), np.uint8)
    bits = np.unpackbits(there)
    counts = np.count_nonzero(bits.reshape(-1, DAY_MINUTES), axis=1)
    heads = np.frombuffer(b"".join([frame.head(len(packed)) for frame in frames]), _HEAD)
    heads = heads.reshape(len(frames), len(packed))
    widths = heads["width"] & ~np.uint8(_WITH_HOLES)
    _demand_whole(frames, widths, counts)
    skipped = [day - number for number, (day, _) in enumerate(found)]
    minutes = np.flatnonzero(bits) + np.repeat(skipped, counts) * DAY_MINUTES
    columns = np.empty((len(names), len(minutes)), np.int64)
    for column, name in zip(columns, names, strict=True):
        number = packed.index(name)
        before = widths[:, :number].sum(axis=1, dtype=np.int64) * counts
        planes = _side_by_side(frames, before, widths[:, number], counts)
        bases = np.repeat(heads["base"][:, number].view(np.uint64), counts)
        holes = bool((heads["width"][:, number] >= _WITH_HOLES).any())
        _unpack_into(column, planes, bases, holes=holes)
    return Minutes(minutes, columns, names)


def _demand_whole(frames: Sequence[_Frame], widths: Planes, counts: Numbers) -> None:
    own = np.array([frame.packed for frame in frames])[:, None] > np.arange(widths.shape[1])
    sizes = widths.sum(axis=1, dtype=np.int64)
    ends = [len(frame.body) - frame.begin for frame in frames]
    if not np.isin(widths[own], _WIDTHS).all() or (sizes * counts != ends).any():
        raise ValueError("a sealed day is not as long as it says")


def _side_by_side(
    frames: Sequence[_Frame], before: Numbers, widths: Planes, counts: Numbers
) -> list[Planes]:
    """The planes of a column on all days, as many as it needs on any: what a day lacks is 0.

    ``before``: the bytes of the columns before it.
    """
    places = [
        (frame.body, frame.begin + first, width, count)
        for frame, first, width, count in zip(
            frames, before.tolist(), widths.tolist(), counts.tolist(), strict=True
        )
    ]
    # Bytes are put together in a tenth of the time that numpy takes to begin with each.
    return [
        np.frombuffer(
            b"".join(
                [
                    body[first + plane * count : first + (plane + 1) * count]
                    if plane < width
                    else bytes(count)
                    for body, first, width, count in places
                ]
            ),
            np.uint8,
        )
        for plane in range(max(1, int(widths.max())))
    ]


def _opened(opener: zstandard.ZstdDecompressor, block: bytes, form: int, wide: int) -> _Frame:
    begin = 1 if form == FORM else 2
    if len(block) <= begin or block[0] != form:
        raise ValueError("a sealed day has a form that this Pantau does not know")
    packed = wide if form == FORM else block[1]
    if packed > wide:
        raise ValueError("a sealed day has columns that this Pantau does not know")
    largest = _BITS + (_HEAD.itemsize + DAY_MINUTES * 8) * packed
    frame = block[begin:]
    try:
        said = zstandard.get_frame_parameters(frame)
        # Without its checksum a frame that was changed might be taken for what it says; and zstd
        # makes room for as much as it says.
        if not said.has_checksum or said.content_size > largest:
            raise ValueError("a sealed day is not packed as we pack")
        body = opener.decompress(frame, max_output_size=largest, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise ValueError(f"a sealed day cannot be unpacked: {error}") from None
    found = _Frame(body, packed)
    if len(body) < found.begin:
        raise ValueError("a sealed day is cut short")
    return found


@cache
def _head(wide: int) -> struct.Struct:
    return struct.Struct("<" + "Bq" * wide)


def _frame(parts: Sequence[bytes]) -> bytes:
    """All of them as one frame, each in a zstd block of its own.

    zstd writes a block's bytes by how often each comes, with one table for the block: a plane of
    high bytes, which are alike, and one of low bytes, which are not, are worth a table each.
    """
    size = sum(len(part) for part in parts)
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj(size=size)
    found = []
    for part in parts:
        found += [packer.compress(part), packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)]
    return b"".join((*found, packer.flush()))


def _packed(column: Numbers) -> tuple[int, int, list[bytes]]:
    """How many bytes a value takes, the number taken off each, and the planes."""
    there = column != NOTHING
    # No value is NOTHING, so there is always one below the least.
    base = int(column[there].min()) - 1 if there.any() else 0
    # A difference may need all 64 bits and no sign: these wrap round and come out right.
    less = np.where(there, column.view(np.uint64) - np.uint64(base % _WRAP), np.uint64(0))
    largest = int(less.max()) if len(less) else 0
    width = next(each for each in _WIDTHS if largest < 1 << 8 * each)
    planes = less.astype(f"<u{width}").view(np.uint8).reshape(len(less), width).T
    holes = 0 if there.all() else _WITH_HOLES
    return width | holes, base, [plane.tobytes() for plane in planes]


def _unpack_into(
    column: Numbers,
    planes: Sequence[Planes],
    bases: np.typing.NDArray[np.uint64],
    *,
    holes: bool,
) -> None:
    # The highest bytes come last.
    less = planes[-1].astype(f"u{len(planes)}")
    for plane in planes[-2::-1]:
        less <<= 8
        less |= plane
    # As packed: differences wrap round and come out right.
    np.add(less, bases, out=column.view(np.uint64), dtype=np.uint64)
    if holes:
        column[less == 0] = NOTHING
