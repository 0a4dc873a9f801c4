"""``python -m tests.lab.asking FUNCTION ARGUMENT``: asks from inside a lab; prints JSON.

It runs in the lab's own network, where a test must not go, and where there is no way out.
"""

import json
import select
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from collector.icmp.transport import IcmpTransport
from collector.transport import Destination
from pantau.facts.clock import SystemClock
from pantau.lab.namespace import LabRefusedError, refusal
from pantau.lab.order import Order
from pantau.lab.outside import Lab
from tests.lab.town import TOWN

PACE_S, LAST_S = 0.002, 0.3


def echoes(addresses: Sequence[str]) -> list[dict[str, Any]]:
    """One echo to each, through the collector's own transport; every reply that it gives us."""
    transport = IcmpTransport.open(SystemClock())
    socks = [each.sock for each in transport._by_family.values()]
    sent: dict[bytes, tuple[str, int]] = {}
    replies: list[dict[str, Any]] = []

    def receive() -> None:
        for reply in transport.receive():
            asked, sent_ns = sent.get(reply.nonce, (None, 0))
            trip = reply.received_ns - sent_ns
            replies.append(
                {"asked": asked, "host": reply.host, "nonce": reply.nonce.hex(), "trip": trip}
            )

    for number, address in enumerate(addresses):
        to = Destination.of(address)
        assert to is not None
        nonce = number.to_bytes(8)
        sent_ns = transport.send(to, nonce)
        assert isinstance(sent_ns, int)
        sent[nonce] = (address, sent_ns)
        select.select([], [], [], PACE_S)
        receive()
    while select.select(socks, [], [], LAST_S)[0]:
        receive()
    return replies


def surroundings(_: None) -> dict[str, Any]:
    """Everything that could carry a packet."""
    routes = Path("/proc/net/route").read_text().splitlines()[1:]
    return {
        "devices": [name for _, name in socket.if_nameindex()],
        "routes": [line.split()[:3] + line.split()[7:8] for line in routes],
    }


def nested(limits: dict[str, int]) -> dict[str, Any]:
    """A lab in here, where the kernel refuses what is limited to none."""
    for name, limit in limits.items():
        Path(f"/proc/sys/user/{name}").write_text(str(limit))
    with Lab(Order(TOWN, {}, (sys.executable, "-c", "pass"))) as lab:
        try:
            lab.finish()
        except LabRefusedError as refused:
            why = str(refused)
        else:
            why = None
    return {"code": lab.process.returncode, "why": why, "refusal": refusal()}


FUNCTIONS = {"echoes": echoes, "surroundings": surroundings, "nested": nested}

if __name__ == "__main__":
    print(json.dumps(FUNCTIONS[sys.argv[1]](json.loads(sys.argv[2]))))  # noqa: T201
