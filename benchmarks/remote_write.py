"""Prometheus' remote write, as many minutes as it takes: the same bytes for whoever speaks it.

A request is a protobuf message in a snappy block. The block holds all of it as one literal, which
every reader of snappy takes; so nothing is needed for it, and nothing of our time goes there.
"""

import http.client

import numpy as np

from pantau.facts.instant import MINUTE
from pantau.facts.minutes import COLUMNS, NOTHING, Minutes

_TIME_BYTES = 6  # of a varint that holds milliseconds of our decades
# Of one value: length-delimited field 2, its length, double field 1, varint field 2.
_ROW = np.dtype([("head", "u1", 3), ("value", "<f8"), ("field", "u1"), ("time", "u1", _TIME_BYTES)])
_HEAD, _FIELD = (0x12, _ROW.itemsize - 2, 0x09), 0x10


def request(sites: list[tuple[str, Minutes]]) -> tuple[bytes, int]:
    """The body with every column of these minutes, and how many values are in it."""
    series, count = [], 0
    for name, minutes in sites:
        times = _varints(minutes.minutes * (MINUTE // 1_000))
        for place, column in enumerate(COLUMNS):
            values = minutes.columns[place]
            there = values != NOTHING
            if not there.any():
                continue
            rows = np.zeros(int(there.sum()), _ROW)
            rows["head"], rows["value"], rows["field"] = _HEAD, values[there], _FIELD
            rows["time"] = times[there]
            labels = _label("__name__", column) + _label("site", name)
            series.append(_field(1, labels + rows.tobytes()))
            count += len(rows)
    body = b"".join(series)
    # One literal with a length of four bytes.
    return _varint(len(body)) + b"\xfc" + (len(body) - 1).to_bytes(4, "little") + body, count


def send(connection: http.client.HTTPConnection, body: bytes) -> None:
    """Raises OSError where it is not taken."""
    headers = {
        "Content-Type": "application/x-protobuf",
        "Content-Encoding": "snappy",
        "X-Prometheus-Remote-Write-Version": "0.1.0",
    }
    connection.request("POST", "/api/v1/write", body, headers)
    answer = connection.getresponse()
    said = answer.read()
    if answer.status >= http.client.MULTIPLE_CHOICES:
        raise OSError(f"{answer.status} {said[:200].decode(errors='replace')}")


def _varints(times: "np.typing.NDArray[np.int64]") -> "np.typing.NDArray[np.uint8]":
    places = 7 * np.arange(_TIME_BYTES)
    found = (times[:, None] >> places & 127).astype(np.uint8)
    found[:, :-1] |= 128
    return found


def _label(name: str, value: str) -> bytes:
    return _field(1, _field(1, name.encode()) + _field(2, value.encode()))


def _field(number: int, content: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
