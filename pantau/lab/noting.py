"""The collector, noting beside its work each round trip that it takes.

``python -m pantau.lab.noting WISH`` (``Wish.argument()``) runs it. Nothing in it is changed but its
door to the network, which writes down what passes; its event loop is stalled where that is wished.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from ipaddress import IPv4Address
from pathlib import Path
from threading import Event

from collector.icmp.transport import IcmpTransport
from collector.main import Settings, run
from collector.transport import Destination, Reply, SendFailure, Transport
from pantau.facts.clock import Clock
from pantau.inventory import read_inventory
from pantau.lab.holds import row
from pantau.logs import log_to_stderr

LOOK = 0
"""In a note's place for an address."""


@dataclass(frozen=True, slots=True)
class Wish:
    """``notes``: the file for round trips, one that a process before may have begun.

    Of every ``every_s`` seconds the event loop is stalled for ``stall_s``.
    """

    inventory: str
    data: str
    notes: str
    stall_s: float = 0.0
    every_s: float = 0.15

    def argument(self) -> str:
        """As the process takes it."""
        return json.dumps(asdict(self))


class NotingTransport:
    """Implements Transport over another one.

    A note is a row as in ``holds``: address, nonce, when it was sent (wall ns) and the round trip,
    both as the collector takes them. The collector looks for answers once a tick; for each look
    there is a row with address LOOK: when it was, and how long after the one before (0: the first).
    All is written at once, so that a crash loses at most a tick's.
    """

    def __init__(self, transport: Transport, clock: Clock, notes: int) -> None:
        self._transport = transport
        self._clock = clock
        self._notes = notes
        self._sent: dict[bytes, tuple[str, int]] = {}
        self._looked_ns: int | None = None

    def send(self, to: Destination, nonce: bytes) -> int | SendFailure:
        """See Transport."""
        sent_ns = self._transport.send(to, nonce)
        self._remember(to, nonce, sent_ns)
        return sent_ns

    def send_all(self, echoes: Sequence[tuple[Destination, bytes]]) -> list[int | SendFailure]:
        """See Transport."""
        times = self._transport.send_all(echoes)
        for (to, nonce), sent_ns in zip(echoes, times, strict=True):
            self._remember(to, nonce, sent_ns)
        return times

    def _remember(self, to: Destination, nonce: bytes, sent_ns: int | SendFailure) -> None:
        if not isinstance(sent_ns, SendFailure):
            self._sent[nonce] = (to.host, sent_ns)

    def receive(self) -> list[Reply]:
        """See Transport."""
        replies = self._transport.receive()
        os.write(self._notes, self._look() + b"".join(map(self._note, replies)))
        return replies

    def _look(self) -> bytes:
        now_ns = self._clock.boot_ns()
        since_ns = 0 if self._looked_ns is None else now_ns - self._looked_ns
        self._looked_ns = now_ns
        return row(LOOK, 0, self._clock.wall_ns(), since_ns)

    def _note(self, reply: Reply) -> bytes:
        host, sent_ns = self._sent.get(reply.nonce, ("", 0))
        if host != reply.host:
            return b""  # forged, or twice
        del self._sent[reply.nonce]
        nonce = int.from_bytes(reply.nonce)
        return row(int(IPv4Address(host)), nonce, sent_ns, reply.received_ns - sent_ns)

    def dropped(self) -> int:
        """See Transport."""
        return self._transport.dropped()

    def close(self) -> None:
        """See Transport."""
        self._transport.close()


def stall(stall_s: float, every_s: float) -> Callable[[], None]:
    """What stalls the running event loop for ever, ``stall_s`` of every ``every_s`` seconds.

    The loop waits inside a call-back, as it does for a slow disk or a lock; other threads go on.
    """
    loop, nothing = asyncio.get_running_loop(), Event()

    def hold_up() -> None:
        loop.call_later(every_s, hold_up)
        nothing.wait(stall_s)

    return hold_up


def main(argument: str) -> None:
    """Collect until SIGTERM or the parent's end."""
    log_to_stderr()
    wish = Wish(**json.loads(argument))
    inventory = read_inventory(Path(wish.inventory)).inventory
    if inventory is None:
        sys.exit(f"{wish.inventory} has errors")
    notes = os.open(wish.notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)

    def opened(clock: Clock) -> Transport:
        if wish.stall_s:
            stall(wish.stall_s, wish.every_s)()
        return NotingTransport(IcmpTransport.open(clock), clock, notes)

    pipe = os.environ.get("PANTAU_PARENT_PIPE", "")
    settings = Settings(
        inventory_path=Path(wish.inventory),
        data=Path(wish.data),
        host="127.0.0.1",
        port=0,
        parent_pipe=int(pipe) if pipe.isdecimal() else None,
    )
    run(settings, inventory, opened)


if __name__ == "__main__":
    main(sys.argv[1])
