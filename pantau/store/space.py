"""How much room a data directory takes, by what takes it."""

import shutil
from pathlib import Path

from pantau.facts.saved import SpaceDay
from pantau.facts.words import SpaceKind
from pantau.store.incremental import is_over
from pantau.store.journal_file import JOURNAL
from pantau.store.kept import KEPT
from pantau.store.months import FILE_NAME, SAMPLES

_SQLITE = len("2026-10.sqlite")


def space_of(data: Path, at: int) -> SpaceDay:
    """Look, at ``at`` (microseconds UTC). What vanishes meanwhile counts nothing.

    Raises OSError where the file system does not say how much is free.
    """
    used = dict.fromkeys(SpaceKind, 0)
    for top in _entries(data):
        if top.name == SAMPLES:
            for each in _entries(top):
                used[_of_samples(each.name, at)] += _size(each)
        else:
            used[_of(top.name)] += _size(top)
    disk = shutil.disk_usage(data)
    return SpaceDay(at, used, disk.free, disk.total)


def _of(name: str) -> SpaceKind:
    if name.startswith(JOURNAL):
        return SpaceKind.JOURNAL
    return SpaceKind.PAPERS if name == KEPT else SpaceKind.OTHER


def _of_samples(name: str, at: int) -> SpaceKind:
    """By the month; logs beside a file count with it."""
    if FILE_NAME.fullmatch(name[:_SQLITE]) is None:
        return SpaceKind.OTHER
    return SpaceKind.SAMPLES_SEALED if is_over(name[:7], at) else SpaceKind.SAMPLES_HOT


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _size(path: Path) -> int:
    if path.is_symlink():
        return 0
    if path.is_dir():
        return sum(_size(each) for each in _entries(path))
    try:
        return path.stat().st_size
    except OSError:
        return 0
