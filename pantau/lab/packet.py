"""IPv4 packets as bytes: what is asked, and the answers of every form. Pure; never raises.

A network answers for the kernel's own packets only, so headers with options and fragments, which
it never sends here, are nobody's.
"""

import struct
from typing import NamedTuple

from pantau.lab.answers import Form
from pantau.lab.network import ROUTER, STRANGER

_HEADER = struct.Struct("!BBHHHBBHII")
_ICMP = struct.Struct("!BBHI")
_UDP = struct.Struct("!HHHH")
_BARE = 0x45  # version 4, a header of five words
_ICMP_PROTOCOL, _UDP_PROTOCOL = 1, 17
_ECHO_REQUEST, _ECHO_REPLY, _UNREACHABLE, _HOST_UNREACHABLE = 8, 0, 3, 1
_EXCEEDED = 11
_TIME_TO_LIVE = 64
_NONCE = slice(28, 36)


class Datagram(NamedTuple):
    """UDP: addresses and ports of whoever asked and whoever was asked."""

    source: int
    source_port: int
    destination: int
    destination_port: int
    payload: bytes


def echo_request_to(packet: bytes) -> int | None:
    """Whom an echo request asks; None for any other packet."""
    if len(packet) < 28 or packet[0] != _BARE or packet[9] != _ICMP_PROTOCOL:
        return None
    if packet[20] != _ECHO_REQUEST or packet[21] or not _whole(packet):
        return None
    # A host would not answer a request that was damaged, so the lab must not.
    return None if checksum(packet[20:]) else int.from_bytes(packet[16:20])


def nonce_of(packet: bytes) -> int:
    """The first eight bytes of an echo request's body, as a number."""
    return int.from_bytes(packet[_NONCE])


def answer(form: Form, request: bytes) -> bytes:
    """The packet that answers ``request``, for which ``echo_request_to`` gave an address."""
    return _ANSWERS[form](request)


def hops_left(request: bytes) -> int:
    """How far an echo request may still go."""
    return request[8]


def exceeded(request: bytes, router: int) -> bytes:
    """A router says that ``request`` came no further: its first eight bytes come back (RFC 792)."""
    return _error(request, router, _EXCEEDED, 0)


def datagram(packet: bytes) -> Datagram | None:
    """Read UDP; None for any other packet. A checksum is the kernel's own business in here."""
    if len(packet) < 28 or packet[0] != _BARE or packet[9] != _UDP_PROTOCOL or not _whole(packet):
        return None
    source, destination = struct.unpack_from("!II", packet, 12)
    source_port, destination_port, length, _ = _UDP.unpack_from(packet, 20)
    if not _UDP.size <= length <= len(packet) - 20:
        return None
    return Datagram(source, source_port, destination, destination_port, packet[28 : 20 + length])


def datagram_back(asked: Datagram, payload: bytes) -> bytes:
    """The packet that answers ``asked``; ``payload`` must fit into one."""
    length = _UDP.size + len(payload)
    ports = (asked.destination_port, asked.source_port, length)
    pseudo = struct.pack("!IIHH", asked.destination, asked.source, _UDP_PROTOCOL, length)
    total = checksum(pseudo + _UDP.pack(*ports, 0) + payload)
    # Zero would say that there is no checksum (RFC 768).
    body = _UDP.pack(*ports, total or 0xFFFF) + payload
    return _packet(asked.destination, asked.source, _UDP_PROTOCOL, body)


def checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071); 0 for data that bears a right one.

    A sum of 16-bit words with the carry brought round is what is left of the whole number when it
    is divided by 0xFFFF.
    """
    number = int.from_bytes(data + b"\x00" if len(data) % 2 else data)
    if number == 0:
        return 0xFFFF
    return 0xFFFF - (number % 0xFFFF or 0xFFFF)


def _whole(packet: bytes) -> bool:
    """Not a fragment, and as long as it says."""
    return not (packet[6] & 0x3F or packet[7]) and int.from_bytes(packet[2:4]) == len(packet)


def _reply(request: bytes) -> bytes:
    """An honest reply. Addresses that change places leave the header's checksum as it is, and the
    type's going from 8 to 0 moves the other one by as much (RFC 1624)."""
    total = (request[22] << 8 | request[23]) + 0x0800
    if total > 0xFFFF:
        total -= 0xFFFF
    swapped = request[16:20] + request[12:16]
    return b"%b%b\0\0%b%b" % (request[:12], swapped, total.to_bytes(2), request[24:])


def _truncated(request: bytes) -> bytes:
    return _echo_reply(request, int.from_bytes(request[16:20]), request[24:32])


def _forged(request: bytes) -> bytes:
    invented = bytes(byte ^ 0xA5 for byte in request[_NONCE])
    body = request[24:28] + invented + request[36:]
    return _echo_reply(request, int.from_bytes(request[16:20]), body)


def _elsewhere(request: bytes) -> bytes:
    return _echo_reply(request, STRANGER, request[24:])


def _unreachable(request: bytes) -> bytes:
    return _error(request, ROUTER, _UNREACHABLE, _HOST_UNREACHABLE)


def _error(request: bytes, router: int, kind: int, code: int) -> bytes:
    """What could not be delivered comes back as far as its first eight bytes (RFC 792)."""
    quoted = request[:28]
    total = checksum(_ICMP.pack(kind, code, 0, 0) + quoted)
    body = _ICMP.pack(kind, code, total, 0) + quoted
    return _packet(router, int.from_bytes(request[12:16]), _ICMP_PROTOCOL, body)


def _echo_reply(request: bytes, source: int, rest: bytes) -> bytes:
    """``rest``: identifier, sequence number and what follows."""
    total = checksum(bytes((_ECHO_REPLY, 0, 0, 0)) + rest)
    body = bytes((_ECHO_REPLY, 0)) + total.to_bytes(2) + rest
    return _packet(source, int.from_bytes(request[12:16]), _ICMP_PROTOCOL, body)


def _packet(source: int, destination: int, protocol: int, body: bytes) -> bytes:
    fields = (_BARE, 0, _HEADER.size + len(body), 0, 0, _TIME_TO_LIVE, protocol)
    total = checksum(_HEADER.pack(*fields, 0, source, destination))
    return _HEADER.pack(*fields, total, source, destination) + body


_ANSWERS = {
    Form.REPLY: _reply,
    Form.TRUNCATED: _truncated,
    Form.FORGED: _forged,
    Form.ELSEWHERE: _elsewhere,
    Form.UNREACHABLE: _unreachable,
}
