"""What can be seen of a data directory that keeps everybody from writing there."""

import os
from pathlib import Path

from pantau.language import Sentence, to_say

_LEAST_FREE = 1_000_000
"""Bytes: with less than this a commit may still fit, and soon none will."""


def hindrance(data: Path) -> Sentence | None:
    """Why nobody of our user can write there, and the remedy; None where nothing is seen."""
    try:
        disk = os.statvfs(data)
    except OSError:
        return Sentence(
            to_say("{path} is not there; is its disk mounted? Mount it again"), path=str(data)
        )
    if disk.f_flag & os.ST_RDONLY:
        return Sentence(
            to_say("the disk of {path} is read-only; look into the system's log, then mount it rw"),
            path=str(data),
        )
    if disk.f_bavail * disk.f_frsize < _LEAST_FREE or not (disk.f_favail or not disk.f_files):
        return Sentence(
            to_say("the disk of {path} is full; make room, everything goes on by itself then"),
            path=str(data),
        )
    shut = [path for path in _must_be_writable(data) if not os.access(path, os.W_OK)]
    if shut:
        return Sentence(
            to_say("{path} may not be written by our user; give it back to the user of Pantau"),
            path=str(shut[0]),
        )
    return None


def _must_be_writable(data: Path) -> list[Path]:
    there = (data, data / "journal.sqlite", data / "journal.sqlite-wal", data / "samples")
    return [path for path in there if path.exists()]
