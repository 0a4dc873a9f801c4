"""What a look at a device shows, by real agents."""

import asyncio

import pytest
from pysnmp.proto.api import v2c

from collector.probes.answer import ProbeOutcome
from collector.probes.snmp import oids
from tests.collector.snmp.devices import BOTH, Looking, device, router

MBIT_MINUTE = 60 * 1_000_000 // 8


@pytest.mark.parametrize("version", BOTH)
def test_a_router_tells_what_it_does(version: str) -> None:
    async def run() -> None:
        async with device(router()) as there:
            looking = Looking(BOTH[version], there.port)
            first = await looking.look()
            assert first.outcome is ProbeOutcome.ANSWERED
            assert first.rtt_us is not None
            assert dict(first.details) == {
                "uptime_s": 10_000,
                "interface_up": 1,
                "cpu_percent": 15,
                "voltage_dv": 241,
                "temperature_dc": 455,
                "mains": 1,
                "vendor": "mikrotik",
                "interface": "ether1-wan",
                "no_rate": "first",
            }
            looking.clock.pass_s(60)
            there.says = router(
                uptime_ticks=1_006_000,
                in_octets=10**15 + 3 * MBIT_MINUTE,
                out_octets=10**12 + MBIT_MINUTE,
            )
            second = dict((await looking.look()).details)
            assert (second["in_bps"], second["out_bps"]) == (3_000_000, 1_000_000)
            assert (second["errors"], second["discards"], second["uptime_s"]) == (0, 0, 10_060)
            assert "no_rate" not in second

    asyncio.run(run())
