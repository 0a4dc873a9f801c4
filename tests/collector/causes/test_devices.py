"""What an answer of a device tells about an outage."""

from dataclasses import replace

from collector.causes.devices import Look, Remembered, look_of
from collector.causes.plan import Place, from_line, plan_of, to_line
from pantau.facts.device import TICKS_WRAP_US, Ran, Uptime
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from tests.fakes.inventories import inventory_text, small_inventory

T0 = 1_790_812_800 * SECOND
ROUTER = LastAnswer(
    "a", "snmp", "snmp", T0, ProbeOutcome.ANSWERED, T0, 1, {"uptime_s": 60, "mains": 1}
)
LONG = TICKS_WRAP_US // SECOND + 1


def test_a_router_tells_its_uptime_and_a_power_supply_only_its_mains() -> None:
    supply = replace(ROUTER, details={"uptime_s": 60, "mains": 0, "battery_s": 7})
    uptime = Uptime(T0, MINUTE + SECOND, TICKS_WRAP_US)
    assert look_of(ROUTER) == Look("a", T0, uptime, mains=True)
    assert look_of(supply) == Look("a", T0, None, mains=False)
    longer = replace(ROUTER, details={"uptime_s": LONG})
    assert look_of(longer) == Look("a", T0, Uptime(T0, (LONG + 1) * SECOND), None)


def test_what_tells_nothing_is_no_look() -> None:
    assert look_of(replace(ROUTER, kind="http")) is None
    assert look_of(replace(ROUTER, outcome=ProbeOutcome.TIMEOUT)) is None
    assert look_of(replace(ROUTER, details={"cpu_percent": 3})) is None


def test_the_looks_around_an_outage_tell_whether_it_ran() -> None:
    known = Remembered()
    begin, end = T0 + MINUTE, T0 + 5 * MINUTE
    known.add([Look("a", T0, Uptime(T0, 9 * MINUTE)), Look("b", T0, Uptime(T0, 9 * MINUTE))])
    assert known.ran("a", begin, end) is Ran.UNKNOWN
    known.add([Look("a", end, Uptime(end, 14 * MINUTE)), Look("b", end, Uptime(end, SECOND))])
    assert known.ran("a", begin, end) is Ran.THROUGH
    assert known.ran("b", begin, end) is Ran.RESTARTED
    assert known.ran("c", begin, end) is Ran.UNKNOWN


def test_only_power_around_the_begin_counts() -> None:
    known = Remembered()
    begin, end = T0 + 10 * MINUTE, T0 + 20 * MINUTE
    known.add([Look("a", T0, None, mains=False)])
    assert known.mains("a", begin, end) is None
    known.add([Look("a", begin - MINUTE, None, mains=True)])
    assert known.mains("a", begin, end) is True
    known.add([Look("a", begin + MINUTE, None, mains=False)])
    assert known.mains("a", begin, end) is False
    assert known.mains("b", begin, end) is None


def test_a_plan_travels_whole() -> None:
    text = inventory_text(2).replace(
        "contracts:",
        "upstreams: {hub: {name: H, address: 127.64.9.9}, dark: {name: D}}\ncontracts:",
    )
    text = text.replace("fo-50}\n", "fo-50, upstream: hub, power: feeder}\n", 1)
    inventory = small_inventory(text=text)
    plan = plan_of(inventory, T0)
    assert list(plan) == ["site-0", "site-1", "upstream/hub"]
    assert plan["site-0"] == Place(
        "site-0", "127.64.1.1", "upstream/hub", "hub", None, "feeder", "Telkom"
    )
    assert from_line(to_line(plan)) == plan
