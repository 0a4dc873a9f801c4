"""One socket: what an echo costs, and how far its round trip lies from loopback's microseconds."""

import secrets
import time
from threading import Event

from benchmarks.rows import Part, Row, Target, us_per
from collector.icmp.transport import IcmpTransport
from collector.transport import Destination
from pantau.facts.clock import SystemClock

_ECHOES, _BATCH = 12_000, 6


def measure() -> list[Row]:
    """12,000 echoes in batches of six, read 2 ms later, as a tick of 300 sites sends them."""
    clock = SystemClock()
    transport = IcmpTransport.open(clock)
    to = [d for n in range(1, 251) if (d := Destination.of(f"127.64.0.{n}")) is not None]
    sent: dict[bytes, int] = {}
    times: list[int] = []
    pause = Event()
    began = time.process_time()
    for first in range(0, _ECHOES, _BATCH):
        batch = [(to[n % len(to)], secrets.token_bytes(8)) for n in range(first, first + _BATCH)]
        for (_, nonce), sent_ns in zip(batch, transport.send_all(batch), strict=True):
            if isinstance(sent_ns, int):
                sent[nonce] = sent_ns
        pause.wait(0.002)
        times += [r.received_ns - sent.pop(r.nonce) for r in transport.receive()]
    spent = time.process_time() - began
    transport.close()
    times.sort()
    median, p99 = times[len(times) // 2] / 1e3, times[len(times) * 99 // 100] / 1e3
    how = f"loopback, {_ECHOES:,} echoes in batches of {_BATCH}, read 2 ms later"
    stamps = f"{how}; sent by our clock, received by the kernel's"
    return [
        Row("unanswered", _ECHOES - len(times), "", how),
        Row("round trip, median", median, "us", stamps),
        Row("round trip, 99th percentile", p99, "us", stamps, target=Target(100.0)),
        Row("processor time", us_per(spent, _ECHOES), "us an echo", f"{how}, waiting included"),
    ]


PART = Part("echo", "One socket of the collector, without schedule, judging or storing.", measure)
