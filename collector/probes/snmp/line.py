"""One question after the other to one address, over a socket of its own.

Connected, so that the kernel gives us nothing from anybody else, and tells us where nobody listens.
"""

import asyncio
import socket
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from collector.probes.answer import ProbeOutcome
from collector.probes.snmp.message import MOST_BYTES, NoMessageError

T = TypeVar("T")


class NoAnswerError(Exception):
    """Asking ended without an answer; becomes an Answer at the door of this room."""

    def __init__(self, outcome: ProbeOutcome, why: str = "") -> None:
        super().__init__(outcome, why)
        self.outcome = outcome
        self.why = why


class Line:
    """Open while asking. ``garbage``: how many packets came that were no answer."""

    def __init__(self, host: str, port: int) -> None:
        """``host``: an IP address. Raises NoAnswerError where there is no way to it."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._sock = socket.socket(family, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        self.garbage = 0
        try:
            self._sock.connect((host, port))
        except OSError:
            self._sock.close()
            raise NoAnswerError(ProbeOutcome.UNREACHABLE) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sock.close()

    async def ask(self, packet: bytes, takes: Callable[[bytes], T | None], every_s: float) -> T:
        """Send it now and every ``every_s`` again, until ``takes`` takes what comes.

        ``takes``: None for what is not the answer; NoMessageError for what is none at all. Goes
        on until it is cancelled. Raises NoAnswerError where the other side refuses.
        """
        while True:
            self._send(packet)
            try:
                async with asyncio.timeout(every_s):
                    return await self._heard(takes)
            except TimeoutError:
                continue

    def _send(self, packet: bytes) -> None:
        try:
            self._sock.send(packet)
        except OSError as error:
            raise _as_answer(error) from None

    async def _heard(self, takes: Callable[[bytes], T | None]) -> T:
        loop = asyncio.get_running_loop()
        while True:
            try:
                packet = await loop.sock_recv(self._sock, MOST_BYTES)
            except OSError as error:
                raise _as_answer(error) from None
            try:
                found = takes(packet)
            except NoMessageError:
                found = None
                self.garbage += 1
            if found is not None:
                return found


def _as_answer(error: OSError) -> NoAnswerError:
    refused = isinstance(error, ConnectionRefusedError)
    return NoAnswerError(ProbeOutcome.REFUSED if refused else ProbeOutcome.UNREACHABLE)
