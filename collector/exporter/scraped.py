"""What all that is scraped has in common."""

from collections.abc import Iterable

from prometheus_client.core import Metric
from prometheus_client.registry import Collector


class Scraped(Collector):
    """Its names are known when the first scrape asks."""

    def describe(self) -> Iterable[Metric]:
        """Nothing yet."""
        return ()
