"""The lab's devices tell what real ones of their make do, and the collector's probe reads it."""

import asyncio
import socket
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from collector.probes.answer import Asked
from collector.probes.snmp.asker import Asker
from pantau.facts.clock import SystemClock
from pantau.facts.device import Quantity
from pantau.facts.instant import DAY, HOUR, MINUTE, midnight
from pantau.facts.measured import Interval
from pantau.facts.words import Cause
from pantau.inventory import Inventory, Probe, parse_inventory
from pantau.inventory.credentials_shape import CredentialsShape
from pantau.inventory.resolve_probes import credentials_of
from pantau.lab.answers import Device
from pantau.lab.demo_devices import COMMUNITY, asked, readings, with_devices
from pantau.lab.demo_inventory import simulated
from pantau.lab.devices import PEAK_US, Make, Sort, sort_of
from pantau.lab.history import past
from pantau.lab.history_faults import Silence
from pantau.lab.snmp import reply
from tests.lab.small_regency import SHIPPED

SECOND, HOUR_NS = 10**9, 3_600 * 10**9
NOW = midnight(date(2026, 11, 25), ZoneInfo("Asia/Makassar")) + 10 * HOUR


def of_make(make: Make) -> Sort:
    return next(sort for n in range(100_000) if (sort := Sort(n * 997)).make is make)


class Agent(asyncio.DatagramProtocol):
    """One device of the lab on loopback."""

    def __init__(self, device: Device) -> None:
        self.device = device

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.DatagramTransport, transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        answer = reply(data, self.device)
        if answer is not None:
            self.transport.sendto(answer, addr)


async def looked_at(device: Device) -> dict[str, int | str]:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 0))
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: Agent(device), sock=sock)
    (name,) = COMMUNITY
    probe = Probe(
        kind="snmp",
        name="snmp",
        port=sock.getsockname()[1],
        credentials=credentials_of("simulasi", CredentialsShape(community=f"env:{name}")),
    )
    try:
        answer = await Asker(COMMUNITY).ask(
            Asked("127.0.0.1", probe, probe.timeout_us), SystemClock()
        )
    finally:
        transport.close()
        # The loop closes sockets in a turn of its own.
        done = loop.create_future()
        loop.call_later(0.01, done.set_result, None)
        await done
    return dict(answer.details)


@pytest.mark.parametrize("make", Make)
def test_the_probe_reads_all_that_a_device_of_the_lab_tells(make: Make) -> None:
    sort = of_make(make)
    says = {each.value: value for each, value in sort.says(0).items()}
    device = Device("desa-lolo", 40 * SECOND, True, 10**15, 10**14, make.value, says)
    found = asyncio.run(looked_at(device))
    assert found["vendor"] == ("other" if make is Make.UPS else make.value)
    assert (found["uptime_s"], found["interface"], found["no_rate"]) == (40, "ether1", "first")
    assert {key: found[key] for key in says} == says


def test_what_comes_in_is_the_sum_of_the_load_and_never_falls() -> None:
    sort = sort_of("desa-lolo", 1)
    at = 17 * HOUR_NS
    sums = [sort.loaded(at, at + n * SECOND) for n in range(0, 7_200, 60)]
    steps = [b - a for a, b in pairwise(sums)]
    loads = [60 * sort.load(at + (n * 60 + 30) * SECOND) for n in range(len(steps))]
    assert min(steps) > 0
    assert steps == pytest.approx(loads, rel=0.02)


def test_the_load_is_highest_about_its_peak_and_lowest_half_a_day_from_it() -> None:
    sort = sort_of("desa-lolo", 1)
    assert sort.load(0) > 0.8
    assert 0.04 < sort.load(12 * HOUR_NS) < 0.4
    assert PEAK_US == 13 * HOUR


def played() -> Inventory:
    text = with_devices(
        simulated(SHIPPED.read_text(), date(2025, 1, 1), date(2027, 12, 31), in_lab=True)
    )
    found = parse_inventory(text.encode(), "inventory.yaml")
    assert found.problems == ()
    assert found.inventory is not None
    return found.inventory


def test_a_share_of_the_sites_of_a_demo_has_a_device_of_every_make() -> None:
    inventory = played()
    with_one = asked(inventory)
    assert 40 <= len(with_one) <= 100
    assert {sort_of(each.id, 2026).make for each in with_one} == set(Make)
    assert len(inventory.sites) == 300


def test_devices_are_put_into_an_inventory_once_and_not_beside_its_own() -> None:
    text = with_devices(SHIPPED.read_text())
    assert with_devices(text) == text


def test_a_device_tells_of_the_days_in_which_it_was_seen_and_its_uptime_of_a_power_cut() -> None:
    inventory = played()
    site = next(each.id for each in asked(inventory) if sort_of(each.id, 2026).make is Make.UPS)
    happened = past(inventory, 7, NOW, 3)
    begin = NOW - DAY
    cut = Silence(site, begin, begin + HOUR, Cause.POWER)
    happened = replace(happened, silences=happened.silences | {site: (cut,)}, blind=())
    span = Interval(NOW - 2 * DAY, NOW)
    found = {
        each.at: each.values
        for each in readings(happened, inventory, 2026, span)
        if each.site == site
    }
    assert min(found) >= span.begin
    assert not any(cut.begin - MINUTE < at < cut.end for at in found)
    before = found[max(at for at in found if at < cut.begin)]
    after = found[min(at for at in found if at >= cut.end)]
    assert (before[Quantity.MAINS], after[Quantity.MAINS]) == (0, 1)
    assert before[Quantity.BATTERY_PERCENT] < 20
    assert after[Quantity.UPTIME_S] < 60 < before[Quantity.UPTIME_S]
