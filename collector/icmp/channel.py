"""Echoes through one socket: which bytes leave, what comes back, and when."""

import errno
import socket
import struct
import sys
from collections.abc import Sequence

from collector.icmp import packet
from collector.icmp.many import OUTBOX_HOLDS, Inbox, Outbox, layout
from collector.icmp.sockets import SO_RXQ_OVFL, SO_TIMESTAMPNS, EchoSocket
from collector.transport import NONCE_BYTES, Destination, Reply, SendFailure
from pantau.facts.clock import Clock

# What the kernel says of a datagram: when it came; once it had to drop any, how many.
_TIME, _COUNTER = "ll", "I"
_HEAD = struct.Struct("@Nii")
_CONTROL = f"{_HEAD.size}s{_TIME}{_HEAD.size}s{_COUNTER}"
_TIME_HEAD, _COUNTER_HEAD = (
    _HEAD.pack(socket.CMSG_LEN(struct.calcsize(value)), socket.SOL_SOCKET, kind)
    for value, kind in ((_TIME, SO_TIMESTAMPNS), (_COUNTER, SO_RXQ_OVFL))
)
_LAYOUT_V4 = layout("4x4s", _CONTROL)  # sockaddr_in
_LAYOUT_V6 = layout("8x16s", _CONTROL)  # sockaddr_in6

# "Nobody there", said by a network near or far: an unanswered echo like any other.
_SILENCE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.ENETDOWN}
_BUSY = {errno.EAGAIN, errno.ENOBUFS, errno.EINTR}


class Channel:
    """An open socket at work. ``dropped``: answers for which the kernel had no room so far."""

    def __init__(self, clock: Clock, opened: EchoSocket) -> None:
        self.sock = opened.sock
        self.dropped = 0
        self._clock = clock
        self._opened = opened
        self._sequence = 0
        self._outbox = Outbox(opened.sock.fileno(), packet.REQUEST_BYTES)
        self._inbox = Inbox(opened.sock.fileno(), _LAYOUT_V6 if opened.v6 else _LAYOUT_V4)

    def send(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport.send_all."""
        times: list[int | SendFailure] = []
        ident, v6, put = self._opened.ident, self._opened.v6, self._outbox.put
        for begin in range(0, len(echoes), OUTBOX_HOLDS):
            few = echoes[begin : begin + OUTBOX_HOLDS]
            for place, (to, nonce) in enumerate(few):
                # Python tells watchers of what its own sockets send, but not of what we send.
                sys.audit("socket.sendto", self.sock, (to.host, 0))
                self._sequence = (self._sequence + 1) & 0xFFFF
                put(place, to.sockaddr, packet.request(ident, self._sequence, nonce, v6=v6))
            self._send_few(len(few), times)
        return times

    def _send_few(self, count: int, times: list[int | SendFailure]) -> None:
        """What lies in the outbox; the kernel stops before an echo that it refuses."""
        begin = 0
        while begin < count:
            sent_ns = self._clock.wall_ns()
            taken = self._outbox.send(begin, count)
            if taken > 0:
                times += [sent_ns] * taken
                begin += taken
            else:
                times.append(_failure(-taken) or sent_ns)
                begin += 1

    def receive(self) -> list[Reply]:
        """See Transport."""
        replies: list[Reply] = []
        v6, raw, ident = self._opened.v6, self._opened.raw, self._opened.ident
        for (host, stamp, seconds, nanos, counter, dropped, data), (length,) in self._inbox.read():
            if counter == _COUNTER_HEAD:
                self.dropped = dropped
            answer = packet.reply(data[:length], v6=v6, ip_header=raw and not v6)
            if answer is None or (raw and answer.ident != ident):
                continue
            text = socket.inet_ntop(socket.AF_INET6, host) if v6 else socket.inet_ntoa(host)
            received = seconds * 1_000_000_000 + nanos
            if stamp != _TIME_HEAD:
                received = self._clock.wall_ns()
            replies.append(Reply(answer.body[:NONCE_BYTES], text, received))
        return replies


def _failure(number: int) -> SendFailure | None:
    """Why an echo did not leave, by the error's number."""
    if number in _SILENCE:
        return None
    return SendFailure.TRY_AGAIN if number in _BUSY else SendFailure.REFUSED
