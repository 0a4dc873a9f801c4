"""ICMP echo over the machine's own sockets: the Transport that the collector uses."""

import contextlib
import errno
import socket
import struct
from collections.abc import Sequence

from collector.icmp import packet
from collector.icmp.sockets import (
    SO_RXQ_OVFL,
    SO_TIMESTAMPNS,
    EchoSocket,
    IcmpRefusedError,
    open_echo_socket,
)
from collector.transport import NONCE_BYTES, Destination, Reply, SendFailure
from pantau.facts.clock import Clock

_TIMESPEC = struct.Struct("@ll")
_COUNTER = struct.Struct("@I")
_CONTROL_BYTES = socket.CMSG_SPACE(_TIMESPEC.size) + socket.CMSG_SPACE(_COUNTER.size)
_PACKET_BYTES = 256

# "Nobody there", said by a network near or far: an unanswered echo like any other.
_SILENCE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN}
_BUSY = {errno.EAGAIN, errno.ENOBUFS, errno.EINTR}


class IcmpTransport:
    """One socket for all IPv4 addresses and one for all IPv6 addresses."""

    def __init__(self, clock: Clock, sockets: Sequence[EchoSocket]) -> None:
        self._clock = clock
        self._by_family = {socket.AddressFamily(s.sock.family): s for s in sockets}
        self._sequence = 0
        self._dropped = dict.fromkeys(self._by_family, 0)

    @classmethod
    def open(cls, clock: Clock) -> "IcmpTransport":
        """Open what the machine allows. Raises IcmpRefusedError when it allows no IPv4 echo.

        A machine without IPv6 is no fault: echoes to IPv6 addresses then answer NO_SOCKET.
        """
        sockets = [open_echo_socket(socket.AF_INET)]
        with contextlib.suppress(IcmpRefusedError):
            sockets.append(open_echo_socket(socket.AF_INET6))
        return cls(clock, sockets)

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """See Transport."""
        chosen = self._by_family.get(to.family)
        if chosen is None:
            return SendFailure.NO_SOCKET
        self._sequence = (self._sequence + 1) & 0xFFFF
        data = packet.request(chosen.ident, self._sequence, nonce, v6=chosen.v6)
        sent_ns = self._clock.wall_ns()
        try:
            chosen.sock.sendto(data, to.sockaddr)
        except OSError as error:
            if error.errno in _BUSY:
                return SendFailure.TRY_AGAIN
            if error.errno not in _SILENCE:
                return SendFailure.REFUSED
        return sent_ns

    def receive(self) -> list[Reply]:
        """See Transport."""
        replies: list[Reply] = []
        for family, chosen in self._by_family.items():
            self._drain(family, chosen, replies)
        return replies

    def dropped(self) -> int:
        """See Transport."""
        return sum(self._dropped.values())

    def close(self) -> None:
        """See Transport."""
        for chosen in self._by_family.values():
            chosen.sock.close()

    def _drain(
        self, family: socket.AddressFamily, chosen: EchoSocket, replies: list[Reply]
    ) -> None:
        recvmsg, header = chosen.sock.recvmsg, chosen.raw and not chosen.v6
        while True:
            try:
                data, control, _, source = recvmsg(_PACKET_BYTES, _CONTROL_BYTES)
            except BlockingIOError:
                return
            except OSError:
                # An ICMP error queued on the socket; the echo it belongs to will time out.
                continue
            answer = packet.reply(data, v6=chosen.v6, ip_header=header)
            if answer is None or (chosen.raw and answer.ident != chosen.ident):
                continue
            received = self._read_control(family, control)
            replies.append(Reply(answer.body[:NONCE_BYTES], source[0].partition("%")[0], received))

    def _read_control(
        self, family: socket.AddressFamily, control: list[tuple[int, int, bytes]]
    ) -> int:
        """The kernel's receive time in wall ns; on the way, how many it had to drop."""
        received = 0
        for level, kind, value in control:
            if level != socket.SOL_SOCKET:
                continue
            if kind == SO_TIMESTAMPNS and len(value) >= _TIMESPEC.size:
                seconds, nanos = _TIMESPEC.unpack_from(value)
                received = seconds * 1_000_000_000 + nanos
            elif kind == SO_RXQ_OVFL and len(value) >= _COUNTER.size:
                (self._dropped[family],) = _COUNTER.unpack_from(value)
        return received or self._clock.wall_ns()
