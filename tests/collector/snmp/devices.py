"""Devices by pysnmp's own engine, and one look after the other at them."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from pysnmp.entity import config
from pysnmp.proto.api import v2c

from collector.probes.answer import Answer, Asked
from collector.probes.snmp import oids
from collector.probes.snmp.asker import Asker
from collector.probes.snmp.credentials import Community, Credentials, User
from collector.probes.snmp.message import Oid
from pantau.facts.clock import Clock, SystemClock
from pantau.facts.instant import SECOND
from pantau.inventory.asking import Probe
from pantau.inventory.credentials import SnmpCredentials
from pantau.lab.snmp_device import SnmpDevice

HOST = "127.0.0.1"
USER = User("pantau", "sha", "authentication-key", "aes", "privacy-key-12")
COMMUNITY = Community("public")
BOTH = {"v2c": COMMUNITY, "v3": USER}
MIKROTIK = (1, 3, 6, 1, 4, 1, 14988, 1)
HEALTH = (1, 3, 6, 1, 4, 1, 14988, 1, 1, 3)
WAN = 2


def router(**changes: Any) -> dict[Oid, Any]:
    """What a router says; ``changes``: of uptime_ticks, in_octets, out_octets, wan, object_id."""
    said = {
        "uptime_ticks": 1_000_000,
        "in_octets": 10**15,
        "out_octets": 10**12,
        "wan": b"ether1-wan",
        "object_id": MIKROTIK,
        **changes,
    }
    ticks = v2c.TimeTicks(said["uptime_ticks"])
    found = {
        oids.SYS_OBJECT_ID: v2c.ObjectIdentifier(said["object_id"]),
        oids.SYS_UPTIME: ticks,
        oids.HOST_UPTIME: ticks,
        (*oids.PROCESSOR_LOAD, 1): v2c.Integer32(10),
        (*oids.PROCESSOR_LOAD, 2): v2c.Integer32(20),
        (*HEALTH, 8, 0): v2c.Integer32(241),
        (*HEALTH, 10, 0): v2c.Integer32(455),
        (*HEALTH, 15, 0): v2c.Integer32(1),
    }
    for index, name, octets in ((1, b"bridge", 0), (WAN, said["wan"], 1)):
        found |= {
            (*oids.IF_OPER_STATUS, index): v2c.Integer32(1),
            (*oids.IF_NAME, index): v2c.OctetString(name),
            (*oids.IF_HC_IN_OCTETS, index): v2c.Counter64(octets * said["in_octets"]),
            (*oids.IF_HC_OUT_OCTETS, index): v2c.Counter64(octets * said["out_octets"]),
            (*oids.IF_HIGH_SPEED, index): v2c.Gauge32(100),
            (*oids.IF_DISCONTINUITY, index): v2c.TimeTicks(0),
            (*oids.IF_IN_ERRORS, index): v2c.Counter32(7),
            (*oids.IF_OUT_ERRORS, index): v2c.Counter32(0),
            (*oids.IF_IN_DISCARDS, index): v2c.Counter32(0),
            (*oids.IF_OUT_DISCARDS, index): v2c.Counter32(0),
        }
    return found


class Device:
    """``says`` may be changed from look to look."""

    def __init__(self, says: dict[Oid, Any], port: int = 0) -> None:
        self.says = says
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind((HOST, port))
        self.port: int = sock.getsockname()[1]
        self._agent = SnmpDevice(lambda: self.says, sock)
        self._agent.add_community(COMMUNITY.text)
        self._agent.add_user(
            USER.name,
            (config.USM_AUTH_HMAC96_SHA, USER.authentication_key),
            (config.USM_PRIV_CFB128_AES, USER.privacy_key),
        )

    async def close(self) -> None:
        self._agent.close()
        # The loop closes sockets in a turn of its own.
        done = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.01, done.set_result, None)
        await done


@asynccontextmanager
async def device(says: dict[Oid, Any], port: int = 0) -> AsyncIterator[Device]:
    found = Device(says, port)
    try:
        yield found
    finally:
        await found.close()


class LaterClock:
    """The machine's clock, set forward by hand."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self.ahead_ns = 0

    def wall_ns(self) -> int:
        return self._clock.wall_ns() + self.ahead_ns

    def boot_ns(self) -> int:
        return self._clock.boot_ns() + self.ahead_ns

    def pass_s(self, seconds: float) -> None:
        self.ahead_ns += int(seconds * 10**9)


def written(credentials: Credentials) -> tuple[SnmpCredentials, dict[str, str]]:
    """As the inventory names them, and the environment that holds the secrets."""
    if isinstance(credentials, Community):
        named = SnmpCredentials("x", "env:COMMUNITY", None, "sha", None, "aes", None)
        return named, {"COMMUNITY": credentials.text}
    words = (credentials.authentication, "env:A", credentials.privacy, "env:B")
    return SnmpCredentials("x", None, credentials.name, *words), {
        "A": credentials.authentication_key,
        "B": credentials.privacy_key,
    }


class Looking:
    """An asker that knows one credential."""

    def __init__(self, credentials: Credentials, port: int, interface: str | None = None):
        named, environment = written(credentials)
        self.asker = Asker(environment)
        self.clock = LaterClock()
        self.probe = Probe("snmp", "snmp", port=port, credentials=named, interface=interface)

    async def look(self, timeout_s: float = 5, clock: Clock | None = None) -> Answer:
        asked = Asked(HOST, self.probe, int(timeout_s * SECOND))
        return await self.asker.ask(asked, clock or self.clock)
