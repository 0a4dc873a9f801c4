"""Echoes at a steady pace from plain Python, inside the lab: as little in between as can be.

``python -m benchmarks.asking RATE SECONDS`` prints one JSON object.
"""

import json
import select
import sys
import time
from ipaddress import IPv4Address

from benchmarks.spread import FIRST, delay_ns
from collector.icmp.transport import IcmpTransport
from collector.transport import Destination
from pantau.facts.clock import SystemClock

_SITES = 2_000
_PAUSE_S, _LAST_S = 0.0005, 0.3


class Asking:
    """Echoes at a steady pace, each to the next site."""

    def __init__(self) -> None:
        self._transport = IcmpTransport.open(SystemClock())
        hosts = (Destination.of(str(IPv4Address(FIRST + site))) for site in range(_SITES))
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
            self._beyond.append(reply.received_ns - sent_ns - delay_ns(site))


if __name__ == "__main__":
    print(json.dumps(Asking().run(int(sys.argv[1]), int(sys.argv[2]))))
