"""What a device has to tell and by which names: looked for once an hour, or when it began anew."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from collector.probes.snmp import oids
from collector.probes.snmp.line import Line
from collector.probes.snmp.message import Oid, Value
from collector.probes.snmp.session import Session
from collector.probes.snmp.vendors import (
    MIKROTIK_GAUGE_NAMES,
    MIKROTIK_GAUGES,
    Vendor,
    Wanted,
    vendor_of,
)

_MOST_INTERFACES = 256
_MOST_ROWS = 8

_UPLINKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"wan|internet|uplink|telkom|astinet|indihome",
        r"pppoe|lte|wwan",
        r"sfp",
        r"(ether|eth|en|gi|gigabitethernet|ge|fa|fastethernet)[a-z]*-?[0-9/.:]*[01]$",
    )
)
"""How interfaces to the provider are called, the surest first."""
_NO_UPLINK = re.compile(r"lo|loopback|bridge|null|dummy|docker|veth", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Interface:
    """One of the device's."""

    index: int
    name: str
    up: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask each minute. ``at_s``: when it was made, by our clock, seconds.

    ``interface``: None where there is none as it was wished for. ``wanted``: each with the names
    of its rows. ``names``: all that is asked.
    """

    at_s: int
    vendor: str
    interface: Interface | None
    wanted: tuple[tuple[Wanted, tuple[Oid, ...]], ...]
    names: tuple[Oid, ...]

    def without(self, unknown: frozenset[Oid]) -> "Plan":
        """Less what the device does not know."""
        kept = tuple(name for name in self.names if name not in unknown or name in _ALWAYS)
        return Plan(self.at_s, self.vendor, self.interface, self.wanted, kept)


_ALWAYS = (oids.SYS_UPTIME,)


async def surveyed(
    session: Session, line: Line, wish: str | None, resend_s: float, now_s: int
) -> Plan:
    """Look at all that there is. ``wish``: name or number of the interface, if any is wished."""
    first = (oids.SYS_OBJECT_ID, oids.DEFAULT_ROUTE_INTERFACE)
    found = await session.get(line, first, resend_s)
    vendor = vendor_of(found[oids.SYS_OBJECT_ID])
    route = found[oids.DEFAULT_ROUTE_INTERFACE]
    interface = await _interface(session, line, wish, route, resend_s)
    wanted = await _wanted(session, line, vendor, resend_s)
    names: list[Oid] = [oids.SYS_UPTIME, oids.HOST_UPTIME]
    if interface is not None:
        columns = (*oids.OF_INTERFACE, *oids.OF_OLD_INTERFACE)
        names += [(*column, interface.index) for column in columns]
    names += [name for _, rows in wanted for name in rows]
    plan = Plan(now_s, vendor.name, interface, wanted, tuple(dict.fromkeys(names)))
    return plan.without(_needless(plan, await session.get(line, plan.names, resend_s)))


def _needless(plan: Plan, found: dict[Oid, Value]) -> frozenset[Oid]:
    """What has no answer, and the old counters where there are new ones."""
    unknown = {name for name, value in found.items() if value is None}
    if plan.interface is not None:
        index = plan.interface.index
        if (*oids.IF_NAME, index) not in unknown:
            unknown.add((*oids.IF_DESCR, index))
        if (*oids.IF_HC_IN_OCTETS, index) not in unknown:
            unknown |= {(*oids.IF_IN_OCTETS, index), (*oids.IF_OUT_OCTETS, index)}
        if found[(*oids.IF_HIGH_SPEED, index)]:
            unknown.add((*oids.IF_SPEED, index))
    return frozenset(unknown)


async def _interface(
    session: Session, line: Line, wish: str | None, route: Value, resend_s: float
) -> Interface | None:
    most = _MOST_INTERFACES
    rows = await session.column(line, oids.IF_NAME, most, resend_s)
    rows = rows or await session.column(line, oids.IF_DESCR, most, resend_s)
    states = dict(await session.column(line, oids.IF_OPER_STATUS, most, resend_s))
    there = [
        Interface(end[0], as_name(value), states.get(end) == oids.UP)
        for end, value in rows
        if len(end) == 1
    ]
    return choose(there, wish, route)


def choose(there: Sequence[Interface], wish: str | None, route: Value) -> Interface | None:
    """The one that is wished; else that of the default route; else the first that is up and is
    called as uplinks are; else the first that is up at all."""
    if wish is not None:
        called = [each for each in there if each.name.casefold() == wish.casefold()]
        numbered = [each for each in there if str(each.index) == wish]
        return next(iter(called + numbered), None)
    for each in there:
        if each.index == route:
            return each
    able = [each for each in there if each.up and not _NO_UPLINK.match(each.name)]
    for pattern in _UPLINKS:
        for each in able:
            if pattern.search(each.name):
                return each
    return able[0] if able else None


def as_name(value: Value) -> str:
    """What an agent calls a thing, as text."""
    return value.decode("utf-8", "replace").strip("\0 ")[:64] if isinstance(value, bytes) else ""


async def _wanted(
    session: Session, line: Line, vendor: Vendor, resend_s: float
) -> tuple[tuple[Wanted, tuple[Oid, ...]], ...]:
    found: list[tuple[Wanted, tuple[Oid, ...]]] = []
    for each in vendor.wanted:
        if each.column:
            rows = await session.column(line, each.oid, _MOST_ROWS, resend_s)
            if rows:
                found.append((each, tuple((*each.oid, *end) for end, _ in rows)))
        else:
            found.append((each, (each.oid,)))
    if vendor.name == "mikrotik":
        found += await _gauges(session, line, resend_s)
    return tuple(found)


async def _gauges(
    session: Session, line: Line, resend_s: float
) -> list[tuple[Wanted, tuple[Oid, ...]]]:
    """RouterOS 7 says by name what it measures."""
    rows = await session.column(line, (*MIKROTIK_GAUGES, 2), 32, resend_s)
    called = {value: end for end, value in rows}
    found: list[tuple[Wanted, tuple[Oid, ...]]] = []
    for name, quantity, times in MIKROTIK_GAUGE_NAMES:
        if name in called:
            oid = (*MIKROTIK_GAUGES, 3, *called[name])
            found.append((Wanted(quantity, oid, times), (oid,)))
    return found
