"""What Prometheus sees. Read from the engine at each scrape: measuring pays nothing for it."""

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector

from collector.exporter.alerts import AlertMetrics
from collector.exporter.beside import BesideMetrics
from collector.exporter.contract import ContractMetrics
from collector.exporter.devices import DeviceMetrics
from collector.exporter.own import OwnMetrics
from collector.exporter.probes import ProbeMetrics
from collector.exporter.sites import SiteMetrics
from collector.exporter.upkeep import UpkeepMetrics
from collector.figures import Figures
from collector.health import Health


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
