"""The month that all are fed with, and the bytes that the others are fed."""

import struct
from collections.abc import Iterator

import numpy as np

from benchmarks import remote_write
from benchmarks.keeping_month import BEGIN, line
from pantau.facts.instant import MINUTE
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes


def fields(body: bytes) -> Iterator[tuple[int, int | bytes]]:
    """A protobuf message, as its definition reads it: number and value of each field."""
    at = 0

    def varint() -> int:
        nonlocal at
        found = shift = 0
        while True:
            byte = body[at]
            at += 1
            found |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return found

    while at < len(body):
        key = varint()
        length = {0: None, 1: 8, 2: None}[key & 7]
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        length = varint() if length is None else length
        yield key >> 3, body[at : at + length]
        at += length


def unpacked(body: bytes) -> bytes:
    """A snappy block that is one literal with a length of four bytes."""
    size = next(value for _, value in fields(b"\x08" + body[: body.index(0xFC)]))
    [length] = struct.unpack_from("<I", body, body.index(0xFC) + 1)
    literal = body[body.index(0xFC) + 5 :]
    assert size == length + 1 == len(literal)
    return literal


def read(body: bytes) -> dict[tuple[str, str], list[tuple[int, float]]]:
    found = {}
    for _, series in fields(unpacked(body)):
        assert isinstance(series, bytes)
        labels, samples = {}, []
        for number, part in fields(series):
            assert isinstance(part, bytes)
            inner = dict(fields(part))
            if number == 1:
                labels[inner[1]] = inner[2]
            else:
                samples.append((inner[2], struct.unpack("<d", inner[1])[0]))
        found[labels[b"__name__"].decode(), labels[b"site"].decode()] = samples
    return found


def test_the_others_get_every_value_at_its_minute_and_nothing_where_there_is_none() -> None:
    columns = np.arange(24).reshape(len(COLUMNS), 4) * 10**9
    columns[3, 1:3] = columns[5] = NOTHING
    minutes = Minutes(np.arange(4) + BEGIN // MINUTE, columns)
    body, count = remote_write.request([("a", minutes), ("b", minutes)])
    found = read(body)
    assert count == sum(map(len, found.values())) == 2 * 18
    for site in ("a", "b"):
        for name, column in zip(COLUMNS, columns.tolist(), strict=True):
            assert found.get((name, site), []) == [
                ((BEGIN + place * MINUTE) // 1_000, value)
                for place, value in enumerate(column)
                if value != NOTHING
            ]


def test_a_line_is_the_same_every_time_and_its_columns_belong_together() -> None:
    found = line(7, 3_000)
    assert np.array_equal(found.columns, line(7, 3_000).columns)
    assert not np.array_equal(found.columns, line(8, 3_000).columns)
    sent, received, least, middle, most, jitter = found.columns
    assert set(sent.tolist()) == {12}
    answered = received > 0
    assert ((least == NOTHING) == ~answered).all()
    assert (least <= middle)[answered].all()
    assert (middle <= most)[answered].all()
    known = jitter != NOTHING
    assert (jitter <= most - least)[known].all()
    assert known[received > 6].all(), "seven of twelve: two stand side by side"
