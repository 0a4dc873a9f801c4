"""ICMP echo as bytes (RFC 792, RFC 4443). Pure; parsing never raises on any bytes."""

import struct
from typing import NamedTuple

from collector.transport import NONCE_BYTES

REQUEST_V4, REPLY_V4 = 8, 0
REQUEST_V6, REPLY_V6 = 128, 129

# Who asks, for whoever looks at the packets; after the nonce, so that a cut reply keeps the nonce.
_SIGNATURE = b"Pantau: SLA monitor"
_HEADER = struct.Struct("!BBHHH")
REQUEST_BYTES = _HEADER.size + NONCE_BYTES + len(_SIGNATURE)


class EchoReply(NamedTuple):
    """The parts of an echo reply that we look at."""

    ident: int
    sequence: int
    body: bytes


def request(ident: int, sequence: int, nonce: bytes, *, v6: bool) -> bytes:
    """An echo request; for IPv6 the kernel fills in the checksum, for it covers the addresses."""
    if v6:
        return _HEADER.pack(REQUEST_V6, 0, 0, ident, sequence) + nonce + _SIGNATURE
    # RFC 1071's sum is the packet as one number modulo 0xFFFF; the signature's part is known.
    total = (REQUEST_V4 << 8) + ident + sequence + int.from_bytes(nonce) + _SIGNATURE_SUM
    checksum = 0xFFFF - total % 0xFFFF
    return _HEADER.pack(REQUEST_V4, 0, checksum, ident, sequence) + nonce + _SIGNATURE


def reply(packet: bytes, *, v6: bool, ip_header: bool) -> EchoReply | None:
    """Read an echo reply; None for anything else. ``ip_header``: raw IPv4 sockets deliver it."""
    start = 0
    if ip_header:
        if len(packet) < 20:
            return None
        start = (packet[0] & 0x0F) * 4
    if start + _HEADER.size > len(packet):
        return None
    kind, code, _, ident, sequence = _HEADER.unpack_from(packet, start)
    if kind != (REPLY_V6 if v6 else REPLY_V4) or code != 0:
        return None
    return EchoReply(ident, sequence, packet[start + _HEADER.size :])


def checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    if len(data) % 2:
        data += b"\x00"
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


_SIGNATURE_SUM = ~checksum(_SIGNATURE) & 0xFFFF
