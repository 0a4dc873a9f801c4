"""The user-based security of SNMP v3 (RFC 3414) from the side of who asks, with authPriv.

Keys and ciphers are pysnmp's. An answer counts where it is authentic and its clock is not behind
what its engine has said before (3.2.7 b), so that an old answer cannot be played again.
"""

import hmac
from dataclasses import dataclass

from pysnmp.proto.mpmod.rfc3412 import ScopedPDU, SNMPv3Message
from pysnmp.proto.rfc1902 import OctetString
from pysnmp.proto.secmod.rfc3414.service import UsmSecurityParameters

from collector.probes.snmp.credentials import Keys, User
from collector.probes.snmp.message import (
    MOST_BYTES,
    NoMessageError,
    Pdu,
    decoded,
    octets,
    read_pdu,
    sequence,
    whole,
)

_VERSION_3 = 3
_USM = 3
_AUTHENTIC, _PRIVATE, _REPORTABLE = 1, 2, 4
_WINDOW_S = 150
_MOST_BOOTS = 2**31 - 1
_SHORTEST_ID, _LONGEST_ID = 5, 32  # octets of an engine's name, RFC 3411


@dataclass(slots=True)
class Engine:
    """An agent's engine as it told of itself. ``heard_s``: our own clock when it did, seconds."""

    id: bytes
    boots: int
    time_s: int
    heard_s: int

    def time_at(self, now_s: int) -> int:
        """What its clock shows when ours shows ``now_s``."""
        return min(self.time_s + now_s - self.heard_s, _MOST_BOOTS)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that was read. ``number``: its msgID."""

    number: int
    engine_id: bytes
    boots: int
    time_s: int
    authentic: bool
    pdu: Pdu


def discovery(number: int, pdu: bytes) -> bytes:
    """Asks an engine for its name: without user or key, as RFC 3414, 4 has it."""
    security = sequence(octets(b""), whole(0), whole(0), octets(b""), octets(b""), octets(b""))
    scoped = sequence(octets(b""), octets(b""), pdu)
    return _message(number, _REPORTABLE, security, scoped)


def protected(number: int, pdu: bytes, user: User, keys: Keys, engine: Engine, now_s: int) -> bytes:
    """A question that only this engine can read."""
    clock = (engine.boots, engine.time_at(now_s))
    scoped = sequence(octets(engine.id), octets(b""), pdu)
    hidden, salt = keys.cipher.encrypt_data(keys.privacy, (*clock, None), scoped)
    place = bytes(keys.mac_bytes)

    def message(mac: bytes) -> bytes:
        security = sequence(
            octets(engine.id),
            whole(clock[0]),
            whole(clock[1]),
            octets(user.name.encode()),
            octets(mac),
            octets(salt.asOctets()),
        )
        flags = _AUTHENTIC | _PRIVATE | _REPORTABLE
        return _message(number, flags, security, octets(hidden.asOctets()))

    return message(_mac(keys, message(place)))


def read(packet: bytes, user: User, keys: Keys | None) -> Heard:
    """What a message says. Raises NoMessageError: no message, another user's, forged, or garbled.

    ``keys``: None while the engine is not known; then only what is said openly can be read.
    """
    try:
        return _read(packet, user, keys)
    except NoMessageError:
        raise
    except Exception as error:
        raise NoMessageError from error


def _read(packet: bytes, user: User, keys: Keys | None) -> Heard:
    message = decoded(packet, SNMPv3Message())
    flags = message[1][2].asOctets()[0]
    security = decoded(message[2].asOctets(), UsmSecurityParameters())
    boots, time_s = int(security[1]), int(security[2])
    authentic, private = bool(flags & _AUTHENTIC), bool(flags & _PRIVATE)
    if authentic or private:
        if keys is None or security[3].asOctets() != user.name.encode() or not authentic:
            raise NoMessageError
        _demand_authentic(packet, security[4].asOctets(), keys)
    if private and keys is not None:
        salt = (boots, time_s, security[5])
        hidden = OctetString(message[3]["encryptedPDU"].asOctets())
        plain = keys.cipher.decrypt_data(keys.privacy, salt, hidden)
        # A cipher of blocks leaves what filled the last one.
        scoped = decoded(_first(bytes(plain)), ScopedPDU())
    else:
        scoped = message[3]["plaintext"]
    engine_id, number = security[0].asOctets(), int(message[1][0])
    return Heard(number, engine_id, boots, time_s, authentic, read_pdu(scoped[2]))


def is_timely(heard: Heard, engine: Engine, now_s: int) -> bool:
    """Whether an authentic message is not from the past (RFC 3414, 3.2.7 b)."""
    if heard.boots != engine.boots:
        return heard.boots > engine.boots
    return heard.time_s >= engine.time_at(now_s) - _WINDOW_S


def is_name(engine_id: bytes) -> bool:
    """Whether an engine can be called so."""
    return _SHORTEST_ID <= len(engine_id) <= _LONGEST_ID


def _message(number: int, flags: int, security: bytes, data: bytes) -> bytes:
    header = sequence(whole(number), whole(MOST_BYTES), octets(bytes([flags])), whole(_USM))
    return sequence(whole(_VERSION_3), header, octets(security), data)


def _mac(keys: Keys, message: bytes) -> bytes:
    return hmac.digest(keys.authentication, message, keys.hash)[: keys.mac_bytes]


def _demand_authentic(packet: bytes, mac: bytes, keys: Keys) -> None:
    """The code was computed over the message with noughts in its place."""
    place = packet.find(octets(mac))
    if len(mac) != keys.mac_bytes or place < 0:
        raise NoMessageError
    begin = place + 2
    blank = packet[:begin] + bytes(len(mac)) + packet[begin + len(mac) :]
    if not hmac.compare_digest(_mac(keys, blank), mac):
        raise NoMessageError


def _first(plain: bytes) -> bytes:
    """The first value of BER in it, without what follows."""
    if len(plain) < 2:
        raise NoMessageError
    if plain[1] < 0x80:
        return plain[: 2 + plain[1]]
    more = plain[1] & 0x7F
    return plain[: 2 + more + int.from_bytes(plain[2 : 2 + more], "big")]
