"""Runs a scenario on a small disk of its own: a tmpfs in a private mount namespace.

``python -m tests.store.mounted SCENARIO DATA FOLDER`` prints what came of it as JSON. Exit code 77
where this machine grants no such namespace.
"""

import ctypes
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pantau.actions.saving import save
from pantau.facts.clock import SystemClock
from pantau.store import Store, UpkeepFile, backups_in, upkeep_of
from pantau.store.kept import keep

REFUSED = 77
_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_REMOUNT, _READ_ONLY, _PRIVATE, _RECURSIVE, _DETACH = 32, 1, 1 << 18, 1 << 14, 2
_LIBC = ctypes.CDLL(None, use_errno=True)


def enter() -> None:
    """Into namespaces of our own. Raises OSError where they are refused."""
    user, group = os.geteuid(), os.getegid()
    if _LIBC.unshare(_NEW_USER | _NEW_MOUNTS) == 0:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    elif user != 0 or _LIBC.unshare(_NEW_MOUNTS) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    _demand(_LIBC.mount(b"none", b"/", None, _PRIVATE | _RECURSIVE, None))


def mount(folder: Path, size: str, flags: int = 0) -> None:
    """A tmpfs of ``size`` there, or, with flags, the one that is there changed."""
    options = f"size={size}".encode()
    _demand(_LIBC.mount(b"none", str(folder).encode(), b"tmpfs", flags, options))


def unmount(folder: Path) -> None:
    """Take the disk away."""
    _demand(_LIBC.umount2(str(folder).encode(), _DETACH))


def _demand(answer: int) -> None:
    if answer != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


class Clock(SystemClock):
    """A minute passes with each look: backups are named by their second."""

    passed = 0

    def wall_ns(self) -> int:
        type(self).passed += 60_000_000_000
        return super().wall_ns() + self.passed


def tried(data: Path, folder: Path, **how: bool) -> str:
    """A backup, and what is noted of it."""
    attempt = save(data, folder, Clock(), **how).attempt
    assert upkeep_of(data).of(str(folder))[-1] == attempt
    return str(attempt.trouble)


def sound(folder: Path) -> list[bool]:
    """Of each backup there, whether it is whole."""
    return [not each.wrong for each in backups_in(folder, deep=True)]


def full(data: Path, folder: Path) -> list[object]:
    """A disk that is too small, then large enough."""
    mount(folder, "64M")
    said: list[object] = [tried(data, folder)]
    (folder / "video.mp4").write_bytes(b"x" * 1_000_000)
    mount(folder, str(_used(folder) + 65_536), _REMOUNT)
    (data / "kept" / ("0" * 64)).unlink(missing_ok=True)
    _grow(data)
    said += [tried(data, folder), sound(folder), _leftovers(folder)]
    mount(folder, "64M", _REMOUNT)
    return [*said, tried(data, folder), sound(folder)]


def unplugged(data: Path, folder: Path) -> list[object]:
    """A disk that goes, comes back, and turns read-only."""
    mount(folder, "64M")
    said: list[object] = [tried(data, folder)]
    kept = folder.with_name("elsewhere")
    kept.mkdir()
    _demand(_LIBC.mount(str(folder).encode(), str(kept).encode(), None, 4096, None))
    unmount(folder)
    said += [tried(data, folder), [each.name for each in folder.iterdir()]]
    _demand(_LIBC.mount(str(kept).encode(), str(folder).encode(), None, 4096, None))
    said.append(tried(data, folder))
    mount(folder, "64M", _REMOUNT | _READ_ONLY)
    said += [tried(data, folder), sound(folder)]
    unmount(folder)
    mount(folder, "64M")
    return [*said, tried(data, folder), tried(data, folder, by_hand=True), sound(folder)]


def no_notes(data: Path, folder: Path) -> list[object]:
    """The data's own disk takes nothing any more, while a collector has its store open."""
    UpkeepFile.open(data).close()
    running = Store.open(data)
    _demand(_LIBC.mount(str(data).encode(), str(data).encode(), None, 4096, None))
    flags = 4096 | _REMOUNT | _READ_ONLY
    _demand(_LIBC.mount(None, str(data).encode(), None, flags, None))
    attempt = save(data, folder, SystemClock()).attempt
    said = [attempt.name is not None, sound(folder)]
    running.close()
    return said


def _grow(data: Path) -> None:
    keep(data, os.urandom(500_000))


def _used(folder: Path) -> int:
    return sum(f.stat().st_blocks * 512 for f in folder.rglob("*")) + 200_000


def _leftovers(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir() if each.name.startswith(".")]


SCENARIOS: dict[str, Callable[[Path, Path], list[object]]] = {
    "full": full,
    "unplugged": unplugged,
    "no_notes": no_notes,
}

if __name__ == "__main__":
    try:
        enter()
    except OSError as refused:
        sys.stderr.write(str(refused))
        sys.exit(REFUSED)
    sys.stdout.write(json.dumps(SCENARIOS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
