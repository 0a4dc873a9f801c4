"""The regency that is measured in the lab: everybody answers, each after a time of its own."""

from typing import Any

from pantau.lab.answers import Answer, Device

FIRST = 0x0A400001  # 10.64.0.1


class Spread:
    """Site n answers after 10 to 59 ms."""

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:  # noqa: ARG002 - the port's
        return (Answer(delay_ns(address - FIRST)),)

    def device(self, address: int, at_ns: int) -> Device | None:  # noqa: ARG002 - the port's
        return None


def spread(_: Any) -> Spread:
    return Spread()


def delay_ns(site: int) -> int:
    return (10 + site % 50) * 1_000_000
