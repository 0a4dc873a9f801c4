"""Tells systemd that the collector is ready, lives and stops: the protocol of sd_notify(3).

Without NOTIFY_SOCKET in the environment nothing is ever sent.
"""

import asyncio
import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Watchdog:
    """``address``: of systemd's socket, empty where nobody listens. ``every_s``: how often it wants
    to hear that we live, half of the time after which it would end us; None where it never would.
    """

    address: str = _NOBODY
    every_s: float | None = None

    @classmethod
    def of(cls, environ: Mapping[str, str], process: int) -> "Watchdog":
        """As the environment of ``process`` (its id) says; what is not understood counts as unsaid.

        WATCHDOG_PID names whom the watchdog is for: a child that inherited it must not feed it.
        """
        address = environ.get("NOTIFY_SOCKET", _NOBODY)
        after_us = environ.get("WATCHDOG_USEC", "")
        for_us = environ.get("WATCHDOG_PID", str(process)) == str(process)
        if not address or not after_us.isdecimal() or not int(after_us) or not for_us:
            return cls(address)
        return cls(address, int(after_us) / 2_000_000)

    def ready(self) -> None:
        """We began to measure, or to try it: a machine that lets us send nothing is no crash."""
        self._say("READY=1")

    def stopping(self) -> None:
        """We end because somebody asked for it."""
        self._say("STOPPING=1")

    async def feed(self, stop: asyncio.Event) -> None:
        """Say that the loop that measures goes round, until ``stop``; without one, end at once."""
        while self.every_s is not None and not stop.is_set():
            self._say("WATCHDOG=1")
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self.every_s)

    def _say(self, text: str) -> None:
        """Never blocks and never fails: whoever should have heard it does without."""
        if not self.address:
            return
        # A name that begins with @ is in no directory: Linux writes it with a zero byte.
        where = "\0" + self.address[1:] if self.address.startswith("@") else self.address
        with (
            suppress(OSError),
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as link,
        ):
            link.setblocking(False)
            link.sendto(text.encode(), os.fsencode(where))
