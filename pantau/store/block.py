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
    """A block out of its frame. Of each column the bytes a value takes, its base, and whether there
    are holes; ``planes``: of all columns."""

    there: bytes
    minutes: int
    widths: tuple[int, ...]
    bases: tuple[int, ...]
    holes: tuple[bool, ...]
    planes: Planes


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
    counts = [frame.minutes for frame in frames]
    there = np.frombuffer(b"".join([frame.there for frame in frames]), np.uint8)
    skipped = [day - number for number, (day, _) in enumerate(found)]
    minutes = np.flatnonzero(np.unpackbits(there)) + np.repeat(skipped, counts) * DAY_MINUTES
    bases = np.array([frame.bases for frame in frames], np.int64).view(np.uint64)
    columns = np.empty((len(names), len(minutes)), np.int64)
    for column, name in zip(columns, names, strict=True):
        number = packed.index(name)
        holes = any(frame.holes[number] for frame in frames)
        planes = _side_by_side(frames, number, len(minutes))
        _unpack_into(column, planes, np.repeat(bases[:, number], counts), holes=holes)
    return Minutes(minutes, columns, names)


def _side_by_side(frames: Sequence[_Frame], number: int, count: int) -> Planes:
    """The planes of a column on all days, as many as it needs on any: what a day lacks is 0."""
    planes = np.zeros((max(1, *(frame.widths[number] for frame in frames)), count), np.uint8)
    end = 0
    for frame in frames:
        first, width = sum(frame.widths[:number]), frame.widths[number]
        begin, end = end, end + frame.minutes
        planes[:width, begin:end] = frame.planes[first : first + width]
    return planes


def _opened(opener: zstandard.ZstdDecompressor, block: bytes, form: int, wide: int) -> _Frame:
    begin = 1 if form == FORM else 2
    if len(block) <= begin or block[0] != form:
        raise ValueError("a sealed day has a form that this Pantau does not know")
    packed = wide if form == FORM else block[1]
    if packed > wide:
        raise ValueError("a sealed day has columns that this Pantau does not know")
    head_of = _head(packed)
    largest = _BITS + head_of.size + DAY_MINUTES * 8 * packed
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
    if len(body) < _BITS + head_of.size:
        raise ValueError("a sealed day is cut short")
    head = head_of.unpack_from(body, _BITS)
    widths = [each & ~_WITH_HOLES for each in head[::2]]
    there = body[:_BITS]
    count = int.from_bytes(there).bit_count()
    begin = _BITS + head_of.size
    if not set(widths) <= set(_WIDTHS) or len(body) != begin + sum(widths) * count:
        raise ValueError("a sealed day is not as long as it says")
    planes = np.frombuffer(body, np.uint8, sum(widths) * count, begin).reshape(sum(widths), count)
    holes = [each >= _WITH_HOLES for each in head[::2]]
    lacks = wide - packed
    return _Frame(
        there,
        count,
        (*widths, *[0] * lacks),
        (*head[1::2], *[0] * lacks),
        (*holes, *[True] * lacks),
        planes,
    )


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
    planes: Planes,
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
