"""What a look at a device shows, by real agents."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from pysnmp.proto.api import v2c

from collector.probes.snmp import oids
from collector.probes.snmp.asker import Asker
from collector.probes.snmp.credentials import Community, User
from pantau.facts.words import ProbeOutcome
from tests.collector.snmp.devices import BOTH, COMMUNITY, USER, WAN, Looking, device, router

MBIT_MINUTE = 60 * 1_000_000 // 8


def in_a_loop(work: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """So that a test may wait."""

    @functools.wraps(work)
    def run(**given: Any) -> None:
        asyncio.run(work(**given))

    return run


@pytest.mark.parametrize("version", BOTH)
@in_a_loop
async def test_a_router_tells_what_it_does(version: str) -> None:
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


@pytest.mark.parametrize("version", BOTH)
@in_a_loop
async def test_counters_that_began_anew_with_the_device_give_no_rate(version: str) -> None:
    async with device(router()) as there:
        looking = Looking(BOTH[version], there.port)
        await looking.look()
        looking.clock.pass_s(60)
        there.says = router(uptime_ticks=3_000, in_octets=0, out_octets=0)
        answer = await looking.look()
        assert answer.details["no_rate"] == "restarted"
        assert answer.details["uptime_s"] == 30
        assert "in_bps" not in answer.details


@in_a_loop
async def test_an_interface_that_has_another_number_is_found_again() -> None:
    async with device(router()) as there:
        looking = Looking(COMMUNITY, there.port)
        await looking.look()
        moved = router(wan=b"ether5")
        there.says = moved | {
            (*oids.IF_NAME, 1): v2c.OctetString(b"ether1-wan"),
        }
        answer = await looking.look()
        assert (answer.outcome, answer.details["interface"]) == (ProbeOutcome.ANSWERED, "")
        assert "in_bps" not in answer.details
        assert (await looking.look()).details["interface"] == "ether1-wan"


@in_a_loop
async def test_an_interface_can_be_chosen() -> None:
    async with device(router()) as there:
        for wish, found in (("BRIDGE", "bridge"), ("1", "bridge"), ("sfp9", "")):
            answer = await Looking(COMMUNITY, there.port, wish).look()
            assert answer.outcome is ProbeOutcome.ANSWERED
            assert answer.details["interface"] == found


@in_a_loop
async def test_a_device_without_counters_of_64_bits_is_asked_for_those_of_32() -> None:
    def old(ticks: int, octets: int) -> dict[Any, Any]:
        wide = (oids.IF_HC_IN_OCTETS, oids.IF_HC_OUT_OCTETS, oids.IF_HIGH_SPEED)
        says = {k: v for k, v in router(uptime_ticks=ticks).items() if k[:-1] not in wide}
        return says | {
            (*oids.IF_IN_OCTETS, WAN): v2c.Counter32(octets % 2**32),
            (*oids.IF_OUT_OCTETS, WAN): v2c.Counter32(octets % 2**32),
            (*oids.IF_SPEED, WAN): v2c.Gauge32(100_000_000),
        }

    async with device(old(10**6, 2**32 - 100)) as there:
        looking = Looking(COMMUNITY, there.port)
        await looking.look()
        looking.clock.pass_s(60)
        there.says = old(10**6 + 6_000, 2**32 - 100 + MBIT_MINUTE)
        assert (await looking.look()).details["in_bps"] == 1_000_000


@in_a_loop
async def test_a_ups_tells_of_its_battery() -> None:
    ups = (1, 3, 6, 1, 2, 1, 33, 1)
    says = {
        oids.SYS_OBJECT_ID: v2c.ObjectIdentifier((1, 3, 6, 1, 4, 1, 318, 1)),
        oids.SYS_UPTIME: v2c.TimeTicks(500),
        (*ups, 4, 1, 0): v2c.Integer32(5),
        (*ups, 2, 2, 0): v2c.Integer32(90),
        (*ups, 2, 3, 0): v2c.Integer32(25),
        (*ups, 2, 4, 0): v2c.Integer32(80),
        (*ups, 2, 7, 0): v2c.Integer32(31),
        (*ups, 3, 3, 1, 3, 1): v2c.Integer32(0),
    }
    async with device(says) as there:
        answer = await Looking(COMMUNITY, there.port).look()
    assert dict(answer.details) == {
        "mains": 0,
        "battery_s": 90,
        "battery_left_min": 25,
        "battery_percent": 80,
        "temperature_dc": 310,
        "uptime_s": 5,
        "vendor": "other",
        "interface": "",
    }


@pytest.mark.parametrize(
    ("user", "why"),
    [
        (User("stranger", "sha", USER.authentication_key, "aes", USER.privacy_key), "unknown_user"),
        (User("pantau", "sha", "another-key-1", "aes", USER.privacy_key), "wrong_auth"),
        (User("pantau", "sha256", USER.authentication_key, "aes", USER.privacy_key), "wrong_auth"),
    ],
)
def test_who_is_not_let_in_is_told_why(user: User, why: str) -> None:
    async def run() -> None:
        async with device(router()) as there:
            answer = await Looking(user, there.port).look()
            assert answer.outcome is ProbeOutcome.LOCKED_OUT
            assert str(answer.details["why"]).startswith(why)

    asyncio.run(run())


@in_a_loop
async def test_an_agent_does_not_answer_another_community() -> None:
    async with device(router()) as there:
        answer = await Looking(Community("other"), there.port).look(timeout_s=0.3)
        assert answer.outcome is ProbeOutcome.TIMEOUT


@in_a_loop
async def test_an_agent_that_was_replaced_is_met_anew() -> None:
    """Its engine has another name, and its boots and clock are others."""
    async with device(router()) as there:
        looking = Looking(USER, there.port)
        await looking.look()
        port = there.port
    async with device(router(), port):
        answers = [await looking.look(timeout_s=2) for _ in range(2)]
        assert answers[-1].outcome is ProbeOutcome.ANSWERED


@in_a_loop
async def test_nobody_listening_is_told_at_once() -> None:
    async with device(router()) as there:
        port = there.port
    for credentials in BOTH.values():
        answer = await Looking(credentials, port).look(timeout_s=30)
        assert answer.outcome is ProbeOutcome.REFUSED


@in_a_loop
async def test_without_credentials_nothing_is_sent() -> None:
    looking = Looking(COMMUNITY, 9)
    looking.asker = Asker({})
    answer = await looking.look()
    assert answer.outcome is ProbeOutcome.NOT_ASKED
    assert answer.details["why"] == "the environment variable COMMUNITY is not set"


def test_no_secret_is_ever_shown() -> None:
    shown = f"{USER!r} {USER} {COMMUNITY!r} {USER.keys(b'engine')!r}"
    assert USER.name in shown
    for secret in (USER.authentication_key, USER.privacy_key, COMMUNITY.text):
        assert secret not in shown
