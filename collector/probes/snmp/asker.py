"""Asks devices over SNMP: one Asker for all of them, so that what was learned of each is kept."""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass, replace

from collector.probes.answer import Answer, Asked
from collector.probes.asking import Notes, within
from collector.probes.connecting import connect, look_up
from collector.probes.snmp import reading
from collector.probes.snmp.credentials import Credentials
from collector.probes.snmp.line import Line
from collector.probes.snmp.reading import Look
from collector.probes.snmp.revealed import Revealed
from collector.probes.snmp.session import NotLetInError, Session
from collector.probes.snmp.survey import Plan, surveyed
from pantau.facts.clock import Clock
from pantau.facts.instant import SECOND
from pantau.facts.words import ProbeOutcome
from pantau.inventory.secrets import Missing

PORT = 161
_TRIES = 3
_PLAN_LASTS_S = 3_600
_NS = 1_000_000_000

_Key = tuple[str, int, str, str | None]


@dataclass(slots=True)
class _Device:
    """What is kept of one between two looks."""

    session: Session
    credentials: Credentials
    busy: asyncio.Lock
    plan: Plan | None = None
    last: Look | None = None


class Asker:
    """``ask`` is the probe."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """``environment``: where secrets may stand."""
        self._revealed = Revealed(environment)
        self._devices: dict[_Key, _Device] = {}

    async def ask(self, asked: Asked, clock: Clock) -> Answer:
        """One look at a device; see Ask."""

        async def ask(asked: Asked, notes: Notes) -> ProbeOutcome:
            return await self._ask(asked, clock, notes)

        return await within(asked, clock, ask)

    async def _ask(self, asked: Asked, clock: Clock, notes: Notes) -> ProbeOutcome:
        named = asked.probe.credentials
        credentials = None if named is None else self._revealed.of(named)
        if credentials is None or isinstance(credentials, Missing):
            notes.details["why"] = credentials.reason if credentials else "no credentials"
            return ProbeOutcome.NOT_ASKED
        to = await look_up(asked.probe.address or asked.address, notes)
        if isinstance(to, ProbeOutcome):
            return to
        device = self._device(asked, credentials, clock)

        def garbage() -> None:
            notes.when_late = ProbeOutcome.GARBAGE

        heard = False
        async with device.busy:
            with await connect(to, asked.probe.port or PORT, socket.SOCK_DGRAM) as sock:
                try:
                    await _look(asked, device, clock, Line(sock, garbage), notes)
                    heard = True
                except NotLetInError as error:
                    notes.details["why"] = error.why
                    return ProbeOutcome.LOCKED_OUT
                finally:
                    if not heard:
                        device.session.forget()
        return ProbeOutcome.ANSWERED

    def _device(self, asked: Asked, credentials: Credentials, clock: Clock) -> _Device:
        key = _key(asked)
        device = self._devices.get(key)
        if device is None or device.credentials != credentials:
            device = _Device(Session(credentials, clock), credentials, asyncio.Lock())
            self._devices[key] = device
        return device


async def _look(asked: Asked, device: _Device, clock: Clock, line: Line, notes: Notes) -> None:
    resend_s = asked.timeout_us / SECOND / _TRIES
    now_s = clock.boot_ns() // _NS
    plan = device.plan
    if plan is None or now_s - plan.at_s >= _PLAN_LASTS_S:
        plan = await surveyed(device.session, line, asked.probe.interface, resend_s, now_s)
        device.plan = plan
    notes.begin()
    values = await device.session.get(line, plan.names, resend_s)
    at = clock.boot_ns() // 1_000
    look = Look(at, plan, values, reading.uptime_of(values, device.session.engine(), at))
    renamed = reading.is_renamed(look)
    if renamed:
        look = replace(look, plan=replace(plan, interface=None))
    found = reading.found(device.last, look)
    if found.restarted or renamed:
        device.plan = None
    device.last = look
    notes.details.update(_details(look.plan, found))


def _key(asked: Asked) -> _Key:
    probe = asked.probe
    return (
        probe.address or asked.address,
        probe.port or PORT,
        probe.credentials.id if probe.credentials else "",
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
