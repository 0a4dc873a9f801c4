"""Lives a scene again and again and is killed (SIGKILL) each time one step later.

``python -m tests.store.power.killing NAME FOLDER EVERY`` leaves FOLDER/whole (a run to its end),
then for every EVERY-th step FOLDER/N, as it was before step N, and what had been said in
FOLDER/N.said. A step is a call by which Python opens, writes, syncs, names or closes a file; those
of SQLite are in tests.store.power.recorder.
"""

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tests.store.power.disk import Said
from tests.store.power.scenes import SCENES

_STEPS = {
    *("open", "write", "flush", "fsync", "ftruncate", "close", "flock"),
    *("rename", "replace", "unlink", "remove", "mkdir", "rmdir"),
}


class _Life:
    """One run, in a process of its own."""

    def __init__(self, root: Path, last: int | None) -> None:
        self._root = root
        self._last = last
        self._said = os.open(f"{root}.said", os.O_WRONLY | os.O_CREAT)
        self.steps = 0

    def lives(self, name: str) -> None:
        """To its end, or to the step that is the last one."""
        self._root.mkdir()
        sys.setprofile(self._called)
        try:
            SCENES[name](self._root, self._says)
        finally:
            sys.setprofile(None)

    def _says(self, what: str, value: object = None) -> None:
        sys.setprofile(None)
        os.write(self._said, pickle.dumps(Said(what, value)))
        sys.setprofile(self._called)

    def _called(self, _: FrameType, event: str, called: object) -> None:
        if event == "c_call" and getattr(called, "__name__", None) in _STEPS:
            if self.steps == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.steps += 1


def said(root: Path) -> Iterator[Said]:
    """What a life had said before its end; a word that the kill cut off was not said."""
    with Path(f"{root}.said").open("rb") as stream:
        while True:
            try:
                yield pickle.load(stream)  # noqa: S301 - our own child wrote it
            except (EOFError, pickle.UnpicklingError):
                return


def main(name: str, folder: Path, every: int) -> None:
    """See above."""
    # A fork has all modules already, as a second life has: a start of Python for each would take
    # half a second.
    _Life(folder / "first", None).lives(name)
    life = _Life(folder / "whole", None)
    life.lives(name)
    for step in range(every // 2, life.steps, every):
        child = os.fork()
        if child == 0:
            _Life(folder / f"{step:04d}", step).lives(name)
            os._exit(1)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            sys.exit(f"step {step} of {life.steps} was never reached")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
