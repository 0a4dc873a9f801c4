"""What Prometheus sees of backups and of the room that things take."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from collector.exporter.scraped import Scraped
from collector.health import Health
from pantau.actions.room import days_left
from pantau.facts.instant import SECOND


class UpkeepMetrics(Scraped):
    """As they were looked at last. What is not known is absent."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """Backups, then room."""
        yield from self._backups()
        yield from self._room()

    def _backups(self) -> Iterator[Metric]:
        success = GaugeMetricFamily(
            "pantau_backup_last_success_timestamp_seconds", "When the last sound backup began"
        )
        duration = GaugeMetricFamily(
            "pantau_backup_last_duration_seconds", "How long the last sound backup took"
        )
        size = GaugeMetricFamily("pantau_backup_last_size_bytes", "All that it holds")
        written = GaugeMetricFamily("pantau_backup_last_written_bytes", "What it added")
        failing = GaugeMetricFamily(
            "pantau_backup_failing", "1 for why the last try failed", labels=["trouble"]
        )
        tries = self._health.backups() or ()
        sound = [each for each in tries if each.sound]
        for last in sound[-1:]:
            success.add_metric([], last.began_at / SECOND)
            duration.add_metric([], (last.ended_at - last.began_at) / SECOND)
            size.add_metric([], last.size)
            written.add_metric([], last.written)
        if tries and not tries[-1].sound and tries[-1].trouble is not None:
            failing.add_metric([tries[-1].trouble.value], 1)
        yield from (success, duration, size, written, failing)

    def _room(self) -> Iterator[Metric]:
        used = GaugeMetricFamily("pantau_space_used_bytes", "By what takes it", labels=["kind"])
        free = GaugeMetricFamily("pantau_disk_free_bytes", "Of the disk that the data lies on")
        size = GaugeMetricFamily("pantau_disk_size_bytes", "Of that disk")
        left = GaugeMetricFamily(
            "pantau_disk_days_left", "At the growth of the last weeks; absent while none is known"
        )
        days = self._health.upkeep.days
        for day in days[-1:]:
            for kind, bytes_ in day.used.items():
                used.add_metric([kind.value], bytes_)
            free.add_metric([], day.free)
            size.add_metric([], day.size)
        held = [each.held for each in self._health.backups() or () if each.name is not None]
        for bytes_ in held[-1:]:
            used.add_metric(["backups"], bytes_)
        for_days = days_left(days)
        if for_days is not None:
            left.add_metric([], for_days)
        yield from (used, free, size, left)
