"""The month so far against the contract."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from collector.exporter.labels import SITE_LABELS, site_labels
from collector.exporter.scraped import Scraped
from collector.figures import Figures
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.instant import SECOND
from pantau.facts.words import Cause

_TERM_LABELS = [*SITE_LABELS, "contract", "tier"]


class ContractMetrics(Scraped):
    """The month so far against the contract, as pantau.sla counts it."""

    def __init__(self, health: Health, figures: Figures) -> None:
        self._health = health
        self._figures = figures

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
