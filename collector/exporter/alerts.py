"""What Prometheus sees of telling people: whether it works, what waits, how long it took."""

from collections.abc import Iterator
from math import ceil

from prometheus_client.core import GaugeMetricFamily, Metric

from collector.exporter.scraped import Scraped
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.instant import DAY, SECOND
from pantau.facts.letters import Delivery
from pantau.store import delivery_of

_SHARES = (0.5, 0.95, 1.0)


class AlertMetrics(Scraped):
    """Read out of the outbox at each scrape. Absent where nobody is to be told anything."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """Works, waits, took."""
        working = GaugeMetricFamily("pantau_alerting_working", "1 while people can be told")
        waiting = GaugeMetricFamily("pantau_alerts_waiting", "Messages that were not sent yet")
        oldest = GaugeMetricFamily(
            "pantau_alerts_oldest_waiting_seconds", "How long the oldest of these waits; 0: none"
        )
        took = GaugeMetricFamily(
            "pantau_alerts_delivery_seconds",
            "From the decision to the receiver's yes, messages of the last 24 hours; "
            "absent while there is none",
            labels=["quantile"],
        )
        health, now = self._health, now_us(self._health.clock)
        inventory = health.inventory
        if health.data is not None and inventory is not None and inventory.alerting.receivers:
            working.add_metric([], float(health.alerting() is None))
            found = delivery_of(health.data, now - DAY) or Delivery()
            since = now if found.oldest_at is None else found.oldest_at
            waiting.add_metric([], found.waiting)
            oldest.add_metric([], max(0, now - since) / SECOND)
            in_order = sorted(found.took)
            for share in _SHARES if in_order else ():
                nearest = in_order[ceil(share * len(in_order)) - 1]
                took.add_metric([str(share)], nearest / SECOND)
        yield from (working, waiting, oldest, took)
