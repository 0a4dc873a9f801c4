"""Questions as bytes, and answers from bytes, by pysnmp's definitions of both.

What we ask is a few numbers around a list of names that stays the same: its bytes are kept, and
the rest is put around it here, for a tenth of what a general encoder takes. What others answer is
read by pysnmp's codec alone.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyasn1.codec.ber import decoder, encoder
from pyasn1.type import univ
from pysnmp.proto import rfc1905
from pysnmp.proto.api import v2c

Oid = tuple[int, ...]
Value = int | bytes | Oid | None
Binding = tuple[Oid, Value]

GET, GET_NEXT, RESPONSE, GET_BULK, REPORT = 0xA0, 0xA1, 0xA2, 0xA5, 0xA8
VERSION_2C = 1
TOO_BIG = 1
MOST_BYTES = 8_192
"""Of an answer, several times what our questions can bring: a datagram of the largest size, full of
names, would take half a second to read. Agents of v3 are told of it."""

_SEQUENCE, _INTEGER, _OCTETS = 0x30, 0x02, 0x04


class NoMessageError(Exception):
    """These bytes are no message, or none that an agent sends."""


@dataclass(frozen=True, slots=True)
class Pdu:
    """What was answered. ``error``: error-status of RFC 3416."""

    kind: int
    request: int
    error: int
    bindings: tuple[Binding, ...]


def tlv(tag: int, *parts: bytes) -> bytes:
    """One value of BER in its definite form."""
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def whole(number: int) -> bytes:
    """An INTEGER."""
    return tlv(_INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def octets(value: bytes) -> bytes:
    """An OCTET STRING."""
    return tlv(_OCTETS, value)


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE."""
    return tlv(_SEQUENCE, *parts)


def question(kind: int, request: int, names: tuple[Oid, ...], rows: int = 0) -> bytes:
    """A PDU that asks for ``names``; GET_BULK: for so many ``rows`` behind them."""
    return tlv(kind, whole(request), whole(0), whole(rows), _names(names))


def with_community(community: bytes, pdu: bytes) -> bytes:
    """A message of SNMP v2c."""
    return sequence(whole(VERSION_2C), octets(community), pdu)


def read_with_community(packet: bytes, community: bytes) -> Pdu:
    """Raises NoMessageError; also where it bears another community or version."""
    message = decoded(packet, v2c.Message())
    if int(message[0]) != VERSION_2C or message[1].asOctets() != community:
        raise NoMessageError
    return read_pdu(message[2])


def read_pdu(choice: Any) -> Pdu:
    """Raises NoMessageError for what no agent says."""
    try:
        return _pdu(choice.getComponent())
    except NoMessageError:
        raise
    except Exception as error:
        raise NoMessageError from error


def decoded(packet: bytes, spec: Any) -> Any:
    """By a definition of pysnmp. Raises NoMessageError, whatever the bytes are."""
    try:
        found, rest = decoder.decode(packet, asn1Spec=spec)
    except Exception as error:
        # A codec that is handed anything at all may raise anything at all.
        raise NoMessageError from error
    if rest:
        raise NoMessageError
    return found


def _pdu(pdu: Any) -> Pdu:
    if isinstance(pdu, rfc1905.ResponsePDU):
        kind = RESPONSE
    elif isinstance(pdu, rfc1905.ReportPDU):
        kind = REPORT
    else:
        raise NoMessageError
    found = tuple((tuple(name), _plain(value)) for name, value in v2c.apiPDU.get_varbinds(pdu))
    return Pdu(kind, int(pdu[0]), int(pdu[1]), found)


@lru_cache(maxsize=4096)
def _names(names: tuple[Oid, ...]) -> bytes:
    """A list of names without values."""
    nothing = tlv(0x05)
    return sequence(*(sequence(_oid(name), nothing) for name in names))


def _oid(name: Oid) -> bytes:
    found: bytes = encoder.encode(univ.ObjectIdentifier(name))
    return found


def _plain(value: Any) -> Value:
    """None for noSuchObject, noSuchInstance, endOfMibView and null."""
    if isinstance(value, univ.Null):
        return None
    if isinstance(value, univ.Integer):
        return int(value)
    if isinstance(value, univ.ObjectIdentifier):
        return tuple(value)
    if isinstance(value, univ.OctetString):
        found: bytes = value.asOctets()
        return found
    raise NoMessageError
