"""The port for calls: a thread of its own, so that nobody who calls holds up the measuring.

Everything about a caller is bounded: how many are there at once (the one who waits longest makes
room), how long each may take, how many bytes are read, and how many are let in a second.
"""

import asyncio
import contextlib
import ipaddress
import logging
import secrets
import socket
from dataclasses import dataclass
from functools import partial
from threading import Thread

from collector.push.callers import SELF, Callers
from collector.push.request import MOST_HEAD, Said, parse_call
from pantau.facts.clock import Clock

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """``at_once``: callers; ``a_second``: that are let in; ``seconds``: for a whole request."""

    at_once: int = 256
    a_second: int = 300
    seconds: float = 5.0
    self_check_s: float = 10.0
    bind_again_s: float = 30.0


class Port:
    """Listens from ``start`` to ``stop``; ``trouble``: why it does not, where it cannot."""

    def __init__(
        self, host: str, port: int, callers: Callers, clock: Clock, bounds: Bounds | None = None
    ) -> None:
        self.host = host
        self.port = port
        self.trouble: str | None = None
        self._callers = callers
        self._clock = clock
        self._bounds = bounds or Bounds()
        self.own_secret = secrets.token_hex(16)
        self._open: dict[asyncio.Task[None], None] = {}
        self._loop = asyncio.new_event_loop()
        self._serving: asyncio.Task[None] | None = None
        self._thread = Thread(target=self._run, name="push", daemon=True)

    def start(self) -> None:
        """Begin to listen. A port that is taken is tried again and again."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self.leave()
        self._thread.join(5)

    def leave(self) -> None:
        """Listen no more, soon: whoever asks does not wait."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end)

    def _end(self) -> None:
        if self._serving is not None:
            self._serving.cancel()

    def _run(self) -> None:
        self._serving = self._loop.create_task(self._serve())
        with contextlib.suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._serving)
        self._loop.run_until_complete(self._all_gone())
        self._loop.close()

    async def _all_gone(self) -> None:
        """Nobody is left on the line, nor an open socket of theirs."""
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self) -> None:
        while True:
            try:
                listening = self._bound()
            except OSError as error:
                self.trouble = f"{self.host}:{self.port}: {error.strerror or error}"
                log.error("nobody can call in on %s", self.trouble)  # noqa: TRY400 - says all
                await asyncio.sleep(self._bounds.bind_again_s)  # noqa: TID251 - waits for the world
                continue
            self.trouble = None
            self.port = listening.getsockname()[1]
            log.info("sites may call in on %s:%d", self.host, self.port)
            with listening:
                await asyncio.gather(self._let_in(listening), self._call_itself())

    def _bound(self) -> socket.socket:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((self.host, self.port))
            listening.listen(512)
        except OSError:
            listening.close()
            raise
        return listening

    async def _let_in(self, listening: socket.socket) -> None:
        pause_s = 1 / self._bounds.a_second
        while True:
            try:
                caller = await self._next_caller(listening)
            except OSError as error:  # no descriptor left, or the caller is gone again
                log.debug("a caller was not let in: %s", error)
                await asyncio.sleep(0.1)  # noqa: TID251 - waits for the world
                continue
            if len(self._open) >= self._bounds.at_once:
                longest = next(iter(self._open))
                self._open.pop(longest)
                longest.cancel()
            task = self._loop.create_task(self._answer(caller))
            self._open[task] = None
            task.add_done_callback(partial(self._left, caller))
            await asyncio.sleep(pause_s)  # noqa: TID251 - nobody may take all of our time

    async def _next_caller(self, listening: socket.socket) -> socket.socket:
        """Not by asyncio's sock_accept: whoever it has let in when we are called off stays open."""
        while True:
            with contextlib.suppress(BlockingIOError):
                caller, _ = listening.accept()
                caller.setblocking(False)
                return caller
            there = asyncio.Event()
            self._loop.add_reader(listening, there.set)
            try:
                await there.wait()
            finally:
                self._loop.remove_reader(listening)

    def _left(self, caller: socket.socket, task: asyncio.Task[None]) -> None:
        # Here, since a task that is called off before its first step closes nothing.
        caller.close()
        self._open.pop(task, None)

    async def _answer(self, caller: socket.socket) -> None:
        try:
            async with asyncio.timeout(self._bounds.seconds):
                said = await self._hear(caller)
        except TimeoutError:
            said = Said.TOO_SLOW
        except OSError:
            return
        self._callers.said[said.name] += 1
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(1):
                await self._loop.sock_sendall(caller, said.response)

    async def _hear(self, caller: socket.socket) -> Said:
        head = b""
        while (end := head.find(b"\r\n\r\n")) < 0:
            if len(head) > MOST_HEAD:
                return Said.TOO_LARGE
            more = await self._loop.sock_recv(caller, 1024)
            if not more:
                return Said.MALFORMED
            head += more
        call = parse_call(head[: end + 4])
        if isinstance(call, Said):
            return call
        left = call.body - (len(head) - end - 4)
        while left > 0:
            more = await self._loop.sock_recv(caller, min(left, 1024))
            if not more:
                return Said.MALFORMED
            left -= len(more)
        return self._callers.hear(call, self._clock.boot_ns())

    async def _call_itself(self) -> None:
        """Shows that whoever reaches the machine is heard."""
        while True:
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(self._bounds.seconds):
                    await self._own_call()
            await asyncio.sleep(self._bounds.self_check_s)  # noqa: TID251 - waits for the world

    async def _own_call(self) -> None:
        everywhere = ipaddress.ip_address(self.host).is_unspecified
        loopback = "::1" if ":" in self.host else "127.0.0.1"
        here = loopback if everywhere else self.host
        reader, writer = await asyncio.open_connection(here, self.port)
        try:
            line, secret = f"POST /beat/{SELF} HTTP/1.1", f"Bearer {self.own_secret}"
            writer.write(f"{line}\r\nAuthorization: {secret}\r\n\r\n".encode())
            await reader.read(64)
        finally:
            writer.close()
