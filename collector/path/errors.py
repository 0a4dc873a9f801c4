"""What routers say of an echo that did not arrive (RFC 792, RFC 4443, RFC 4884). Pure; reading
never raises on any bytes."""

import ipaddress
import struct
from enum import Enum
from typing import NamedTuple

_ICMP, _ICMP_V6 = 1, 58
_REQUEST, _REQUEST_V6 = 8, 128
_HEADER = struct.Struct("!BBHHH")
_IP_V6_HEADER = 40
_EXCEEDED, _UNREACHABLE, _REPLY = 11, 3, 0
_EXCEEDED_V6, _UNREACHABLE_V6, _REPLY_V6 = 3, 1, 129


class Told(Enum):
    """What somebody on the way says."""

    REPLY = "reply"
    EXCEEDED = "exceeded"  # it came no further
    UNREACHABLE = "unreachable"  # there is no way on


class Heard(NamedTuple):
    """About which echo: its identifier and sequence number. ``host``: whom it was sent to, where
    the packet quotes it."""

    told: Told
    ident: int
    sequence: int
    host: str | None = None


def heard(packet: bytes, *, v6: bool, ip_header: bool) -> Heard | None:
    """Read what a socket received; None for what is about no echo.

    ``ip_header``: raw IPv4 sockets deliver it.
    """
    icmp = _after_ip_v4(packet, _ICMP) if ip_header else packet
    if icmp is None or len(icmp) < _HEADER.size:
        return None
    kind, code, _, ident, sequence = _HEADER.unpack_from(icmp)
    told = told_by(kind, code, v6=v6)
    if told is None:
        return None
    if told is Told.REPLY:
        return Heard(told, ident, sequence)
    return _quoted(told, icmp[_HEADER.size :], v6=v6)


def told_by(kind: int, code: int, *, v6: bool) -> Told | None:
    """By type and code of an ICMP message; None for those that say nothing of an echo."""
    if kind == (_REPLY_V6 if v6 else _REPLY):
        return Told.REPLY if code == 0 else None
    if kind == (_EXCEEDED_V6 if v6 else _EXCEEDED):
        return Told.EXCEEDED if code == 0 else None
    return Told.UNREACHABLE if kind == (_UNREACHABLE_V6 if v6 else _UNREACHABLE) else None


def asked(icmp: bytes, *, v6: bool) -> tuple[int, int] | None:
    """Identifier and sequence number of an echo request that is quoted."""
    if len(icmp) < _HEADER.size:
        return None
    kind, code, _, ident, sequence = _HEADER.unpack_from(icmp)
    if kind != (_REQUEST_V6 if v6 else _REQUEST) or code != 0:
        return None
    return ident, sequence


def _quoted(told: Told, quote: bytes, *, v6: bool) -> Heard | None:
    """The packet that did not arrive, as far as it is quoted."""
    icmp = _after_ip_v6(quote) if v6 else _after_ip_v4(quote, _ICMP)
    found = None if icmp is None else asked(icmp, v6=v6)
    if found is None:
        return None
    host = ipaddress.ip_address(quote[24:40] if v6 else quote[16:20])
    return Heard(told, *found, str(host))


def _after_ip_v4(packet: bytes, protocol: int) -> bytes | None:
    if len(packet) < 20 or packet[0] >> 4 != 4 or packet[9] != protocol:
        return None
    length = (packet[0] & 0x0F) * 4
    # A fragment other than the first begins with something else.
    return None if length < 20 or packet[6] & 0x1F or packet[7] else packet[length:]


def _after_ip_v6(packet: bytes) -> bytes | None:
    if len(packet) < _IP_V6_HEADER or packet[0] >> 4 != 6 or packet[6] != _ICMP_V6:
        return None
    return packet[_IP_V6_HEADER:]
