"""Many datagrams with one system call: recvmmsg(2) and sendmmsg(2), which Python does not offer.

A call of its own for each datagram, with the objects that Python makes of its parts, costs several
times what the kernel takes to hand it over.
"""

import ctypes
import errno
from struct import Struct, calcsize
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)

OUTBOX_HOLDS = 4
"""Those sent with one call share one send time, so no more than leave within some microseconds."""

# Enough that a call's own cost vanishes, few enough to stay in the processor's nearest cache.
_READ_AT_ONCE = 128
_ERRORS_AT_ONCE = 64

# What is read: the sender's address, what the kernel says of the datagram, and its begin.
_NAME_BYTES, _CONTROL_BYTES, _DATA_BYTES = 32, 64, 96


def layout(name: str, control: str) -> Struct:
    """How what was read is told: fields of the address and the control messages, and all bytes."""
    parts = (name, _NAME_BYTES), (control, _CONTROL_BYTES), (f"{_DATA_BYTES}s", _DATA_BYTES)
    return Struct("@" + "".join(f"{text}{size - calcsize(text)}x" for text, size in parts))


class _Iovec(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


class _Msghdr(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_void_p),
        ("name_length", ctypes.c_uint32),
        ("iov", ctypes.POINTER(_Iovec)),
        ("iov_length", ctypes.c_size_t),
        ("control", ctypes.c_void_p),
        ("control_length", ctypes.c_size_t),
        ("flags", ctypes.c_int),
    )


class _Mmsghdr(ctypes.Structure):
    _fields_ = (("header", _Msghdr), ("length", ctypes.c_uint))


_LENGTH = Struct(
    f"@{_Mmsghdr.length.offset}xI{ctypes.sizeof(_Mmsghdr) - _Mmsghdr.length.offset - 4}x"
)


class _Messages:
    """Headers for datagrams that lie in slots: an address, control messages, and the datagram."""

    def __init__(self, count: int, name: int, control: int, data: int) -> None:
        self.slot_bytes = name + control + data
        self.slots = bytearray(self.slot_bytes * count)
        self.header_bytes = bytearray(ctypes.sizeof(_Mmsghdr) * count)
        self.headers = (_Mmsghdr * count).from_buffer(self.header_bytes)
        self._iovecs = (_Iovec * count)()
        self._pinned = (ctypes.c_char * len(self.slots)).from_buffer(self.slots)
        slot = ctypes.addressof(self._pinned)
        for iovec, each in zip(self._iovecs, self.headers, strict=True):
            iovec.base, iovec.length = slot + name + control, data
            header = each.header
            header.name, header.name_length = slot, name
            header.iov, header.iov_length = ctypes.pointer(iovec), 1
            if control:
                header.control, header.control_length = slot + name, control
            slot += self.slot_bytes


class Outbox:
    """Sends datagrams of ``data_bytes`` through a non-blocking socket, OUTBOX_HOLDS at once."""

    def __init__(self, fd: int, data_bytes: int) -> None:
        self._fd = fd
        self._messages = _Messages(OUTBOX_HOLDS, _NAME_BYTES, 0, data_bytes)
        self._slot = Struct(f"{_NAME_BYTES}s{data_bytes}s")

    def put(self, place: int, sockaddr: bytes, data: bytes) -> None:
        """Lay a datagram into a place, counted from 0."""
        self._slot.pack_into(self._messages.slots, place * self._slot.size, sockaddr, data)

    def send(self, begin: int, end: int) -> int:
        """Send what lies in the places [begin, end). How many the kernel took before it refused
        one, or where it refused the first, the error's number, negative.
        """
        at = ctypes.byref(self._messages.headers, begin * ctypes.sizeof(_Mmsghdr))
        taken: int = _libc.sendmmsg(self._fd, at, end - begin, 0)
        return taken if taken > 0 else -ctypes.get_errno()


class Inbox:
    """Reads a non-blocking socket. ``layout``: see there."""

    def __init__(self, fd: int, layout: Struct) -> None:
        self._fd = fd
        self._layout = layout
        self._messages = _Messages(_READ_AT_ONCE, _NAME_BYTES, _CONTROL_BYTES, _DATA_BYTES)
        self._untouched = bytes(self._messages.header_bytes)
        self._empty = bytes(len(self._messages.slots))

    def read(self) -> list[tuple[tuple[Any, ...], tuple[int]]]:
        """All datagrams that are there: what ``layout`` reads, and how many bytes there were.

        What the kernel did not write, a word about the datagram being missing, is zero.
        """
        found: list[tuple[tuple[Any, ...], tuple[int]]] = []
        messages = self._messages
        count = _READ_AT_ONCE
        while count == _READ_AT_ONCE:
            count = self._fill()
            slots = memoryview(messages.slots)[: count * messages.slot_bytes]
            headers = memoryview(messages.header_bytes)[: count * _LENGTH.size]
            found += zip(self._layout.iter_unpack(slots), _LENGTH.iter_unpack(headers), strict=True)
            # The kernel wrote into both; of what it is offered, it uses no more than the last time.
            slots[:] = memoryview(self._empty)[: len(slots)]
            headers[:] = memoryview(self._untouched)[: len(headers)]
        return found

    def _fill(self) -> int:
        """How many datagrams came."""
        for _ in range(_ERRORS_AT_ONCE):
            count: int = _libc.recvmmsg(self._fd, self._messages.headers, _READ_AT_ONCE, 0, None)
            if count >= 0:
                return count
            if ctypes.get_errno() == errno.EAGAIN:
                break
            # An ICMP error queued on the socket; the echo it belongs to will time out.
        return 0
