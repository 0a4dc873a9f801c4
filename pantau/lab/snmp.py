"""SNMP v2c agents as bytes, by pysnmp's codec: what a router says of itself when it is asked.

Only the community ``public`` is known here: the lab's network has no way out. Requests that cannot
be read, or that bear another community or version, are met with silence, as agents do.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyasn1.codec.ber import decoder, encoder
from pysnmp.proto.api import v2c

from pantau.lab.answers import Device

_COMMUNITY = b"public"
_VERSION_2C = 1
_TOO_BIG, _NOT_WRITABLE = 1, 17  # RFC 3416's error-status
# A GETBULK may ask for any number of bindings; more than this make no packet.
_MOST_BINDINGS = 32
_MOST_BYTES = 1_400

Oid = tuple[int, ...]
Binding = tuple[Oid, Any]

_SYSTEM: Oid = (1, 3, 6, 1, 2, 1, 1)
_INTERFACES: Oid = (1, 3, 6, 1, 2, 1, 2)
_IF_ENTRY: Oid = (*_INTERFACES, 2, 1)
_HOST_UPTIME: Oid = (1, 3, 6, 1, 2, 1, 25, 1, 1, 0)
_IF_X_ENTRY: Oid = (1, 3, 6, 1, 2, 1, 31, 1, 1, 1)
_ENGINE_TIME: Oid = (1, 3, 6, 1, 6, 3, 10, 2, 1, 3, 0)

_ENTERPRISES: Oid = (1, 3, 6, 1, 4, 1)
_OBJECT_IDS = {"mikrotik": (*_ENTERPRISES, 14988, 1), "huawei": (*_ENTERPRISES, 2011, 2, 62, 2, 5)}
_NO_MAKER: Oid = (0, 0)

_PROCESSORS: Oid = (1, 3, 6, 1, 2, 1, 25, 3, 3, 1, 2, 1)
_MIKROTIK: Oid = (*_ENTERPRISES, 14988, 1, 1, 3)
_HUAWEI: Oid = (*_ENTERPRISES, 2011, 5, 25, 31, 1, 1, 1, 1)
_BOARD = 67108873  # the main board among the parts of a Huawei
_UPS: Oid = (1, 3, 6, 1, 2, 1, 33, 1)
_NORMAL, _ON_BATTERY = 3, 5  # upsOutputSource

Spoken = tuple[str, Oid, Callable[[int], int]]
_SENSORS: dict[str, tuple[Spoken, ...]] = {
    "mikrotik": (
        ("cpu_percent", _PROCESSORS, int),
        ("voltage_dv", (*_MIKROTIK, 8, 0), int),
        ("temperature_dc", (*_MIKROTIK, 10, 0), int),
        ("mains", (*_MIKROTIK, 15, 0), int),
    ),
    "huawei": (
        ("cpu_percent", (*_HUAWEI, 5, _BOARD), int),
        ("temperature_dc", (*_HUAWEI, 11, _BOARD), lambda tenths: tenths // 10),
    ),
    "ups": (
        ("battery_s", (*_UPS, 2, 2, 0), int),
        ("battery_left_min", (*_UPS, 2, 3, 0), int),
        ("battery_percent", (*_UPS, 2, 4, 0), int),
        ("temperature_dc", (*_UPS, 2, 7, 0), lambda tenths: tenths // 10),
        ("voltage_dv", (*_UPS, 3, 3, 1, 3, 1), lambda tenths: tenths // 10),
        ("mains", (*_UPS, 4, 1, 0), lambda mains: _NORMAL if mains else _ON_BATTERY),
    ),
}
"""What devices of each make call a quantity, and in which unit."""

_MBIT_S = 100
_UP, _DOWN = 1, 2
_INTERFACE = b"ether1"


@dataclass(frozen=True, slots=True)
class Mib:
    """All that an agent has to say, in the order of GETNEXT."""

    oids: Sequence[Oid]
    values: Sequence[Any]

    @classmethod
    def of(cls, device: Device) -> "Mib":
        """What the device says at this moment."""
        oids, values = zip(*sorted(_objects(device), key=lambda each: each[0]), strict=True)
        return cls(oids, values)

    def get(self, oid: Oid) -> Binding:
        """The value of exactly this name."""
        place = bisect_right(self.oids, oid) - 1
        if place >= 0 and self.oids[place] == oid:
            return oid, self.values[place]
        known = any(each[:-1] == oid[:-1] for each in self.oids)
        return oid, v2c.NoSuchInstance("") if known else v2c.NoSuchObject("")

    def after(self, oid: Oid) -> Binding:
        """The first name behind this one."""
        place = bisect_right(self.oids, oid)
        if place == len(self.oids):
            return oid, v2c.EndOfMibView("")
        return self.oids[place], self.values[place]


def reply(request: bytes, device: Device) -> bytes | None:
    """The response to an SNMP message; None where an agent would be silent."""
    try:
        message, _ = decoder.decode(request, asn1Spec=v2c.Message())
        return _answer(message, Mib.of(device))
    except Exception:  # noqa: BLE001 - a codec that is handed garbage may raise anything
        return None


def _answer(message: Any, mib: Mib) -> bytes | None:
    if int(v2c.apiMessage.get_version(message)) != _VERSION_2C:
        return None
    if bytes(v2c.apiMessage.get_community(message)) != _COMMUNITY:
        return None
    asked = v2c.apiMessage.get_pdu(message)
    names = [tuple(name) for name, _ in v2c.apiPDU.get_varbinds(asked)]
    response = v2c.apiMessage.get_response(message)
    body = v2c.apiMessage.get_pdu(response)
    if asked.isSameTypeWith(v2c.SetRequestPDU()):
        v2c.apiPDU.set_error_status(body, _NOT_WRITABLE)
        v2c.apiPDU.set_error_index(body, 1)
        v2c.apiPDU.set_varbinds(body, v2c.apiPDU.get_varbinds(asked))
    else:
        bindings = _bindings(asked, names, mib)
        if bindings is None:
            return None
        v2c.apiPDU.set_varbinds(body, bindings)
    encoded = bytes(encoder.encode(response))
    if len(encoded) <= _MOST_BYTES:
        return encoded
    v2c.apiPDU.set_error_status(body, _TOO_BIG)
    v2c.apiPDU.set_varbinds(body, [])
    return bytes(encoder.encode(response))


def _bindings(asked: Any, names: list[Oid], mib: Mib) -> list[Binding] | None:
    """None for what is no question: a response or a trap."""
    if asked.isSameTypeWith(v2c.GetRequestPDU()):
        return [mib.get(name) for name in names]
    if asked.isSameTypeWith(v2c.GetNextRequestPDU()):
        return [mib.after(name) for name in names]
    if asked.isSameTypeWith(v2c.GetBulkRequestPDU()):
        once = int(v2c.apiBulkPDU.get_non_repeaters(asked))
        times = int(v2c.apiBulkPDU.get_max_repetitions(asked))
        return _bulk(names[:once], names[once:], times, mib)
    return None


def _bulk(once: list[Oid], repeated: list[Oid], times: int, mib: Mib) -> list[Binding]:
    """RFC 3416, 4.2.3: the single ones, then row after row of the repeated ones."""
    found = [mib.after(name) for name in once]
    for _ in range(times if repeated else 0):
        row = [mib.after(name) for name in repeated]
        found += row
        repeated = [name for name, _ in row]
        ended = all(isinstance(value, v2c.EndOfMibView) for _, value in row)
        if ended or len(found) >= _MOST_BINDINGS:
            break
    return found[:_MOST_BINDINGS]


def _objects(device: Device) -> Iterator[Binding]:
    ticks = v2c.TimeTicks(device.uptime_ns // 10_000_000 % 2**32)
    yield (*_SYSTEM, 1, 0), v2c.OctetString(b"Pantau lab router (simulation)")
    yield (*_SYSTEM, 2, 0), v2c.ObjectIdentifier(_OBJECT_IDS.get(device.make, _NO_MAKER))
    yield (*_SYSTEM, 3, 0), ticks
    yield (*_SYSTEM, 5, 0), v2c.OctetString(device.name.encode()[:64])
    yield (*_INTERFACES, 1, 0), v2c.Integer32(1)
    yield (*_IF_ENTRY, 1, 1), v2c.Integer32(1)
    yield (*_IF_ENTRY, 2, 1), v2c.OctetString(_INTERFACE)
    yield (*_IF_ENTRY, 7, 1), v2c.Integer32(_UP)
    yield (*_IF_ENTRY, 8, 1), v2c.Integer32(_UP if device.interface_up else _DOWN)
    yield _HOST_UPTIME, ticks
    yield (*_IF_X_ENTRY, 1, 1), v2c.OctetString(_INTERFACE)
    yield (*_IF_X_ENTRY, 6, 1), v2c.Counter64(device.in_octets % 2**64)
    yield (*_IF_X_ENTRY, 10, 1), v2c.Counter64(device.out_octets % 2**64)
    yield (*_IF_X_ENTRY, 15, 1), v2c.Gauge32(_MBIT_S)
    yield from _sensors(device)
    yield _ENGINE_TIME, v2c.Integer32(device.uptime_ns // 1_000_000_000 % 2**31)


def _sensors(device: Device) -> Iterator[Binding]:
    for word, oid, spoken in _SENSORS.get(device.make, ()):
        if word in device.says:
            yield oid, v2c.Integer32(spoken(device.says[word]))
