"""The collector about itself."""

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from collector.exporter.scraped import Scraped
from collector.health import Health
from pantau.facts.instant import SECOND
from pantau.facts.measured import upstream_id
from pantau.facts.words import State
from pantau.store import set_aside_in


class OwnMetrics(Scraped):
    """The collector about itself."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """Health, the references, and what was counted."""
        health = self._health
        if health.inventory is not None and health.inventory.simulation:
            yield _gauge("pantau_simulation", "1: nothing of this is real", 1)
        yield _gauge(
            "pantau_collector_measuring", "1 while measuring works", not health.measuring()
        )
        yield _gauge("pantau_collector_storing", "1 while storing works", not health.storing())
        yield _gauge(
            "pantau_inventory_last_reload_successful",
            "0 while an edit of the inventory is rejected",
            health.reload_ok,
        )
        yield _gauge(
            "pantau_inventory_last_reload_timestamp_seconds",
            "When the inventory was read last",
            health.reload_at / SECOND,
        )
        yield _counter("pantau_collector_late_ticks", "Ticks that came late", health.late_ticks)
        yield _counter(
            "pantau_collector_probe_process_starts",
            "Starts of the process that asks further probes",
            health.beside_starts,
        )
        yield _counter(
            "pantau_collector_cause_process_starts",
            "Starts of the process that looks for causes",
            health.causes_starts,
        )
        yield from self._calls()
        yield from self._recorded()
        yield from self._store()
        yield from self._engine()

    def _calls(self) -> Iterator[Metric]:
        """What callers were answered; nothing where nobody ever called."""
        said = dict(self._health.push_said)
        if said:
            calls = CounterMetricFamily(
                "pantau_push_calls", "Calls to our port, by what was answered", labels=["answer"]
            )
            for name, count in sorted(said.items()):
                calls.add_metric([name.lower()], count)
            yield calls

    def _recorded(self) -> Iterator[Metric]:
        recorder = self._health.recorder
        if recorder is None:
            return
        yield _gauge(
            "pantau_collector_last_commit_timestamp_seconds",
            "End of the watched time that is kept",
            (recorder.last_commit or 0) / SECOND,
        )
        yield _counter("pantau_collector_commits", "Commits made", recorder.commits)
        yield _counter("pantau_collector_commit_failures", "Commits that failed", recorder.failures)
        yield _gauge(
            "pantau_collector_waiting_records", "Facts and samples not yet kept", recorder.waiting()
        )
        yield _counter(
            "pantau_collector_samples_dropped",
            "Samples given up while the store could not be written",
            recorder.samples_dropped,
        )

    def _store(self) -> Iterator[Metric]:
        if self._health.data is not None:
            yield _gauge(
                "pantau_store_files_set_aside",
                "Damaged files that were moved aside and that nobody has taken away yet",
                len(set_aside_in(self._health.data)),
            )

    def _engine(self) -> Iterator[Metric]:
        engine = self._health.engine
        if engine is None:
            return
        sent = CounterMetricFamily(
            "pantau_collector_echoes_sent", "Echoes by purpose", labels=["purpose"]
        )
        for purpose, count in list(engine.sent.items()):
            sent.add_metric([purpose.value], count)
        yield sent
        yield _counter(
            "pantau_collector_replies_unmatched",
            "Answers that belong to no echo of ours",
            engine.unmatched,
        )
        yield _counter(
            "pantau_collector_echoes_discarded",
            "Echoes whose answers this machine may have lost itself",
            engine.discarded,
        )
        blind = GaugeMetricFamily(
            "pantau_vantage_blind", "1 while no reference answers", labels=["for"]
        )
        for sight in engine.judging.sights:
            blind.add_metric([sight.subject], float(sight.blind_since is not None))
        yield blind
        reference = GaugeMetricFamily(
            "pantau_reference_up", "1 while the reference answers", labels=["reference", "layer"]
        )
        for target in list(engine.targets.values()):
            if target.layer is not None:
                answers = target.line.state is State.UP and target.line.suspect_since is None
                reference.add_metric([target.name, target.layer.value], float(answers))
        yield reference
        upstream = GaugeMetricFamily(
            "pantau_upstream_up",
            "1 while the shared link answers, 0 while it is down; absent while unknown",
            labels=["upstream"],
        )
        for target in list(engine.targets.values()):
            link = upstream_id(target.name)
            if link is not None and engine.judging.run and target.state is not State.UNKNOWN:
                upstream.add_metric([link], float(target.state is not State.DOWN))
        yield upstream


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, value=float(value))


def _counter(name: str, text: str, value: float) -> CounterMetricFamily:
    return CounterMetricFamily(name, text, value=float(value))
