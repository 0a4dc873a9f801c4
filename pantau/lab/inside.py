"""A lab from its first breath to its last: a network of its own, a regency, and a child inside.

``python -m pantau.lab.inside ORDER`` (``Order.argument()``) is the process; ``outside.Lab`` starts
it and listens, and whoever supervises processes may start it as one of theirs. It

1. enters a network namespace of its own and says READY (or REFUSED, and ends with ``REFUSED``),
   and BEGAN when the scenario begins;
2. starts the order's command in it: with our environment, the order's, the descriptors handed, and
   PANTAU_PARENT_PIPE, which closes when we die;
3. answers echoes and SNMP as the regency says, and does the order's deeds to the child;
4. ends when the child has ended for good, or on SIGTERM, SIGINT or the end of its own parent
   (PANTAU_PARENT_PIPE): the child is asked to end and answered meanwhile, at most 20 s. The end
   code is the child's where it ended by itself, else 0.
"""

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Any

from pantau.facts.clock import SystemClock
from pantau.lab.child import Child
from pantau.lab.holds import Holds
from pantau.lab.namespace import LabRefusedError, enter
from pantau.lab.order import Order, Said, Told
from pantau.lab.promptness import wake_promptly
from pantau.lab.responder import Responder
from pantau.lab.snmp_agents import SnmpAgents

REFUSED = 69  # sysexits.h: a service that is not available

_FAR_NS = 365 * 86_400 * 10**9


def run_inside(order: Order, parent_pipe: int | None = None) -> int:
    """Carry the order out in this process, which must be fresh and have one thread: it never comes
    out of the lab's network again. The code to end with. Raises OSError where the order's command
    cannot be started, ImportError or AttributeError where its factory is not there."""
    try:
        tun = enter()
    except LabRefusedError as refused:
        _tell(order, Said.REFUSED, {"why": refused.why})
        return REFUSED
    wake_promptly()
    answering = order.answering()
    beginning = _Beginning(order)
    holds = None if order.holds is None else Holds()
    with closing(SnmpAgents(answering)) as agents:
        responder = Responder(tun, answering, beginning.passed_ns, agents=agents, holds=holds)
        child = Child(order, responder, lambda said, values: _tell(order, said, values))
        _wire(responder, agents, child, parent_pipe)
        _tell(order, Said.READY, {})
        if order.with_first_echo:
            responder.before_first_echo(beginning.begin)
        else:
            beginning.tell()
        child.start()
        _plan(order, responder, child)
        spent = _run(responder)
    if holds is not None and order.holds is not None:
        holds.save(Path(order.holds))
    _tell(order, Said.COUNTS, {**responder.counts.values(), **spent})
    return child.code


class _Beginning:
    """When the scenario began; until the first echo it may not have, and lies far ahead."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._clock = SystemClock()
        now_ns = self._clock.boot_ns()
        self._boot_ns = now_ns if order.began_boot_ns is None else order.began_boot_ns
        if order.with_first_echo:
            self._boot_ns = now_ns + _FAR_NS

    def passed_ns(self) -> int:
        """Nanoseconds since then."""
        return self._clock.boot_ns() - self._boot_ns

    def begin(self) -> None:
        """Now."""
        self._boot_ns = self._clock.boot_ns()
        self.tell()

    def tell(self) -> None:
        """Whoever listens learns when it was."""
        wall_ns = self._clock.wall_ns() - self.passed_ns()
        _tell(self._order, Said.BEGAN, {"wall_ns": wall_ns, "boot_ns": self._boot_ns})


def _wire(responder: Responder, agents: SnmpAgents, child: Child, parent_pipe: int | None) -> None:
    responder.when_readable(agents.fileno(), lambda: _bring(agents, responder))
    signals, woken = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(woken)
    for number in (signal.SIGTERM, signal.SIGINT):
        # The loop is woken through the pipe; without a handler the signal would end us instead.
        signal.signal(number, lambda *_: None)
    for descriptor in (signals, parent_pipe):
        if descriptor is not None:
            responder.when_readable(descriptor, _once(responder, descriptor, child.end))


def _once(responder: Responder, descriptor: int, then: Callable[[], None]) -> Callable[[], None]:
    def forget_and_do() -> None:
        responder.forget(descriptor)
        then()

    return forget_and_do


def _bring(agents: SnmpAgents, responder: Responder) -> None:
    packets = agents.answers()
    if packets is None:
        responder.forget(agents.fileno())
        return
    for packet in packets:
        responder.write(packet)


def _plan(order: Order, responder: Responder, child: Child) -> None:
    """A lab that was started again does not repeat what is past."""
    for deed in order.deeds:
        if deed.at_ns >= responder.now_ns():
            responder.at(deed.at_ns, partial(child.do, deed.do))


def _run(responder: Responder) -> dict[str, float]:
    """What the loop cost: processor time and time (s)."""
    # What is here now stays: looking through it again and again would make answers late.
    gc.collect()
    gc.freeze()
    began_ns, cpu_s = time.monotonic_ns(), time.process_time()
    responder.run()
    return {
        "cpu_s": round(time.process_time() - cpu_s, 3),
        "ran_s": round((time.monotonic_ns() - began_ns) / 1e9, 3),
    }


def _tell(order: Order, said: Said, values: Mapping[str, Any]) -> None:
    if order.told is not None:
        # Whoever listened may be gone; the work goes on until its own end.
        with suppress(OSError):
            os.write(order.told, Told(said, values).line())


if __name__ == "__main__":
    pipe = os.environ.get("PANTAU_PARENT_PIPE", "")
    sys.exit(run_inside(Order.from_argument(sys.argv[1]), int(pipe) if pipe.isdecimal() else None))
