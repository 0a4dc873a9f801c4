"""State and packets of every site."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from collector.exporter.labels import SITE_LABELS, site_labels
from collector.exporter.scraped import Scraped
from collector.health import Health
from collector.target import Target
from pantau.facts.clock import now_us
from pantau.facts.instant import SECOND
from pantau.facts.words import State


class SiteMetrics(Scraped):
    """State and packets of every site."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """One pass over the targets."""
        up = GaugeMetricFamily(
            "pantau_site_up", "1 up, 0 down; absent while unknown", labels=SITE_LABELS
        )
        state = GaugeMetricFamily(
            "pantau_site_state", "1 for the state that holds", labels=[*SITE_LABELS, "state"]
        )
        degraded = GaugeMetricFamily(
            "pantau_site_degraded_reason",
            "1 for what is worse than promised; absent otherwise",
            labels=[*SITE_LABELS, "reason"],
        )
        since = GaugeMetricFamily(
            "pantau_site_state_since_timestamp_seconds", "When the state began", labels=SITE_LABELS
        )
        packets = CounterMetricFamily(
            "pantau_probe_packets",
            "Heartbeats sent, and received within their timeout",
            labels=[*SITE_LABELS, "probe", "direction"],
        )
        outages = CounterMetricFamily(
            "pantau_outages", "Outages opened since the collector started", labels=SITE_LABELS
        )
        engine = self._health.engine
        watching = engine is not None and engine.judging.run
        targets: dict[str, Target] = engine.targets if engine else {}
        now = now_us(self._health.clock)
        for name, labels in site_labels(self._health.inventory, now).items():
            target = targets.get(name)
            if target is None:
                continue
            shown = target.state if watching else State.UNKNOWN
            if shown is not State.UNKNOWN:
                up.add_metric(labels, 0.0 if shown is State.DOWN else 1.0)
            for each in State:
                state.add_metric([*labels, each.value], float(each is shown))
            if shown is State.DEGRADED and target.quality is not None:
                for reason in target.quality.reasons:
                    degraded.add_metric([*labels, reason.value], 1.0)
            since.add_metric(labels, target.state_since / SECOND)
            packets.add_metric([*labels, "icmp", "sent"], target.heartbeats)
            packets.add_metric([*labels, "icmp", "received"], target.heartbeats_answered)
            outages.add_metric(labels, target.outages)
        yield from (up, state, degraded, since, packets, outages)
