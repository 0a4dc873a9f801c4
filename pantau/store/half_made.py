"""Folders in which something is made that appears whole or not at all."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_MARK = ".pantau-"
_OURS = re.compile(r"\..+\.pantau-[a-z0-9_]{8}")


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """On the same file system, so that the last step is a rename; 0700; removed in any case.

    Those beside it whose makers were killed go too: each living one holds a lock on its own.
    """
    with suppress(OSError):
        _sweep(target.parent)
    work, handle = _made(target)
    try:
        yield work
    finally:
        os.close(handle)
        shutil.rmtree(work, ignore_errors=True)


def _made(target: Path) -> tuple[Path, int]:
    while True:
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}{_MARK}", dir=target.parent))
        handle = os.open(work, os.O_RDONLY | os.O_CLOEXEC)
        # A share that knows no locks: nobody takes one there, and nobody sweeps.
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_SH)
        if work.is_dir():
            return work, handle
        os.close(handle)  # swept before it was locked


def _sweep(folder: Path) -> None:
    for each in folder.iterdir():
        if _OURS.fullmatch(each.name) and each.is_dir() and not each.is_symlink():
            with suppress(OSError):
                _remove(each)


def _remove(work: Path) -> None:
    handle = os.open(work, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(work, ignore_errors=True)
    finally:
        os.close(handle)
