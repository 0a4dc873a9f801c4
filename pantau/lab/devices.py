"""What the devices at sites are, and how busy, warm and fed they are at a moment. Pure.

Instants and durations are nanoseconds, on whatever clock has its zero where the load of an
ordinary day is highest: about one in the afternoon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import cos, pi, sin
from zlib import crc32

from pantau.facts.device import Quantity
from pantau.inventory.model import Inventory, Site
from pantau.lab.script import DAY, SECOND

PEAK_US = 13 * 3_600_000_000
"""The local time of day at which the load is highest, microseconds since midnight."""

_MOST_LOAD = 1.15
_WAVE = DAY / (2 * pi)
# By their sum the load never falls below 0.05: a counter only grows.
_RIPPLES = ((0.06, 7 * 60), (0.05, 23 * 60), (0.04, 71 * 60))


class Make(StrEnum):
    """Who made the device at a site; ``ups``: one that tells of its battery by the standard MIB."""

    MIKROTIK = "mikrotik"
    HUAWEI = "huawei"
    UPS = "ups"


@dataclass(frozen=True, slots=True)
class Sort:
    """The device of one site; ``key`` makes it differ from all others.

    ``line_bps``: what its line can carry, where that is known.
    """

    key: int
    line_bps: int | None = None

    @property
    def make(self) -> Make:
        """Most are MikroTik, as in the field."""
        share = self.key // 1_000 % 10
        return Make.MIKROTIK if share < 6 else Make.HUAWEI if share < 8 else Make.UPS

    @property
    def uptime(self) -> int:
        """For how long it had been running when a scenario began."""
        return DAY + self.key % (200 * DAY)

    @property
    def octets_a_second(self) -> float:
        """What comes in at full load: at most places far less than what the line is sold as
        carrying, at some nothing to speak of, at some all of it."""
        use = self.key // 10_000 % 12
        if use == 0:
            return 1_000.0 + self.key % 5_000
        if use in {1, 2}:
            busy = 900_000.0 + self.key % 5_500_000
            # With its ripples a load goes fifteen hundredths over the full one.
            return busy if self.line_bps is None else min(busy, self.line_bps / 8 / _MOST_LOAD)
        return 50_000.0 + self.key % 450_000

    def load(self, at: int) -> float:
        """The share of full load, 0.05 to 1.15."""
        ripples = sum(size * cos(self._turn(at, s)) for size, s in _RIPPLES)
        return 0.6 + 0.4 * cos(at / _WAVE) + ripples

    def loaded(self, begin: int, end: int) -> float:
        """Seconds of full load between two instants: the integral of ``load``."""
        return self._sum(end) - self._sum(begin)

    def says(self, at: int) -> Mapping[Quantity, int]:
        """What it tells of itself beside uptime and traffic."""
        load = self.load(at)
        jitter = crc32(f"{self.key} {at // (60 * SECOND)}".encode()) % 11 - 5
        tenths = 360 + self.key % 70 + round(70 * load) + jitter
        if self.make is not Make.MIKROTIK:
            tenths -= tenths % 10  # these know whole degrees alone
        warm = {Quantity.TEMPERATURE_DC: tenths}
        cpu = {Quantity.CPU_PERCENT: max(1, 3 + round(28 * load) + jitter // 2)}
        match self.make:
            case Make.MIKROTIK:
                volts = 236 + self.key % 8 + jitter // 4
                return cpu | warm | {Quantity.VOLTAGE_DV: volts, Quantity.MAINS: 1}
            case Make.HUAWEI:
                return cpu | warm
            case _:
                return warm | {
                    Quantity.VOLTAGE_DV: 10 * (224 + jitter - round(6 * load)),
                    Quantity.MAINS: 1,
                    Quantity.BATTERY_S: 0,
                    Quantity.BATTERY_LEFT_MIN: 38 + self.key % 20,
                    Quantity.BATTERY_PERCENT: 100,
                }

    def _turn(self, at: int, seconds: int) -> float:
        return 2 * pi * at / (seconds * SECOND) + self.key % 97

    def _sum(self, at: int) -> float:
        ripples = sum(
            size * seconds / (2 * pi) * sin(self._turn(at, seconds)) for size, seconds in _RIPPLES
        )
        return (0.6 * at + 0.4 * _WAVE * sin(at / _WAVE)) / SECOND + ripples


def sort_of(name: str, seed: int, line_bps: int | None = None) -> Sort:
    """The device of a site in the scenarios of this seed. ``line_bps``: as in Sort."""
    return Sort(key_of(name, seed), line_bps)


def line_bps(inventory: Inventory, site: Site) -> int | None:
    """What the line of a site is sold as carrying, bits a second, under its last term."""
    term = site.terms[-1] if site.terms else None
    contract = inventory.contracts.get(term.contract) if term else None
    tier = contract.tiers.get(term.tier) if contract and term else None
    return tier.speed_bps if tier else None


def key_of(name: str, seed: int) -> int:
    """What tells the draws for one name from those for all others."""
    return crc32(name.encode()) << 32 | crc32(f"{seed} {name}".encode())
