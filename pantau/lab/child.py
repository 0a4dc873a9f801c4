"""The process that lives inside the lab's network: started, crashed, suspended, ended."""

import os
import signal
import subprocess
from collections.abc import Callable

from pantau.lab.order import Do, Order, Said
from pantau.lab.promptness import as_a_child
from pantau.lab.responder import Responder

_PATIENCE_NS = 20_000_000_000
_SIGNALS = {Do.KILL: signal.SIGKILL, Do.SUSPEND: signal.SIGSTOP, Do.RESUME: signal.SIGCONT}

Tell = Callable[[Said, dict[str, int]], None]


class Child:
    """One process at a time, looked after by the responder's loop.

    Its end is noticed through a descriptor (pidfd), so that no echo waits for it. When it has ended
    for good ``responder`` is stopped.
    """

    def __init__(self, order: Order, responder: Responder, tell: Tell) -> None:
        self._order = order
        self._responder = responder
        self._tell = tell
        self._pipe = os.pipe()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._ending = False
        self._code = 0

    @property
    def code(self) -> int:
        """How it ended, where nobody asked it to (negative: by that signal); else 0."""
        return 0 if self._ending else self._code

    def do(self, deed: Do) -> None:
        """Do it now; where there is no process, only START and END do anything."""
        if deed is Do.START:
            self.start()
        elif deed is Do.END:
            self.end()
        elif self._process is not None:
            self._killed = self._killed or deed is Do.KILL
            self._process.send_signal(_SIGNALS[deed])

    def start(self) -> None:
        """Start it unless it runs, or is to end. Raises OSError where there is no such program."""
        if self._process is not None or self._ending:
            return
        self._killed = False
        order, pipe = self._order, self._pipe[0]
        process = subprocess.Popen(
            order.command,
            env={**os.environ, **order.environment, "PANTAU_PARENT_PIPE": str(pipe)},
            pass_fds=[pipe, *order.handed],
            # We have one thread, and exec follows at once.
            preexec_fn=as_a_child,  # noqa: PLW1509
        )
        self._process = process
        watched = os.pidfd_open(process.pid)
        self._responder.when_readable(watched, lambda: self._ended(process, watched))
        self._say(Said.STARTED, pid=process.pid)

    def end(self) -> None:
        """Ask it to end; echoes go on being answered until it has, or patience is over."""
        if self._ending:
            return
        self._ending = True
        if self._process is None:
            self._responder.stop()
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.terminate()
        self._responder.at(self._responder.now_ns() + _PATIENCE_NS, self._process.kill)

    def _ended(self, process: "subprocess.Popen[bytes]", watched: int) -> None:
        self._responder.forget(watched)
        os.close(watched)
        self._process = None
        self._code = process.wait()
        self._say(Said.ENDED, code=self._code)
        again = self._order.again_after_s
        if self._ending or (again is None and not self._killed):
            self._responder.stop()
        elif again is not None and not self._killed:
            self._responder.at(self._responder.now_ns() + round(again * 1e9), self.start)

    def _say(self, said: Said, **values: int) -> None:
        self._tell(said, {**values, "at_ns": self._responder.now_ns()})
