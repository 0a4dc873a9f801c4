"""What Prometheus sees of all ways of asking: the heartbeat's round trip, further probes."""

import logging
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from collector.exporter.labels import SITE_LABELS, site_labels
from collector.exporter.scraped import Scraped
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.instant import SECOND
from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from pantau.store import StoreError, last_answers

log = logging.getLogger(__name__)

_LABELS = [*SITE_LABELS, "probe"]
_PHASES = ("resolve", "connect", "tls", "first_byte", "transfer")


class ProbeMetrics(Scraped):
    """The last answer of each probe. One that is stale has none: nothing is known of it."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """One pass over the answers."""
        success = GaugeMetricFamily(
            "pantau_probe_success",
            "1 where a further probe was answered as expected",
            labels=_LABELS,
        )
        duration = GaugeMetricFamily(
            "pantau_probe_duration_seconds", "Last round trip", labels=_LABELS
        )
        phases = GaugeMetricFamily(
            "pantau_probe_phase_duration_seconds",
            "Where the last answer's time went",
            labels=[*_LABELS, "phase"],
        )
        status = GaugeMetricFamily(
            "pantau_probe_http_status_code", "Status of the last reply", labels=_LABELS
        )
        expiry = GaugeMetricFamily(
            "pantau_probe_certificate_expiry_timestamp_seconds",
            "When the certificate ends, trusted or not",
            labels=_LABELS,
        )
        labels = site_labels(self._health.inventory, now_us(self._health.clock))
        self._heartbeats(labels, duration)
        for answer in fresh_answers(self._health):
            if answer.site not in labels:
                continue
            values = [*labels[answer.site], answer.probe]
            if answer.outcome is not ProbeOutcome.NOT_ASKED:
                success.add_metric(values, float(answer.outcome is ProbeOutcome.ANSWERED))
            if answer.rtt_us is not None:
                duration.add_metric(values, answer.rtt_us / SECOND)
            for phase in _PHASES:
                if (took := answer.number(f"{phase}_us")) is not None:
                    phases.add_metric([*values, phase], took / SECOND)
            if answer.kind == "http" and (code := answer.number("status")) is not None:
                status.add_metric(values, code)
            if answer.certificate_ends_at is not None:
                expiry.add_metric(values, answer.certificate_ends_at / SECOND)
        yield from (success, duration, phases, status, expiry)

    def _heartbeats(self, labels: dict[str, list[str]], duration: GaugeMetricFamily) -> None:
        engine = self._health.engine
        targets = engine.targets if engine else {}
        for name, values in labels.items():
            target = targets.get(name)
            if target is not None and target.last_rtt_us is not None:
                duration.add_metric([*values, "icmp"], target.last_rtt_us / SECOND)


def fresh_answers(health: Health) -> list[LastAnswer]:
    """Those that say something about now, of probes that are in the inventory."""
    data, inventory, now = health.data, health.inventory, now_us(health.clock)
    if data is None or inventory is None:
        return []
    every = {
        (site.id, probe.name): probe.every_us
        for site in inventory.sites
        for probe in site.probes[1:]
    }
    if not every:
        return []
    try:
        found = last_answers(data)
    except StoreError as error:
        log.warning("the answers of further probes cannot be read: %s", error)
        return []
    return [
        each
        for each in found
        if (each.site, each.probe) in every and not each.is_stale(now, every[each.site, each.probe])
    ]
