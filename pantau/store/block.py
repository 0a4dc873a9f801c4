"""A sealed block: one day of one site and probe as bytes. Pure.

The first byte is the number of the form. Form 1 (samples) is a zstd frame with its checksum; form 2
(readings of devices) has a byte before it that says how many columns there are, so that more can
come. In the frame, little endian: a bit for each of the 1440 minutes of the UTC day, whether there
is a sample (180 bytes, the first minute in the highest bit); for each column the bytes a value
takes (1, 2, 4 or 8; 128 more where some minute has none) and its base (8 bytes, signed), its least
value less 1; then the columns. What a column keeps is the value less the base, 0 where there is
none: the lowest bytes of all values first, then the next, so that bytes which are alike lie
together.
"""

import struct

import numpy as np
import zstandard

from pantau.facts.minutes import COLUMNS, NOTHING, Minutes, Numbers

DAY_MINUTES = 1440
FORM = 1
FORM_COUNTED = 2
_LEVEL = 3
_BITS = DAY_MINUTES // 8
_WIDTHS = (1, 2, 4, 8)
_WITH_HOLES = 128
_WRAP = 1 << 64


def pack(day: int, found: Minutes, form: int = FORM) -> bytes:
    """``day``: whole days since 1970-01-01 UTC, in which all the minutes lie."""
    there = np.zeros(DAY_MINUTES, np.bool_)
    there[found.minutes - day * DAY_MINUTES] = True
    head: list[int] = []
    planes: list[bytes] = []
    for column in found.columns:
        width, base, plane = _packed(column)
        head += [width, base]
        planes.append(plane)
    body = b"".join((np.packbits(there).tobytes(), _head(len(found.columns)).pack(*head), *planes))
    frame = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(body)
    begin = [form] if form == FORM else [form, len(found.columns)]
    return bytes(begin) + frame


def unpack(day: int, block: bytes, form: int = FORM, wide: int = len(COLUMNS)) -> Minutes:
    """What was packed, as ``wide`` columns: those that were not there yet hold NOTHING.

    Raises ValueError with what is wrong.
    """
    begin = 1 if form == FORM else 2
    if len(block) < begin or block[0] != form:
        raise ValueError("a sealed day has a form that this Pantau does not know")
    packed = wide if form == FORM else block[1]
    if packed > wide:
        raise ValueError("a sealed day has columns that this Pantau does not know")
    found = _unpacked(day, block[begin:], packed)
    if packed == wide:
        return found
    more = np.full((wide - packed, len(found.minutes)), NOTHING, np.int64)
    return Minutes(found.minutes, np.concatenate((found.columns, more)))


def _unpacked(day: int, frame: bytes, wide: int) -> Minutes:
    head_of = _head(wide)
    largest = _BITS + head_of.size + DAY_MINUTES * 8 * wide
    try:
        body = zstandard.ZstdDecompressor().decompress(frame, max_output_size=largest)
    except zstandard.ZstdError as error:
        raise ValueError(f"a sealed day cannot be unpacked: {error}") from None
    if len(body) < _BITS + head_of.size:
        raise ValueError("a sealed day is cut short")
    minutes = np.flatnonzero(np.unpackbits(np.frombuffer(body, np.uint8, _BITS)))
    head = head_of.unpack_from(body, _BITS)
    widths, bases = [each & ~_WITH_HOLES for each in head[::2]], head[1::2]
    holes, count = [each & _WITH_HOLES for each in head[::2]], len(minutes)
    if not set(widths) <= set(_WIDTHS) or len(body) != (_BITS + head_of.size + sum(widths) * count):
        raise ValueError("a sealed day is not as long as it says")
    columns = np.empty((wide, count), np.int64)
    offset = _BITS + head_of.size
    for number, (width, base) in enumerate(zip(widths, bases, strict=True)):
        plane = np.frombuffer(body, np.uint8, width * count, offset)
        _unpack_into(columns[number], plane.reshape(width, count), base, holes=bool(holes[number]))
        offset += width * count
    return Minutes(minutes + day * DAY_MINUTES, columns)


def _head(wide: int) -> struct.Struct:
    return struct.Struct("<" + "Bq" * wide)


def _packed(column: Numbers) -> tuple[int, int, bytes]:
    """How many bytes a value takes, the number taken off each, and the bytes."""
    there = column != NOTHING
    # No value is NOTHING, so there is always one below the least.
    base = int(column[there].min()) - 1 if there.any() else 0
    # A difference may need all 64 bits and no sign: these wrap round and come out right.
    less = np.where(there, column.view(np.uint64) - np.uint64(base % _WRAP), np.uint64(0))
    largest = int(less.max()) if len(less) else 0
    width = next(each for each in _WIDTHS if largest < 1 << 8 * each)
    plane = less.astype(f"<u{width}").view(np.uint8).reshape(len(less), width).T
    holes = 0 if there.all() else _WITH_HOLES
    return width | holes, base, plane.tobytes()


def _unpack_into(
    column: Numbers, planes: np.typing.NDArray[np.uint8], base: int, *, holes: bool
) -> None:
    width, count = planes.shape
    less = np.ascontiguousarray(planes.T).view(f"<u{width}").reshape(count)
    np.add(less, np.uint64(base % _WRAP), out=column.view(np.uint64), dtype=np.uint64)
    if holes:
        column[less == 0] = NOTHING
