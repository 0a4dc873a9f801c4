"""Where each vendor keeps its numbers, and which interface leads to the provider."""

import asyncio
from typing import Any

import pytest
from pysnmp.proto.api import v2c

from collector.probes.snmp import oids
from collector.probes.snmp.message import Oid
from collector.probes.snmp.survey import Interface, choose
from tests.collector.snmp.devices import COMMUNITY, Looking, device

ENTERPRISES: Oid = (1, 3, 6, 1, 4, 1)
HUAWEI: Oid = (*ENTERPRISES, 2011, 5, 25, 31, 1, 1, 1, 1)
CISCO: Oid = (*ENTERPRISES, 9, 9)
GAUGES: Oid = (*ENTERPRISES, 14988, 1, 1, 3, 100, 1)


def whole(value: int) -> Any:
    return v2c.Integer32(value)


def name(text: bytes) -> Any:
    return v2c.OctetString(text)


@pytest.mark.parametrize(
    ("vendor", "number", "says", "told"),
    [
        (
            "huawei",
            2011,
            # Slots without a processor say 0, without a sensor the largest number.
            {
                (*HUAWEI, 5, 67108867): whole(0),
                (*HUAWEI, 5, 67108873): whole(12),
                (*HUAWEI, 11, 67108867): whole(2**31 - 1),
                (*HUAWEI, 11, 67108873): whole(47),
            },
            {"cpu_percent": 12, "temperature_dc": 470},
        ),
        (
            "cisco",
            9,
            {
                (*CISCO, 109, 1, 1, 1, 1, 8, 1): v2c.Gauge32(30),
                (*CISCO, 109, 1, 1, 1, 1, 8, 2): v2c.Gauge32(10),
                (*CISCO, 13, 1, 3, 1, 3, 1006): v2c.Gauge32(38),
            },
            {"cpu_percent": 20, "temperature_dc": 380},
        ),
        (
            "mikrotik",
            14988,
            {
                (*GAUGES, 2, 13): name(b"voltage"),
                (*GAUGES, 2, 14): name(b"cpu-temperature"),
                (*GAUGES, 2, 7401): name(b"fan1-speed"),
                (*GAUGES, 3, 13): whole(237),
                (*GAUGES, 3, 14): whole(51),
                (*GAUGES, 3, 7401): whole(4_000),
            },
            {"voltage_dv": 237, "temperature_dc": 510},
        ),
        ("other", 8072, {(*oids.PROCESSOR_LOAD, 196608): whole(101)}, {}),
    ],
)
def test_each_vendor_is_asked_by_its_own_names(
    vendor: str, number: int, says: dict[Oid, Any], told: dict[str, int]
) -> None:
    system = {
        oids.SYS_OBJECT_ID: v2c.ObjectIdentifier((*ENTERPRISES, number, 1, 2)),
        oids.SYS_UPTIME: v2c.TimeTicks(100),
    }

    async def run() -> dict[str, int | str]:
        async with device(system | says) as there:
            return dict((await Looking(COMMUNITY, there.port).look()).details)

    expected = {"vendor": vendor, "interface": "", "uptime_s": 1, **told}
    assert asyncio.run(run()) == expected


def there(*names: str, down: str = "") -> list[Interface]:
    return [Interface(n, each, each != down) for n, each in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("interfaces", "wish", "route", "chosen"),
    [
        (there("lo", "ether1", "ether2"), None, None, "ether1"),
        (there("lo", "ether1", "pppoe-out1"), None, None, "pppoe-out1"),
        (there("ether1", "sfp1", "ether5-Telkom"), None, None, "ether5-Telkom"),
        (there("ether1", "pppoe-out1", down="pppoe-out1"), None, None, "ether1"),
        (there("ether1", "ether2"), None, 2, "ether2"),
        (there("ether1", "ether2"), None, 9, "ether1"),
        (there("ether1", "ether2"), "ETHER2", 1, "ether2"),
        (there("ether1", "ether2"), "2", 1, "ether2"),
        (there("7", "ether2"), "2", None, "ether2"),
        (there("2", "ether2"), "2", None, "2"),
        (there("ether1"), "wlan1", 1, None),
        (there("bridge", "Vlan7"), None, None, "Vlan7"),
        (there("bridge", "lo"), None, None, None),
        ([], None, None, None),
    ],
)
def test_the_interface_to_the_provider(
    interfaces: list[Interface], wish: str | None, route: int | None, chosen: str | None
) -> None:
    found = choose(interfaces, wish, route)
    assert (found.name if found else None) == chosen
