"""Children end when their parent dies: the parent holds the other end of a pipe."""

import os
import signal
from collections.abc import Callable, Mapping
from threading import Event, Thread

PIPE = "PANTAU_PARENT_PIPE"
_PATIENCE_SECONDS = 5.0


def end_with_parent(environ: Mapping[str, str], end: Callable[[], None] | None = None) -> bool:
    """Watch the pipe that PANTAU_PARENT_PIPE names by its number; call ``end`` when it closes.

    Returns whether there is a pipe to watch. ``end`` is by default: stop in good order, and after
    five seconds in any order. Raises ValueError for what is not a number.
    """
    number = environ.get(PIPE)
    if not number:
        return False
    if not number.isdecimal():
        raise ValueError(f"{PIPE}='{number}' is not the number of an open pipe")
    watcher = Thread(
        target=_watch, args=(int(number), end or _end_process), name="parent", daemon=True
    )
    watcher.start()
    return True


def _watch(pipe: int, end: Callable[[], None]) -> None:
    """Block until the pipe closes; what is written into it says only that the parent lives."""
    try:
        while os.read(pipe, 1):
            pass
    except OSError:
        # A pipe that cannot be read belongs to nobody: the same as closed.
        pass
    end()


def _end_process() -> None:
    """Stop as on Ctrl-C; a browser that keeps its connection must not keep us alive."""
    os.kill(os.getpid(), signal.SIGTERM)
    Event().wait(_PATIENCE_SECONDS)
    os._exit(0)
