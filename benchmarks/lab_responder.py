"""The lab's accuracy: how late its answers leave, and how far the round trips lie from the truth.

``python -m benchmarks.lab_responder RATE SECONDS`` is whoever asks, inside the lab.
"""

import json
import select
import sys
import tempfile
import time
from ipaddress import IPv4Address
from typing import Any

from collector.icmp.transport import IcmpTransport
from collector.transport import Destination
from pantau.facts.clock import SystemClock
from pantau.lab.answers import Answer, Device
from pantau.lab.order import Order
from pantau.lab.outside import Lab

_RATES, _SECONDS, _SITES = (1_000, 5_000, 20_000), 4, 2_000
_FIRST = 0x0A400001  # 10.64.0.1
_PAUSE_S, _LAST_S = 0.0005, 0.3


class Spread:
    """Site n answers after 10 to 59 ms."""

    def echo(self, address: int, at_ns: int) -> tuple[Answer, ...]:  # noqa: ARG002 - the port's
        return (Answer(_delay_ns(address - _FIRST)),)

    def device(self, address: int, at_ns: int) -> Device | None:  # noqa: ARG002 - the port's
        return None


def spread(_: Any) -> Spread:
    return Spread()


def _delay_ns(site: int) -> int:
    return (10 + site % 50) * 1_000_000


def measure() -> list[str]:
    return [_at(rate) for rate in _RATES]


def _at(rate: int) -> str:
    command = (sys.executable, "-m", "benchmarks.lab_responder", str(rate), str(_SECONDS))
    with tempfile.TemporaryFile() as output:
        with Lab(Order("benchmarks.lab_responder:spread", None, command), output) as lab:
            counts = lab.finish()
        output.seek(0)
        asked = json.load(output)
    late = counts["late_us"]
    return (
        f"{rate:6} echoes/s: {asked['lost']} of {asked['sent']} lost; "
        f"late median {late['median']} us, p99 {late['p99']} us, most {late['most']} us; "
        f"round trip beyond the truth median {asked['median']:.0f} us, p99 {asked['p99']:.0f} us; "
        f"{counts['cpu_s'] / counts['requests'] * 1e6:.1f} us of processor time an echo, "
        f"{100 * counts['cpu_s'] / _SECONDS:.0f} % of a core"
    )


class Asking:
    """Echoes at a steady pace, each to the next site."""

    def __init__(self) -> None:
        self._transport = IcmpTransport.open(SystemClock())
        hosts = (Destination.of(str(IPv4Address(_FIRST + site))) for site in range(_SITES))
        self._sites = [host for host in hosts if host is not None]
        self._sent: dict[bytes, tuple[int, int]] = {}
        self._beyond: list[int] = []

    def run(self, rate: int, seconds: int) -> dict[str, float]:
        """How many were sent and lost, and how far round trips lie beyond the truth (us)."""
        total, number, began = rate * seconds, 0, time.monotonic()
        while number < total:
            due = min(total, int((time.monotonic() - began) * rate))
            while number < due:
                self._send(number)
                number += 1
            self._receive()
            select.select([], [], [], _PAUSE_S)
        ends = time.monotonic() + _LAST_S
        while time.monotonic() < ends:
            select.select([], [], [], _PAUSE_S)
            self._receive()
        beyond = sorted(self._beyond)
        return {
            "sent": total,
            "lost": total - len(beyond),
            "median": beyond[len(beyond) // 2] / 1e3,
            "p99": beyond[len(beyond) * 99 // 100] / 1e3,
        }

    def _send(self, number: int) -> None:
        nonce, site = number.to_bytes(8), number % _SITES
        sent_ns = self._transport.send(self._sites[site], nonce)
        if isinstance(sent_ns, int):
            self._sent[nonce] = (sent_ns, site)

    def _receive(self) -> None:
        for reply in self._transport.receive():
            sent_ns, site = self._sent.pop(reply.nonce)
            self._beyond.append(reply.received_ns - sent_ns - _delay_ns(site))


if __name__ == "__main__":
    print(json.dumps(Asking().run(int(sys.argv[1]), int(sys.argv[2]))))
