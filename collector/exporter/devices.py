"""What Prometheus sees of devices: the last look at each, in base units."""

from collections.abc import Iterator

from prometheus_client.core import GaugeMetricFamily, Metric

from collector.exporter.labels import SITE_LABELS, site_labels
from collector.exporter.probes import fresh_answers
from collector.exporter.scraped import Scraped
from collector.health import Health
from pantau.facts.clock import now_us
from pantau.facts.device import Quantity
from pantau.facts.words import ProbeOutcome

_GAUGES: dict[Quantity, tuple[str, str, float]] = {
    Quantity.UPTIME_S: ("pantau_snmp_uptime_seconds", "Since the device began", 1),
    Quantity.INTERFACE_UP: ("pantau_snmp_interface_up", "1 where its interface is up", 1),
    Quantity.IN_BPS: (
        "pantau_snmp_receive_bytes_per_second",
        "From the provider, since the look before",
        1 / 8,
    ),
    Quantity.OUT_BPS: (
        "pantau_snmp_transmit_bytes_per_second",
        "To the provider, since the look before",
        1 / 8,
    ),
    Quantity.ERRORS: ("pantau_snmp_errors_last_look", "Packets, since the look before", 1),
    Quantity.DISCARDS: ("pantau_snmp_discards_last_look", "Packets, since the look before", 1),
    Quantity.CPU_PERCENT: ("pantau_snmp_cpu_ratio", "Load, mean of all processors", 1 / 100),
    Quantity.TEMPERATURE_DC: ("pantau_snmp_temperature_celsius", "Of the device", 1 / 10),
    Quantity.VOLTAGE_DV: ("pantau_snmp_voltage_volts", "That feeds the device", 1 / 10),
    Quantity.MAINS: ("pantau_snmp_mains_power", "1 on mains power, 0 on battery or reserve", 1),
    Quantity.BATTERY_S: ("pantau_snmp_battery_on_seconds", "For how long on battery", 1),
    Quantity.BATTERY_LEFT_MIN: (
        "pantau_snmp_battery_remaining_seconds",
        "For how long the battery still lasts",
        60,
    ),
    Quantity.BATTERY_PERCENT: ("pantau_snmp_battery_charge_ratio", "Its charge", 1 / 100),
}


class DeviceMetrics(Scraped):
    """A device that does not answer, or does not know a thing, has no such metric."""

    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        """One pass over the answers."""
        families = {
            quantity: GaugeMetricFamily(name, text, labels=[*SITE_LABELS, "probe"])
            for quantity, (name, text, _) in _GAUGES.items()
        }
        labels = site_labels(self._health.inventory, now_us(self._health.clock))
        for answer in fresh_answers(self._health):
            if answer.site not in labels or answer.outcome is not ProbeOutcome.ANSWERED:
                continue
            for quantity, family in families.items():
                value = answer.number(quantity.value)
                if answer.kind == "snmp" and value is not None:
                    family.add_metric(
                        [*labels[answer.site], answer.probe], value * _GAUGES[quantity][2]
                    )
        yield from families.values()
