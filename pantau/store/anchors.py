"""The head of the chain, kept outside of it: data/anchors/2026-10-31.txt, on paper, in messages.

A chain alone cannot show that its tail was cut or that it was forged anew; an anchor can.
"""

import errno
import fcntl
import os
import re
from dataclasses import dataclass
from pathlib import Path

from pantau.facts.instant import to_datetime, to_iso
from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store.connection import make_folder, sync_folder
from pantau.store.errors import StoreUnwritable

ANCHORS = "anchors"
FILE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.txt")
NO_ANCHOR = to_say(
    "'{text}' is not an anchor; write N:HASH, the entry's number and its 64 hexadecimal digits"
)
_ANCHOR = re.compile(r"([0-9]{1,18}):([0-9a-fA-F]{64})")


@dataclass(frozen=True, slots=True)
class Anchor:
    """At some time entry ``seq`` was the head and bore ``hash`` (32 bytes)."""

    seq: int
    hash: bytes

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """Read "N:HASH" (64 hexadecimal digits). Raises ValueError with a sentence."""
        found = _ANCHOR.fullmatch(text.strip())
        if found is None:
            raise ValueError(NO_ANCHOR.format(text=text))
        return cls(int(found[1]), bytes.fromhex(found[2]))

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash.hex()}"


def write_anchor(data: Path, head: tuple[int, bytes], at: int) -> Path:
    """Append the head to the file of the UTC day of ``at``; returns the file.

    Raises StoreUnwritable. The line is on the disk when this returns.
    """
    folder = data / ANCHORS
    make_folder(folder)
    path = folder / f"{to_datetime(at):%Y-%m-%d}.txt"
    line = f"{Anchor(*head)} {to_iso(at)}\n".encode()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _append(handle, line)
        finally:
            os.close(handle)
        sync_folder(folder)
    except OSError as error:
        raise StoreUnwritable(
            to_say("{path} cannot be written: {reason}"), path=path, reason=said_of(error)
        ) from error
    return path


def _append(handle: int, line: bytes) -> None:
    """The whole line or nothing of it: half a hash would be a fault for ever."""
    fcntl.flock(handle, fcntl.LOCK_EX)
    before = os.fstat(handle).st_size
    try:
        written = os.write(handle, line)
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, before)
        raise
    if written < len(line):
        os.ftruncate(handle, before)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read_anchors(data: Path) -> tuple[list[tuple[str, Anchor]], list[Sentence]]:
    """All anchors kept in ``data``, each with its "file:line", and the places that tell none."""
    found: list[tuple[str, Anchor]] = []
    unreadable: list[Sentence] = []
    folder = data / ANCHORS
    paths = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    for path in paths:
        try:
            lines = path.read_text("utf-8", errors="replace").splitlines()
        except OSError as error:
            unreadable.append(
                Sentence(
                    to_say("{place}: {reason}"),
                    place=f"{ANCHORS}/{path.name}",
                    reason=said_of(error),
                )
            )
            continue
        for number, line in enumerate(lines, 1):
            place = f"{ANCHORS}/{path.name}:{number}"
            words = line.split()
            if not words:
                continue
            try:
                found.append((place, Anchor.parse(words[0])))
            except ValueError:
                unreadable.append(
                    Sentence(to_say("{place}: not a line 'N:HASH time'"), place=place)
                )
    return found, unreadable
