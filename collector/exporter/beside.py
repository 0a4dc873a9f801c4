"""What Prometheus sees of the processes beside the collector, and of what others bring in."""

import logging
from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from collector.exporter.scraped import Scraped
from collector.figures import Figures
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.instant import MINUTE, SECOND
from pantau.store import StoreError, dense_lately

log = logging.getLogger(__name__)


class BesideMetrics(Scraped):
    """Processes, meetings, reports of people, imports. What is not known is absent."""

    def __init__(self, health: Health, figures: Figures) -> None:
        self._health = health
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        """Each in its turn."""
        lives = GaugeMetricFamily(
            "pantau_collector_process_up",
            "1 while a process that is wanted lives, 0 while it does not; absent while not wanted",
            labels=["process"],
        )
        for name, up in sorted(self._health.processes.items()):
            lives.add_metric([name], float(up))
        yield lives
        yield from self._meetings()
        yield from self._brought()

    def _meetings(self) -> Iterator[Metric]:
        if self._health.data is None:
            return
        try:
            lately = dense_lately(self._health.data, now_us(self._health.clock) - MINUTE)
        except StoreError as error:
            log.warning("what meetings showed cannot be read: %s", error)
            return
        if lately.newest is None:
            return
        yield GaugeMetricFamily(
            "pantau_meeting_last_window_timestamp_seconds",
            "Begin of the newest ten seconds of dense echoes that are kept",
            value=lately.newest / SECOND,
        )
        yield GaugeMetricFamily(
            "pantau_meeting_places_heard",
            "Places of which windows of the last minute are kept",
            value=float(lately.places),
        )
        yield GaugeMetricFamily(
            "pantau_meeting_windows_last_minute",
            "Windows of the last minute that are kept: six a place",
            value=float(lately.windows),
        )

    def _brought(self) -> Iterator[Metric]:
        brought = self._figures.brought
        if brought is None:
            return
        reports = GaugeMetricFamily(
            "pantau_people_reports",
            "Reports of people in the journal, by how they came and where they stand",
            labels=["channel", "standing"],
        )
        for (channel, standing), count in sorted(brought.reports.items()):
            reports.add_metric([channel, standing], count)
        imports = GaugeMetricFamily(
            "pantau_imports", "Imports in the journal, revoked ones too", labels=["kind"]
        )
        for kind, count in sorted(brought.imports.items()):
            imports.add_metric([kind], count)
        yield from (reports, imports)
        yield GaugeMetricFamily(
            "pantau_imports_unsettled",
            "Imports of samples, and revocations, that are half done: the collector finishes them",
            value=float(brought.unsettled),
        )
