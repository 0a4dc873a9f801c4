"""Sockets of their own for paths, as little privileged as the machine allows."""

import os
import socket
import struct

from collector.icmp.sockets import EchoSocket, IcmpRefusedError

_SOL_RAW, _ICMP_FILTER = 255, 1  # linux/socket.h, linux/icmp.h
_RECV_ERR, _RECV_ERR_V6 = 11, 25  # IP_RECVERR, IPV6_RECVERR: linux/in.h, linux/in6.h
_WANTED = (0, 3, 11)  # echo reply, unreachable, time exceeded
_WANTED_V6 = (129, 1, 3)
_ICMP6_FILTER = 1
_BUFFER = 256 * 1024


def open_path_socket(family: socket.AddressFamily) -> EchoSocket:
    """A datagram ping socket that tells of errors, or a raw one. Raises IcmpRefusedError."""
    v6 = family == socket.AF_INET6
    proto = socket.IPPROTO_ICMPV6 if v6 else socket.IPPROTO_ICMP
    try:
        sock = socket.socket(family, socket.SOCK_DGRAM, proto)
    except OSError as ping:
        return _open_raw(family, proto, ping)
    level, option = (socket.IPPROTO_IPV6, _RECV_ERR_V6) if v6 else (socket.IPPROTO_IP, _RECV_ERR)
    sock.setsockopt(level, option, 1)
    sock.setblocking(False)
    sock.bind(("::" if v6 else "0.0.0.0", 0))  # noqa: S104 - an identifier of the kernel's, no port
    return EchoSocket(sock, v6, raw=False, ident=sock.getsockname()[1])


def open_raw_path_socket(family: socket.AddressFamily) -> EchoSocket:
    """A raw one, where both can be had. Raises IcmpRefusedError."""
    v6 = family == socket.AF_INET6
    return _open_raw(family, socket.IPPROTO_ICMPV6 if v6 else socket.IPPROTO_ICMP, None)


def _open_raw(family: socket.AddressFamily, proto: int, ping: OSError | None) -> EchoSocket:
    v6 = family == socket.AF_INET6
    try:
        sock = socket.socket(family, socket.SOCK_RAW, proto)
    except OSError as raw:
        said = str(ping or "not tried")
        raise IcmpRefusedError("IPv6" if v6 else "IPv4", said, str(raw)) from None
    sock.setblocking(False)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER)
    if v6:
        blocked = [0xFFFF_FFFF] * 8
        for kind in _WANTED_V6:
            blocked[kind // 32] &= ~(1 << kind % 32)
        sock.setsockopt(socket.IPPROTO_ICMPV6, _ICMP6_FILTER, struct.pack("8I", *blocked))
    else:
        kinds = sum(1 << kind for kind in _WANTED)
        sock.setsockopt(_SOL_RAW, _ICMP_FILTER, struct.pack("I", ~kinds & 0xFFFF_FFFF))
    return EchoSocket(sock, v6, raw=True, ident=int.from_bytes(os.urandom(2)))
