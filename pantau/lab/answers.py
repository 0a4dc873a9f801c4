"""The port between the simulated regency and whoever carries its answers: packets or virtual time.

Addresses are IPv4 addresses as integers; instants are nanoseconds since the scenario began.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, runtime_checkable


class Form(Enum):
    """What an answer to an echo looks like."""

    REPLY = "reply"
    TRUNCATED = "truncated"  # a reply cut off inside our nonce
    FORGED = "forged"  # a reply that somebody invented: identifier right, nonce wrong
    ELSEWHERE = "elsewhere"  # our own packet, sent back by another address
    UNREACHABLE = "unreachable"  # an ICMP destination unreachable from a router on the way


@dataclass(frozen=True, slots=True)
class Answer:
    """One packet that comes back ``after_ns`` after the echo request arrived."""

    after_ns: int
    form: Form = Form.REPLY


SILENCE: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Device:
    """What a router's SNMP agent would say of itself.

    ``make``: a word of pantau.lab.devices.Make, or empty for one of no known maker; ``says``: what
    it tells beside, by the words of pantau.facts.device.Quantity.
    """

    name: str
    uptime_ns: int
    interface_up: bool
    in_octets: int
    out_octets: int
    make: str = ""
    says: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Way:
    """Who stands before an address, by address, the nearest to us first; ``alive``: how many of
    them answer."""

    routers: tuple[int, ...]
    alive: int


@runtime_checkable
class Wayside(Protocol):
    """A regency that has routers on the way."""

    def way(self, address: int, at_ns: int) -> Way:
        """Who stands before an address at ``at_ns``."""
        ...


class Answering(Protocol):
    """A regency as the network sees it."""

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:
        """What comes back for an echo request that arrives at ``at_ns``; empty for silence."""
        ...

    def device(self, address: int, at_ns: int) -> Device | None:
        """The agent behind an address; None where nothing answers SNMP then."""
        ...
