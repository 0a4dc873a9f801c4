"""From what a device answered to what is kept of it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from collector.probes.snmp import oids
from collector.probes.snmp.message import Oid, Value
from collector.probes.snmp.survey import Plan, as_name
from collector.probes.snmp.usm import Engine
from collector.probes.snmp.vendors import PLAUSIBLE, Wanted
from pantau.facts.device import TICK_US, TICKS_WRAP_US, NoRate, Quantity, Uptime
from pantau.facts.instant import SECOND
from pantau.verdict.rates import Between, Counter, difference, octet_rate
from pantau.verdict.restart import restarted

_ENGINE_AGREES_WITHIN = 60 * SECOND


@dataclass(frozen=True, slots=True)
class Look:
    """What one look showed. ``at``: by a clock of ours that never jumps (microseconds)."""

    at: int
    plan: Plan
    values: Mapping[Oid, Value]
    uptime: Uptime | None


@dataclass(frozen=True, slots=True)
class Found:
    """``restarted``: since the look before. ``no_rate``: why there is no rate of traffic."""

    values: dict[Quantity, int]
    restarted: bool
    no_rate: NoRate | None


def uptime_of(values: Mapping[Oid, Value], engine: Engine | None, at: int) -> Uptime | None:
    """For how long the device says it runs: as long as its oldest part.

    An agent may begin anew while its host runs on, so the host's word counts where it is more. A
    v3 engine counts seconds that do not go round: where it agrees with ticks that did, it is
    believed.
    """
    ticks = [
        value
        for name in (oids.SYS_UPTIME, oids.HOST_UPTIME)
        if isinstance(value := values.get(name), int) and 0 <= value < 2**32
    ]
    if not ticks:
        return None
    us = max(ticks) * TICK_US
    if engine is not None:
        own = engine.time_s * SECOND
        apart = (own - us) % TICKS_WRAP_US
        if own >= us and min(apart, TICKS_WRAP_US - apart) < _ENGINE_AGREES_WITHIN:
            return Uptime(at, own)
    return Uptime(at, us, TICKS_WRAP_US)


def found(before: Look | None, now: Look) -> Found:
    """All quantities, and rates against the look before."""
    anew = (
        before is not None
        and before.uptime is not None
        and now.uptime is not None
        and restarted(before.uptime, now.uptime)
    )
    values = dict(_measured(now))
    if now.uptime is not None:
        values[Quantity.UPTIME_S] = now.uptime.us // SECOND
    interface = now.plan.interface
    if interface is None:
        return Found(values, anew, None)
    status = now.values.get((*oids.IF_OPER_STATUS, interface.index))
    if isinstance(status, int):
        values[Quantity.INTERFACE_UP] = int(status == oids.UP)
    no_rate = _rates(before, now, anew, values)
    return Found(values, anew, no_rate)


def is_renamed(now: Look) -> bool:
    """Whether another interface has the number by now; its counters are not the one's of before."""
    interface = now.plan.interface
    if interface is None:
        return False
    for column in (oids.IF_NAME, oids.IF_DESCR):
        name = (*column, interface.index)
        if name in now.plan.names:
            return as_name(now.values.get(name)) != interface.name
    return False


def _rates(
    before: Look | None, now: Look, anew: bool, values: dict[Quantity, int]
) -> NoRate | None:
    if before is None or before.plan.interface != now.plan.interface:
        return NoRate.FIRST
    between = Between(_passed(before, now), anew, _discontinued(before, now))
    speed, why = _speed(now), None
    for quantity, wide, narrow in (
        (Quantity.IN_BPS, oids.IF_HC_IN_OCTETS, oids.IF_IN_OCTETS),
        (Quantity.OUT_BPS, oids.IF_HC_OUT_OCTETS, oids.IF_OUT_OCTETS),
    ):
        pair = [_counter(look, wide, 64) or _counter(look, narrow, 32) for look in (before, now)]
        rate = octet_rate(pair[0], pair[1], between, speed)
        if isinstance(rate, NoRate):
            why = rate
        else:
            values[quantity] = rate
    for quantity, columns in (
        (Quantity.ERRORS, (oids.IF_IN_ERRORS, oids.IF_OUT_ERRORS)),
        (Quantity.DISCARDS, (oids.IF_IN_DISCARDS, oids.IF_OUT_DISCARDS)),
    ):
        counts = [
            difference(_counter(before, each, 32), _counter(now, each, 32), between)
            for each in columns
        ]
        known = [each for each in counts if isinstance(each, int)]
        if known:
            values[quantity] = sum(known)
    return why


def _passed(before: Look, now: Look) -> int:
    """By the device's own clock, at which its counters were read: a late answer spoils no rate."""
    ours = now.at - before.at
    ticks = [look.values.get(oids.SYS_UPTIME) for look in (before, now)]
    if isinstance(ticks[0], int) and isinstance(ticks[1], int):
        own = (ticks[1] - ticks[0]) % 2**32 * TICK_US
        if ours // 2 < own < ours * 2:
            return own
    return ours


def _discontinued(before: Look, now: Look) -> bool:
    return _of_interface(before, oids.IF_DISCONTINUITY) != _of_interface(now, oids.IF_DISCONTINUITY)


def _speed(look: Look) -> int:
    """Bits a second; 0 where the device does not say."""
    high = _of_interface(look, oids.IF_HIGH_SPEED)
    if isinstance(high, int) and high > 0:
        return high * 1_000_000
    low = _of_interface(look, oids.IF_SPEED)
    # ifSpeed at its largest says that ifHighSpeed is to be asked.
    return low if isinstance(low, int) and 0 < low < 2**32 - 1 else 0


def _counter(look: Look, column: Oid, bits: int) -> Counter | None:
    value = _of_interface(look, column)
    return Counter(value, bits) if isinstance(value, int) and 0 <= value < 2**bits else None


def _of_interface(look: Look, column: Oid) -> Value:
    interface = look.plan.interface
    return look.values.get((*column, interface.index)) if interface else None


def _measured(now: Look) -> dict[Quantity, int]:
    found: dict[Quantity, int] = {}
    for wanted, rows in now.plan.wanted:
        if wanted.quantity in found:
            continue
        value = _one(wanted, [now.values.get(name) for name in rows])
        if value is not None:
            found[wanted.quantity] = value
    return found


def _one(wanted: Wanted, values: list[Value]) -> int | None:
    least, most = PLAUSIBLE[wanted.quantity]
    meaning: Callable[[int], int | None] = (
        dict(wanted.words).get if wanted.words else lambda value: value * wanted.times
    )
    meant = [meaning(value) for value in values if isinstance(value, int)]
    able = [value for value in meant if value is not None and least <= value <= most]
    return wanted.of_rows(able) if able else None
