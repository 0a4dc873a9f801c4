"""What a look at a device costs: 300 of them, over v2c and v3."""

import asyncio
import socket
import time
from collections.abc import Iterator, Sequence

from pysnmp.hlapi.v3arch.asyncio import (
    USM_AUTH_HMAC96_SHA,
    USM_PRIV_CFB128_AES,
    ContextData,
    ObjectIdentity,
    ObjectType,
    SnmpEngine,
    UdpTransportTarget,
    UsmUserData,
    get_cmd,
)

from benchmarks.addresses import address, free_port
from benchmarks.children import serving
from benchmarks.rows import Part, Row, Target
from benchmarks.snmp_agents import COMMUNITY, KEYS, NAME, router
from collector.probes.answer import Answer, Asked
from collector.probes.snmp.asker import Asker
from pantau.facts.clock import SystemClock
from pantau.facts.instant import SECOND
from pantau.facts.words import ProbeOutcome
from pantau.inventory.asking import Probe
from pantau.inventory.credentials import SnmpCredentials

_DEVICES, _LOOKS, _AT_ONCE = 300, 3, 4
_VERSIONS = {
    "v2c": SnmpCredentials("v2c", "env:C", None, "sha", None, "aes", None),
    "v3 (SHA, AES)": SnmpCredentials("v3", None, NAME, "sha", "env:A", "aes", "env:B"),
}
_SECRETS = {"C": COMMUNITY, "A": KEYS[0], "B": KEYS[1]}
# 3 % of a processor for 300 devices a minute.
_MOST_MS = 0.03 * 60_000 / 300


def measure() -> Iterator[Row]:
    """Processor time of who asks alone; the agents are another process."""
    port = free_port(socket.SOCK_DGRAM)
    with serving("benchmarks.snmp_agents", port, _DEVICES):
        for version, credentials in _VERSIONS.items():
            yield from asyncio.run(_rows(version, credentials, port))
        yield asyncio.run(_plain(port))


async def _rows(version: str, credentials: SnmpCredentials, port: int) -> list[Row]:
    asker = Asker(_SECRETS)
    first, answers = await _round(asker, credentials, port)
    looks = []
    for _ in range(_LOOKS):
        spent, answers = await _round(asker, credentials, port)
        looks.append(spent)
    unanswered = sum(each.outcome is not ProbeOutcome.ANSWERED for each in answers)
    looks.sort()
    each = sorted(answers[0].details)
    how = f"{_DEVICES} routers on loopback, one look each, {_AT_ONCE} at a time"
    spread, target = (looks[0], looks[-1]), Target(_MOST_MS)
    median, cost = looks[len(looks) // 2], f"{how}, median of {_LOOKS}"
    share = median * _DEVICES / 60_000 * 100
    return [
        Row(f"{version}: first contact", first, "ms a device", f"{how}; names are looked for"),
        Row(f"{version}: a look", median, "ms a device", cost, spread, target),
        Row(
            f"{version}: 300 a minute", share, "% of a processor", "from the same", None, Target(3)
        ),
        Row(f"{version}: unanswered", unanswered, "", f"{how}; told: {', '.join(each)}"),
    ]


async def _round(
    asker: Asker, credentials: SnmpCredentials, port: int
) -> tuple[float, Sequence[Answer]]:
    """Milliseconds of processor time a device, and what they answered."""
    probe = Probe("snmp", "snmp", port=port, credentials=credentials)
    clock, turns = SystemClock(), asyncio.Semaphore(_AT_ONCE)

    async def look(number: int) -> Answer:
        async with turns:
            return await asker.ask(Asked(address(number, "127"), probe, 10 * SECOND), clock)

    began = time.process_time()
    answers = await asyncio.gather(*map(look, range(_DEVICES)))
    return (time.process_time() - began) * 1_000 / _DEVICES, answers


async def _plain(port: int) -> Row:
    """The same names by pysnmp's own engine, which was here before."""
    with SnmpEngine() as engine:
        user = UsmUserData(NAME, *KEYS, USM_AUTH_HMAC96_SHA, USM_PRIV_CFB128_AES)
        names = [ObjectType(ObjectIdentity(name)) for name in list(router())[1:]]
        to = await UdpTransportTarget.create((address(0, "127"), port), timeout=5, retries=0)
        spent = 0.0
        for number in range(101):
            began = time.process_time()
            await get_cmd(engine, user, to, ContextData(), *names, lookupMib=False)
            spent += (time.process_time() - began) * 1_000 if number else 0.0
    how = f"one GET of {len(names)} values to one router, 100 times after the first"
    return Row("v3 by pysnmp's own engine", spent / 100, "ms a GET", how)


PART = Part("snmp", "Looks at routers over SNMP: uptime, traffic, processors, sensors.", measure)
