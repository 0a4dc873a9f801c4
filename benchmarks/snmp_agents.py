"""``python -m benchmarks.snmp_agents PORT COUNT``: routers on loopback, v2c and v3, by pysnmp's own
engine; says a line when they listen, and answers until its input closes."""

import asyncio
import socket
import sys
import time
from typing import Any

from pysnmp.entity import config
from pysnmp.proto.api import v2c

from benchmarks.addresses import address
from collector.probes.snmp import oids
from collector.probes.snmp.message import Oid
from pantau.lab.snmp_device import SnmpDevice

COMMUNITY, NAME, KEYS = "public", "pantau", ("authentication-key", "privacy-key-12")
_HEALTH: Oid = (1, 3, 6, 1, 4, 1, 14988, 1, 1, 3)


def router() -> dict[Oid, Any]:
    """What a MikroTik with four processors says; its counters run at 8 and 4 Mbit/s."""
    ticks = time.monotonic_ns() // 10_000_000 % 2**32
    counted: list[tuple[Oid, Any]] = [
        (oids.IF_OPER_STATUS, v2c.Integer32(1)),
        (oids.IF_NAME, v2c.OctetString(b"ether1-wan")),
        (oids.IF_HC_IN_OCTETS, v2c.Counter64(ticks * 10_000)),
        (oids.IF_HC_OUT_OCTETS, v2c.Counter64(ticks * 5_000)),
        (oids.IF_HIGH_SPEED, v2c.Gauge32(1_000)),
        (oids.IF_DISCONTINUITY, v2c.TimeTicks(0)),
        *(
            (each, v2c.Counter32(7))
            for each in (
                oids.IF_IN_ERRORS,
                oids.IF_OUT_ERRORS,
                oids.IF_IN_DISCARDS,
                oids.IF_OUT_DISCARDS,
            )
        ),
    ]
    return {
        oids.SYS_OBJECT_ID: v2c.ObjectIdentifier((1, 3, 6, 1, 4, 1, 14988, 1)),
        oids.SYS_UPTIME: v2c.TimeTicks(ticks),
        oids.HOST_UPTIME: v2c.TimeTicks(ticks),
        **{(*oids.PROCESSOR_LOAD, n): v2c.Integer32(10) for n in range(1, 5)},
        **{(*name, 1): value for name, value in counted},
        (*_HEALTH, 8, 0): v2c.Integer32(241),
        (*_HEALTH, 10, 0): v2c.Integer32(455),
        (*_HEALTH, 11, 0): v2c.Integer32(500),
        (*_HEALTH, 15, 0): v2c.Integer32(1),
    }


async def serve(port: int, count: int) -> None:
    """Until the standard input closes."""
    socks = []
    for number in range(count):
        sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sock.bind((address(number, "127"), port))
        socks.append(sock)
    device = SnmpDevice(router, *socks)
    device.add_community(COMMUNITY)
    device.add_user(
        NAME,
        (config.USM_AUTH_HMAC96_SHA, KEYS[0]),
        (config.USM_PRIV_CFB128_AES, KEYS[1]),
    )
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    device.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
