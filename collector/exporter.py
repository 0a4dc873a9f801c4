"""What Prometheus sees. Read from the engine at each scrape: measuring pays nothing for it."""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from collector.exporter_alerts import AlertMetrics
from collector.exporter_beside import BesideMetrics
from collector.exporter_devices import DeviceMetrics
from collector.exporter_labels import SITE_LABELS, site_labels
from collector.exporter_probes import ProbeMetrics
from collector.exporter_upkeep import UpkeepMetrics
from collector.figures import Figures
from collector.health import Health
from collector.target import Target
from pantau.facts.clock import now_us
from pantau.facts.instant import SECOND
from pantau.facts.measured import upstream_id
from pantau.facts.words import Cause, State
from pantau.store import set_aside_in

_TERM_LABELS = [*SITE_LABELS, "contract", "tier"]


def registry_of(health: Health, figures: Figures) -> CollectorRegistry:
    """Everything on our port: sites, contract figures, the collector itself, its process."""
    registry = CollectorRegistry()
    registry.register(SiteMetrics(health))
    registry.register(ProbeMetrics(health))
    registry.register(DeviceMetrics(health))
    registry.register(ContractMetrics(health, figures))
    registry.register(OwnMetrics(health))
    registry.register(AlertMetrics(health))
    registry.register(UpkeepMetrics(health))
    registry.register(BesideMetrics(health, figures))
    ProcessCollector(registry=registry)
    PlatformCollector(registry=registry)
    return registry


class SiteMetrics(Collector):
    """State and packets of every site."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def describe(self) -> Iterable[Metric]:
        """Nothing: the names are known when the first scrape asks."""
        return ()

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


class ContractMetrics(Collector):
    """The month so far against the contract, as pantau.sla counts it."""

    def __init__(self, health: Health, figures: Figures) -> None:
        self._health = health
        self._figures = figures

    def describe(self) -> Iterable[Metric]:
        """Nothing: the names are known when the first scrape asks."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """The figures computed last."""
        ratio = GaugeMetricFamily(
            "pantau_sla_availability_ratio",
            "Month so far; absent while unknown",
            labels=_TERM_LABELS,
        )
        budget = GaugeMetricFamily(
            "pantau_sla_error_budget_remaining_seconds",
            "Down time still allowed this month under the objective",
            labels=_TERM_LABELS,
        )
        labels = site_labels(self._figures.inventory, now_us(self._health.clock))
        for row in self._figures.rows:
            if row.site not in labels:
                continue
            values = [*labels[row.site], row.contract, row.tier]
            if row.availability is not None:
                ratio.add_metric(values, float(row.availability))
            if row.budget_seconds is not None:
                budget.add_metric(values, row.budget_seconds)
        computed = GaugeMetricFamily(
            "pantau_sla_computed_timestamp_seconds", "When these figures were computed"
        )
        computed.add_metric([], self._figures.at / SECOND)
        yield from (ratio, budget, computed, self._causes())

    def _causes(self) -> Metric:
        """Every pair of labels, whatever happened: there are no more of them."""
        causes = GaugeMetricFamily(
            "pantau_outages_by_suggested_cause",
            "Outages that began this month, by the cause that is suggested",
            labels=["cause", "certainty"],
        )
        for cause in Cause:
            for certainty, ended in (("early", False), ("last", True)):
                causes.add_metric([cause.value, certainty], self._figures.causes[cause, ended])
        return causes


class OwnMetrics(Collector):
    """The collector about itself."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def describe(self) -> Iterable[Metric]:
        """Nothing: the names are known when the first scrape asks."""
        return ()

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
