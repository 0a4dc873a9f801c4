"""One question after the other to one address, over a connected socket.

Connected, so that the kernel gives us nothing from anybody else, and tells us where nobody listens.
"""

import asyncio
import socket
from collections.abc import Callable
from typing import TypeVar

from collector.probes.asking import others_turn
from collector.probes.snmp.message import MOST_BYTES, NoMessageError

T = TypeVar("T")


class Line:
    """``sock``: connected and not blocking. ``on_garbage``: told of packets that are no message."""

    def __init__(self, sock: socket.socket, on_garbage: Callable[[], None]) -> None:
        self._sock = sock
        self._on_garbage = on_garbage

    async def ask(self, packet: bytes, takes: Callable[[bytes], T | None], every_s: float) -> T:
        """Send it now and every ``every_s`` again, until ``takes`` takes what comes.

        ``takes``: None for what is not the answer; NoMessageError for what is none at all. Goes
        on until it is cancelled. Raises OSError, for instance where nobody listens.
        """
        while True:
            self._sock.send(packet)
            try:
                async with asyncio.timeout(every_s):
                    return await self._heard(takes)
            except TimeoutError:
                continue

    async def _heard(self, takes: Callable[[bytes], T | None]) -> T:
        loop = asyncio.get_running_loop()
        while True:
            packet = await loop.sock_recv(self._sock, MOST_BYTES)
            try:
                found = takes(packet)
            except NoMessageError:
                self._on_garbage()
            else:
                if found is not None:
                    return found
            await others_turn()
