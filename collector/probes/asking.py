"""The bounds inside which every probe asks, and what it notes on the way."""

import asyncio
import errno
from collections.abc import Awaitable, Callable

from collector.probes.answer import Answer, Asked
from pantau.facts.clock import Clock
from pantau.facts.instant import SECOND
from pantau.facts.words import ProbeOutcome

_UNREACHABLE = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.ENETDOWN})
_CUT_OFF = frozenset({errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED})


class Notes:
    """What is known so far: it stays known when time runs out."""

    def __init__(self, clock: Clock) -> None:
        self.details: dict[str, int | str] = {}
        self.when_late = ProbeOutcome.TIMEOUT  # how it ends where time runs out
        self._clock = clock
        self._begun_ns = self._last_ns = clock.boot_ns()

    def begin(self) -> None:
        """Count the time of the answer from now on."""
        self._begun_ns = self._last_ns = self._clock.boot_ns()

    def done(self, phase: str) -> None:
        """A phase is over; one that comes again (after a redirect) is added up."""
        now_ns = self._clock.boot_ns()
        name = f"{phase}_us"
        took = (now_ns - self._last_ns) // 1_000
        self.details[name] = int(self.details.get(name, 0)) + took
        self._last_ns = now_ns

    def so_far_us(self) -> int:
        """Microseconds since the beginning."""
        return (self._clock.boot_ns() - self._begun_ns) // 1_000


async def others_turn() -> None:
    """Let all other questions go on before more of one answer is read.

    While something is there to be received a loop that reads gets no turn by itself: a stranger who
    sends without end would hold up everybody, and even the end of the time would not be noticed.
    """
    await asyncio.sleep(0)  # noqa: TID251 - no time passes by it


async def within(
    asked: Asked, clock: Clock, ask: Callable[[Asked, Notes], Awaitable[ProbeOutcome]]
) -> Answer:
    """Ask, for as long as it may take; a fault of the network is an outcome like others."""
    notes = Notes(clock)
    try:
        async with asyncio.timeout(asked.timeout_us / SECOND):
            outcome = await ask(asked, notes)
        took_us = notes.so_far_us()
    except TimeoutError:
        outcome = notes.when_late
    except OSError as error:
        outcome = outcome_of(error)
    if outcome is not ProbeOutcome.ANSWERED:
        return Answer(outcome, None, notes.details)
    return Answer(outcome, took_us, notes.details)


def outcome_of(error: OSError) -> ProbeOutcome:
    """What a fault of a socket tells. What is our own machine's fault is none of the site's."""
    if isinstance(error, ConnectionRefusedError):
        return ProbeOutcome.REFUSED
    if isinstance(error, TimeoutError):
        return ProbeOutcome.TIMEOUT
    if error.errno in _CUT_OFF or isinstance(error, ConnectionError):
        return ProbeOutcome.CUT_OFF
    return ProbeOutcome.UNREACHABLE if error.errno in _UNREACHABLE else ProbeOutcome.NOT_ASKED
