"""Asks devices over SNMP: one Asker for all of them, so that what was learned of each is kept."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from ipaddress import ip_address

from collector.probes.answer import Answer, Asked, ProbeOutcome
from collector.probes.snmp import reading
from collector.probes.snmp.credentials import Credentials
from collector.probes.snmp.line import Line, NoAnswerError
from collector.probes.snmp.reading import Look
from collector.probes.snmp.session import Session
from collector.probes.snmp.survey import Plan, surveyed
from pantau.facts.clock import Clock
from pantau.facts.instant import SECOND

PORT = 161
_TRIES = 3
_PLAN_LASTS_S = 3_600

Reveal = Callable[[str], Credentials | str]
"""Credentials by their name in the inventory; else why there are none."""


@dataclass(slots=True)
class _Device:
    """What is kept of one between two looks."""

    session: Session
    credentials: Credentials
    busy: asyncio.Lock
    plan: Plan | None = None
    last: Look | None = None


_Key = tuple[str, int, str | None, str | None]


class Asker:
    """``ask`` is the probe."""

    def __init__(self, reveal: Reveal) -> None:
        self._reveal = reveal
        self._devices: dict[_Key, _Device] = {}

    async def ask(self, asked: Asked, clock: Clock) -> Answer:
        """One look at a device. Takes no longer than its timeout, and raises nothing."""
        named = asked.probe.credentials or ""
        credentials = self._reveal(named)
        if isinstance(credentials, str):
            return Answer(ProbeOutcome.NO_CREDENTIALS, details={"why": credentials})
        device = self._device(asked, credentials, clock)
        heard = _Heard()
        try:
            async with asyncio.timeout(asked.timeout_us / SECOND), device.busy:
                return await self._look(asked, device, clock, heard)
        except TimeoutError:
            device.session.forget()
            garbage = heard.line is not None and heard.line.garbage
            return Answer(ProbeOutcome.GARBAGE if garbage else ProbeOutcome.TIMEOUT)
        except NoAnswerError as error:
            device.session.forget()
            return Answer(error.outcome, details={"why": error.why} if error.why else {})

    def _device(self, asked: Asked, credentials: Credentials, clock: Clock) -> _Device:
        key = _key(asked)
        device = self._devices.get(key)
        if device is None or device.credentials != credentials:
            device = _Device(Session(credentials, clock), credentials, asyncio.Lock())
            self._devices[key] = device
        return device

    def keep_only(self, asked: list[Asked]) -> None:
        """Forget the devices that are asked no more."""
        wanted = {_key(each) for each in asked}
        self._devices = {key: each for key, each in self._devices.items() if key in wanted}

    async def _look(self, asked: Asked, device: _Device, clock: Clock, heard: "_Heard") -> Answer:
        host = await _resolved(asked.probe.address or asked.address)
        resend_s = asked.timeout_us / SECOND / _TRIES
        with Line(host, asked.probe.port or PORT) as line:
            heard.line = line
            now_s = clock.boot_ns() // 1_000_000_000
            plan = device.plan
            if plan is None or now_s - plan.at_s >= _PLAN_LASTS_S:
                wish = asked.probe.interface
                plan = await surveyed(device.session, line, wish, resend_s, now_s)
                device.plan = plan
            values = await device.session.get(line, plan.names, resend_s)
        at = clock.boot_ns() // 1_000
        uptime = reading.uptime_of(values, device.session.engine(), at)
        look = Look(at, plan, values, uptime)
        renamed = reading.is_renamed(look)
        if renamed:
            look = replace(look, plan=replace(plan, interface=None))
        found = reading.found(device.last, look)
        if found.restarted or renamed:
            device.plan = None
        device.last = look
        return Answer(ProbeOutcome.ANSWERED, device.session.rtt_us, _details(look.plan, found))


@dataclass(slots=True)
class _Heard:
    """The line, so that it can be asked what it heard when time is out."""

    line: Line | None = None


def _key(asked: Asked) -> _Key:
    probe = asked.probe
    return (
        probe.address or asked.address,
        probe.port or PORT,
        probe.credentials,
        probe.interface,
    )


def _details(plan: Plan, found: reading.Found) -> dict[str, int | str]:
    """Quantities by their names; beside them what the device is."""
    details: dict[str, int | str] = {each.value: value for each, value in found.values.items()}
    details["vendor"] = plan.vendor
    details["interface"] = plan.interface.name if plan.interface else ""
    if found.no_rate is not None:
        details["no_rate"] = found.no_rate.value
    return details


async def _resolved(address: str) -> str:
    """An IP address of it. Raises NoAnswerError."""
    try:
        return str(ip_address(address))
    except ValueError:
        pass
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(address, None, type=socket.SOCK_DGRAM)
    except OSError:
        raise NoAnswerError(ProbeOutcome.UNREACHABLE, "name_unresolved") from None
    return str(found[0][4][0])
