"""Which device keeps which number where, as data; docs/probes-snmp.md says where each is from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collector.probes.snmp.message import Oid
from collector.probes.snmp.oids import PROCESSOR_LOAD
from pantau.facts.device import Quantity

_ENTERPRISES: Oid = (1, 3, 6, 1, 4, 1)
_MIKROTIK: Oid = (*_ENTERPRISES, 14988, 1, 1, 3)
_HUAWEI: Oid = (*_ENTERPRISES, 2011, 5, 25, 31, 1, 1, 1, 1)
_CISCO: Oid = (*_ENTERPRISES, 9, 9)
_UPS: Oid = (1, 3, 6, 1, 2, 1, 33, 1)


def _mean(values: Sequence[int]) -> int:
    return sum(values) // len(values)


def _first(values: Sequence[int]) -> int:
    return values[0]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A number worth reading.

    ``oid``: its name, or with ``column`` that of its column, whose rows are looked for once. The
    number times ``times`` is the quantity in its own unit; of several rows ``of_rows`` makes one.
    ``words``: where the number is a word, what it means for the quantity. Of two of the same
    quantity the first that answers is taken.
    """

    quantity: Quantity
    oid: Oid
    times: int = 1
    column: bool = False
    of_rows: Callable[[Sequence[int]], int] = max
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Vendor:
    """Devices whose sysObjectID begins with ``prefix``."""

    name: str
    prefix: Oid
    wanted: tuple[Wanted, ...]


_PROCESSORS = Wanted(Quantity.CPU_PERCENT, PROCESSOR_LOAD, column=True, of_rows=_mean)

_BATTERY = (
    # upsOutputSource: 3 normal, 4 bypass, 5 battery, 6 booster, 7 reducer
    Wanted(Quantity.MAINS, (*_UPS, 4, 1, 0), words=((3, 1), (4, 1), (5, 0), (6, 1), (7, 1))),
    Wanted(Quantity.BATTERY_S, (*_UPS, 2, 2, 0)),
    Wanted(Quantity.BATTERY_LEFT_MIN, (*_UPS, 2, 3, 0)),
    Wanted(Quantity.BATTERY_PERCENT, (*_UPS, 2, 4, 0)),
    Wanted(Quantity.TEMPERATURE_DC, (*_UPS, 2, 7, 0), times=10),
    Wanted(Quantity.VOLTAGE_DV, (*_UPS, 3, 3, 1, 3), times=10, column=True),
)

VENDORS = (
    Vendor(
        "mikrotik",
        (*_ENTERPRISES, 14988),
        (
            _PROCESSORS,
            Wanted(Quantity.TEMPERATURE_DC, (*_MIKROTIK, 10, 0)),
            Wanted(Quantity.TEMPERATURE_DC, (*_MIKROTIK, 11, 0)),
            Wanted(Quantity.VOLTAGE_DV, (*_MIKROTIK, 8, 0)),
            # mtxrHlPowerSupplyState: whether the main supply feeds it
            Wanted(Quantity.MAINS, (*_MIKROTIK, 15, 0), words=((1, 1), (0, 0))),
        ),
    ),
    Vendor(
        "huawei",
        (*_ENTERPRISES, 2011),
        (
            Wanted(Quantity.CPU_PERCENT, (*_HUAWEI, 5), column=True),
            Wanted(Quantity.TEMPERATURE_DC, (*_HUAWEI, 11), times=10, column=True),
        ),
    ),
    Vendor(
        "cisco",
        (*_ENTERPRISES, 9),
        (
            Wanted(Quantity.CPU_PERCENT, (*_CISCO, 109, 1, 1, 1, 1, 7), column=True, of_rows=_mean),
            Wanted(Quantity.CPU_PERCENT, (*_CISCO, 109, 1, 1, 1, 1, 8), column=True, of_rows=_mean),
            Wanted(Quantity.TEMPERATURE_DC, (*_CISCO, 13, 1, 3, 1, 3), times=10, column=True),
        ),
    ),
)
OTHER = Vendor("other", (), (_PROCESSORS, *_BATTERY))
"""Any other: a UPS is known by what it answers, for each maker names its own differently."""

MIKROTIK_GAUGES: Oid = (*_MIKROTIK, 100, 1)
"""RouterOS 7: a table of {2: name, 3: value, 4: unit}."""

MIKROTIK_GAUGE_NAMES: tuple[tuple[bytes, Quantity, int], ...] = (
    (b"temperature", Quantity.TEMPERATURE_DC, 10),
    (b"board-temperature1", Quantity.TEMPERATURE_DC, 10),
    (b"cpu-temperature", Quantity.TEMPERATURE_DC, 10),
    (b"voltage", Quantity.VOLTAGE_DV, 1),
)
"""By rank: gauge, quantity, and how often its unit holds that of the quantity (C, dV)."""

PLAUSIBLE: dict[Quantity, tuple[int, int]] = {
    Quantity.CPU_PERCENT: (0, 100),
    Quantity.TEMPERATURE_DC: (-500, 1_500),
    Quantity.VOLTAGE_DV: (1, 10_000),
    Quantity.MAINS: (0, 1),
    Quantity.BATTERY_S: (0, 2**31 - 1),
    Quantity.BATTERY_LEFT_MIN: (0, 100_000),
    Quantity.BATTERY_PERCENT: (0, 100),
}
"""What is outside says that the device does not know, whatever it answers."""


def vendor_of(object_id: object) -> Vendor:
    """By sysObjectID."""
    if not isinstance(object_id, tuple):
        return OTHER
    for vendor in VENDORS:
        if object_id[: len(vendor.prefix)] == vendor.prefix:
            return vendor
    return OTHER
