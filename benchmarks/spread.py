"""The regency that is measured in the lab: everybody answers, each after a time of its own."""

from typing import Any

from pantau.lab.answers import Answer, Device, Way

FIRST = 0x0A400001  # 10.64.0.1
DARK = 0x0A480000  # 10.72.0.0
"""From here on addresses lie behind five routers, of which the last two and the site are silent."""


class Spread:
    """Site n answers after 10 to 59 ms."""

    def way(self, address: int, at_ns: int) -> Way:  # noqa: ARG002 - the port's
        return Way(tuple(range(FIRST, FIRST + 5)), 3) if address >= DARK else Way((), 0)

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:  # noqa: ARG002 - the port's
        return (Answer(delay_ns(address - FIRST)),)

    def device(self, address: int, at_ns: int) -> Device | None:  # noqa: ARG002 - the port's
        return None


def spread(_: Any) -> Spread:
    return Spread()


def delay_ns(site: int) -> int:
    return (10 + site % 50) * 1_000_000
