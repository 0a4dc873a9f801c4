"""What the metrics say of telling people."""

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from collector.exporter.alerts import AlertMetrics
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.instant import SECOND
from pantau.facts.letters import Letter
from pantau.lab.virtual import VirtualClock
from pantau.store import Outbox
from tests.fakes.inventories import inventory_text, small_inventory

_RECEIVER = "alerts: {receivers: {noc: {kind: webhook, url: 'http://127.0.0.1:1/'}}}\n"


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def health(clock: VirtualClock, tmp_path: Path) -> Health:
    inventory = small_inventory(text=inventory_text(1).replace("sites:", f"{_RECEIVER}sites:"))
    return Health(clock, tmp_path, inventory=inventory)


def seen(health: Health) -> dict[tuple[str, str], float]:
    registry = CollectorRegistry()
    registry.register(AlertMetrics(health))
    return {
        (sample.name, sample.labels.get("quantile", "")): sample.value
        for metric in registry.collect()
        for sample in metric.samples
    }


def test_where_nobody_is_to_be_told_nothing_is_said(health: Health) -> None:
    health.inventory = small_inventory()
    assert seen(health) == {}


def test_without_an_alerter_nobody_is_told(health: Health) -> None:
    assert seen(health) == {
        ("pantau_alerting_working", ""): 0,
        ("pantau_alerts_waiting", ""): 0,
        ("pantau_alerts_oldest_waiting_seconds", ""): 0,
    }


def test_what_waits_and_how_long_the_others_took(health: Health, clock: VirtualClock) -> None:
    now = now_us(clock)
    with Outbox.open(health.data or Path()) as outbox:
        outbox.beat(now, {})
        for number in range(20):
            letter = Letter(f"L{number}", "g", now, "{}")
            outbox.remember([], [], [("noc", letter)], cursor=1, at=now)
            outbox.sent([letter.id], now + (number + 1) * SECOND, "")
        waits = Letter("late", "g", now, "{}")
        outbox.remember([], [], [("noc", waits)], cursor=1, at=now + 20 * SECOND)
    clock.advance(50 * SECOND * 1_000)
    assert seen(health) == {
        ("pantau_alerting_working", ""): 1,
        ("pantau_alerts_waiting", ""): 1,
        ("pantau_alerts_oldest_waiting_seconds", ""): 30,
        ("pantau_alerts_delivery_seconds", "0.5"): 10,
        ("pantau_alerts_delivery_seconds", "0.95"): 19,
        ("pantau_alerts_delivery_seconds", "1.0"): 20,
    }
    clock.advance(86_400 * SECOND * 1_000)
    assert ("pantau_alerts_delivery_seconds", "0.5") not in seen(health)
