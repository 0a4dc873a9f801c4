"""Run a scene under the recorder, in a process of its own.

``python -m tests.store.power.record NAME FILE`` is what ``recorded`` starts.
"""

import pickle
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from tests.store.power.disk import Disk, Event, Survival
from tests.store.power.little import LITTLE
from tests.store.power.recorder import Recorder
from tests.store.power.scenes import SCENES

_HOME = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Run:
    """A recorded scene: what happened, and every file with its bytes at the end."""

    events: list[Event]
    files: dict[str, bytes]


@cache
def recorded(name: str) -> Run:
    """A scene's run; it is run once in a test process."""
    with tempfile.NamedTemporaryFile() as file:
        command = [sys.executable, "-m", "tests.store.power.record", name, file.name]
        subprocess.run(command, cwd=_HOME, check=True)
        found: Run = pickle.load(file)  # noqa: S301 - our own child wrote it
    return found


def points(run: Run, most: int | None = None, seed: int = 0) -> Iterator[tuple[int, Survival]]:
    """After which events, and what survives: all of them, or ``most`` that a seed chooses."""
    every = [(number, each) for number in range(len(run.events)) for each in Survival]
    chosen = every if most is None else Random(seed).sample(every, most)
    yield from sorted(chosen, key=lambda point: point[0])


def disk_after(run: Run, events: int | None = None) -> Disk:
    """The disk after so many events, or all."""
    disk = Disk()
    for each in run.events[:events]:
        disk.happens(each)
    return disk


def files_below(root: Path) -> dict[str, bytes]:
    """By name, all files but SQLite's shared memory."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }


def _record(name: str) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        recorder = Recorder(root)
        try:
            (SCENES | LITTLE)[name](root, recorder.says)
            recorder.says("end")
        finally:
            recorder.stop()
        return Run(recorder.events, files_below(root))


def main() -> None:
    """See above."""
    # By its full name, so that what is pickled is known to whoever reads it.
    from tests.store.power import record  # noqa: PLC0415

    Path(sys.argv[2]).write_bytes(pickle.dumps(record._record(sys.argv[1])))


if __name__ == "__main__":
    main()
