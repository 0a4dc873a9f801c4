"""A small town for the packet lab: every address answers as its scenario says, for ever.

The scenario: ``{"answers": {address: [[ms, form], …]}, "routers": {address: name}}``; an address
that is not named answers honestly after 5 ms.
"""

from ipaddress import IPv4Address
from typing import Any

from pantau.lab.answers import Answer, Device, Form

TOWN = f"{__name__}:build"
USUAL_MS = 5
OCTETS = 2**40  # more than a counter of 32 bits could hold


class Town:
    """See the module."""

    def __init__(self, answers: dict[str, Any], routers: dict[str, str]) -> None:
        self._answers = {
            int(IPv4Address(address)): tuple(
                Answer(round(ms * 1e6), Form(form)) for ms, form in listed
            )
            for address, listed in answers.items()
        }
        self._routers = {int(IPv4Address(address)): name for address, name in routers.items()}

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:  # noqa: ARG002 - the port's
        return self._answers.get(address, (Answer(USUAL_MS * 1_000_000),))

    def device(self, address: int, at_ns: int) -> Device | None:
        name = self._routers.get(address)
        if name is None:
            return None
        return Device(name, 3_600 * 10**9 + at_ns, True, OCTETS, 2 * OCTETS)


def build(scenario: dict[str, Any]) -> Town:
    return Town(scenario.get("answers", {}), scenario.get("routers", {}))
