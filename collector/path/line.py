"""Echoes with a time to live through one socket, and what routers say of them."""

import socket
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

from collector.icmp import packet
from collector.icmp.sockets import EchoSocket
from collector.path import errors
from collector.path.errors import Told
from collector.transport import Destination

_ROOM, _ANCILLARY = 512, 256
_AT_ONCE = 256
# struct sock_extended_err (linux/errqueue.h), and behind it the address of who said so.
_EXTENDED = struct.Struct("@IBBBBII")
_ORIGIN_ICMP, _ORIGIN_ICMP6 = 2, 3
_FAMILY = struct.Struct("@H")


_Ancillary = list[tuple[int, int, bytes]]


class Said(NamedTuple):
    """Who said what of the echo with this sequence number. ``to``: whom it was sent to, if told."""

    told: Told
    sequence: int
    host: str
    to: str | None


_Reading = Callable[[bytes, _Ancillary, str], Iterator[Said]]
"""From what was received, what is said of it and by which address."""


class Line:
    """One socket at work; nothing here blocks."""

    def __init__(self, opened: EchoSocket) -> None:
        self._opened = opened
        self._hops = 0

    def fileno(self) -> int:
        """Readable when somebody said something."""
        return self._opened.sock.fileno()

    def close(self) -> None:
        """Give the socket back."""
        self._opened.sock.close()

    def send(self, to: Destination, hops: int, sequence: int) -> None:
        """An echo that comes ``hops`` far. One that cannot leave is like one without an answer."""
        sock, v6 = self._opened.sock, self._opened.v6
        nonce = sequence.to_bytes(8)
        if hops != self._hops:
            level, option = (
                (socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS)
                if v6
                else (socket.IPPROTO_IP, socket.IP_TTL)
            )
            sock.setsockopt(level, option, hops)
            self._hops = hops
        echo = packet.request(self._opened.ident, sequence, nonce, v6=v6)
        sys.audit("pantau.path", to.host, hops)
        # An error of an echo before is told here, once; the next try is this one's own.
        for _ in range(2):
            with suppress(OSError):
                sock.sendto(echo, (to.host, 0, 0, _scope(to)) if v6 else (to.host, 0))
                return

    def receive(self) -> list[Said]:
        """Everything that came since the last call."""
        plain = self._read(0, self._plain)
        return plain if self._opened.raw else plain + self._read(socket.MSG_ERRQUEUE, self._error)

    def _read(self, flags: int, read: _Reading) -> list[Said]:
        found: list[Said] = []
        for _ in range(_AT_ONCE):
            try:
                data, ancillary, _, name = self._opened.sock.recvmsg(_ROOM, _ANCILLARY, flags)
            except BlockingIOError:
                break
            except OSError:
                continue  # an error of an echo before; it lies in the queue as well
            found += read(data, ancillary, str(name[0]).partition("%")[0] if name else "")
        return found

    def _plain(self, data: bytes, _: _Ancillary, host: str) -> Iterator[Said]:
        own = self._opened
        heard = errors.heard(data, v6=own.v6, ip_header=own.raw and not own.v6)
        if heard is not None and heard.ident == own.ident:
            yield Said(heard.told, heard.sequence, host, heard.host)

    def _error(self, data: bytes, ancillary: _Ancillary, to: str) -> Iterator[Said]:
        v6 = self._opened.v6
        asked = errors.asked(data, v6=v6)
        if asked is None or asked[0] != self._opened.ident:
            return
        for _, _, value in ancillary:
            who = offender(value, v6=v6)
            if who is not None:
                yield Said(who[0], asked[1], who[1], to or None)


def offender(value: bytes, *, v6: bool) -> tuple[Told, str] | None:
    """Who said what, from a control message of the error queue; None for what no router said."""
    if len(value) < _EXTENDED.size + _FAMILY.size:
        return None
    _, origin, kind, code, _, _, _ = _EXTENDED.unpack_from(value)
    told = errors.told_by(kind, code, v6=v6)
    if origin != (_ORIGIN_ICMP6 if v6 else _ORIGIN_ICMP) or told in (None, Told.REPLY):
        return None
    at = _EXTENDED.size
    family = socket.AF_INET6 if v6 else socket.AF_INET
    begin, end = (at + 8, at + 24) if v6 else (at + 4, at + 8)
    if _FAMILY.unpack_from(value, at)[0] != family or len(value) < end:
        return None
    return told, socket.inet_ntop(family, value[begin:end])


def _scope(to: Destination) -> int:
    return int.from_bytes(to.sockaddr[-4:], sys.byteorder)
