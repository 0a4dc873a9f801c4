"""Sockets that may send ICMP echoes, as little privileged as the machine allows."""

import errno
import os
import socket
from dataclasses import dataclass

from collector.icmp.filter import attach_reply_filter
from pantau.language import Sentence, to_say

SO_TIMESTAMPNS = 35  # asm-generic/socket.h; Python's socket module does not name them
SO_RXQ_OVFL = 40
_SO_RCVBUFFORCE = 33

# Answers wait here between two ticks: about 5,000 at the kernel's 800 bytes of bookkeeping each.
_RECEIVE_BUFFER = 4 * 1024 * 1024


class IcmpRefusedError(Exception):
    """The machine allows neither a ping socket nor a raw socket; as text in English."""

    def __init__(self, family: str, ping: str, raw: str) -> None:
        text = to_say(
            "this machine lets Pantau send no {family} echoes (ping socket: {ping}; raw socket: "
            "{raw}). Grant one of: sysctl -w net.ipv4.ping_group_range='0 2147483647' (no "
            "privilege needed afterwards), or CAP_NET_RAW for the service (systemd: "
            "AmbientCapabilities=CAP_NET_RAW)"
        )
        self.why = Sentence(text, family=family, ping=ping, raw=raw)
        super().__init__(self.why.message)


@dataclass(frozen=True, slots=True)
class EchoSocket:
    """An open socket. ``ident``: by which our echoes are known; 0 where the kernel chooses it and
    nobody asks which."""

    sock: socket.socket
    v6: bool
    raw: bool
    ident: int


def open_echo_socket(family: socket.AddressFamily) -> EchoSocket:
    """A datagram ping socket, or a raw one with a filter. Raises IcmpRefusedError."""
    v6 = family == socket.AF_INET6
    proto = socket.IPPROTO_ICMPV6 if v6 else socket.IPPROTO_ICMP
    try:
        sock = socket.socket(family, socket.SOCK_DGRAM, proto)
    except OSError as ping:
        return _open_raw(family, proto, ping)
    _prepare(sock)
    return EchoSocket(sock, v6, raw=False, ident=0)


def _open_raw(family: socket.AddressFamily, proto: int, ping: OSError) -> EchoSocket:
    v6 = family == socket.AF_INET6
    try:
        sock = socket.socket(family, socket.SOCK_RAW, proto)
    except OSError as raw:
        raise IcmpRefusedError("IPv6" if v6 else "IPv4", _why(ping), _why(raw)) from None
    ident = int.from_bytes(os.urandom(2))
    _prepare(sock)
    attach_reply_filter(sock, ident, v6=v6)
    return EchoSocket(sock, v6, raw=True, ident=ident)


def _why(error: OSError) -> str:
    return errno.errorcode.get(error.errno or 0, "?") + " " + (error.strerror or "")


def _prepare(sock: socket.socket) -> None:
    sock.setblocking(False)
    # Receive times are the kernel's: ours would measure how busy this process is.
    sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    sock.setsockopt(socket.SOL_SOCKET, SO_RXQ_OVFL, 1)
    try:
        sock.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _RECEIVE_BUFFER)
    except OSError:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
