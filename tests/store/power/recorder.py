"""Writes down what the real code does to the files below a folder, for tests.store.power.disk.

For a process of its own: it replaces ``os.fsync`` and SQLite's default VFS, and an audit hook stays
for ever. Beneath both is the real thing: SQLite's "unix" VFS and the system's fsync.

What SQLite does is seen call by call. What anybody else does is seen by looking at the folder
before each next step (audit events) and at each fsync; writes between two of these are one.
"""

import os
import stat
import sys
from pathlib import Path
from typing import Any

import apsw

from tests.store.power.disk import (
    ROOT,
    Event,
    Linked,
    Renamed,
    Said,
    Synced,
    Truncated,
    Unlinked,
    Written,
)

_STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link"}
# SQLite's shared memory is made anew by whoever comes first.
_IGNORED = "-shm"
_PAGE = 4096
_JOURNALS = apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL


class Recorder:
    """Records from construction on; ``events`` grows."""

    def __init__(self, root: Path) -> None:
        self.events: list[Event] = []
        self._root = root
        self._numbers = {root.stat().st_ino: ROOT}
        self._names: dict[tuple[int, str], int] = {}
        self._contents: dict[int, bytes] = {}
        self._sqlites: set[int] = set()
        self._looking = False
        self._last = ROOT
        self._fsync = os.fsync
        os.fsync = self.fsync
        sys.addaudithook(self._hook)
        self._vfs = _Vfs(self)
        apsw.set_default_vfs(_Vfs.NAME)

    def says(self, what: str, value: object = None) -> None:
        """Note that an operation came back."""
        self.look()
        self.events.append(Said(what, value))

    def stop(self) -> None:
        """Record no more; the audit hook stays and does nothing."""
        self._looking = True
        os.fsync = self._fsync
        apsw.set_default_vfs("unix")

    def fsync(self, handle: int) -> None:
        """In place of os.fsync."""
        self.look()
        self._fsync(handle)
        number = self._numbers.get(os.fstat(handle).st_ino)
        if number is not None:
            self.events.append(Synced(number))

    def _hook(self, event: str, _: tuple[Any, ...]) -> None:
        if event in _STEPS and not self._looking:
            self.look()

    def look(self) -> None:
        """Note what changed since the last look."""
        self._looking = True
        try:
            found: dict[tuple[int, str], tuple[int, os.stat_result]] = {}
            self._walk(self._root, ROOT, found)
            self._compare(found)
        finally:
            self._looking = False

    def opened(self, path: str) -> int:
        """The number of a file that SQLite has opened; its bytes are no longer looked at."""
        self.look()
        number = self._numbers[Path(path).stat().st_ino]
        self._sqlites.add(number)
        return number

    def folder_of(self, path: str) -> int:
        """The number of the folder that a file lies in."""
        return self._numbers[Path(path).parent.stat().st_ino]

    def _walk(
        self, folder: Path, number: int, found: dict[tuple[int, str], tuple[int, os.stat_result]]
    ) -> None:
        for each in sorted(folder.iterdir()):
            if each.name.endswith(_IGNORED):
                continue
            said = each.stat()
            node = self._number(said.st_ino)
            found[number, each.name] = (node, said)
            if stat.S_ISDIR(said.st_mode):
                self._walk(each, node, found)
            elif node not in self._sqlites:
                self._contents_of(each, node)

    def _number(self, inode: int) -> int:
        if inode not in self._numbers:
            self._last += 1
            self._numbers[inode] = self._last
        return self._numbers[inode]

    def _contents_of(self, path: Path, node: int) -> None:
        new, old = path.read_bytes(), self._contents.get(node, b"")
        if len(new) < len(old):
            self.events.append(Truncated(node, len(new)))
        for at in range(0, len(new), _PAGE):
            page = new[at : at + _PAGE]
            if page != old[at : at + _PAGE]:
                self.events.append(Written(node, at, page))
        self._contents[node] = new

    def _compare(self, found: dict[tuple[int, str], tuple[int, os.stat_result]]) -> None:
        gone = {key: node for key, node in self._names.items() if key not in found}
        for key, (node, said) in found.items():
            if self._names.get(key) == node:
                continue
            moved = next((old for old, number in gone.items() if number == node), None)
            if moved is None:
                self.events.append(Linked(*key, node, stat.S_ISDIR(said.st_mode)))
            else:
                del gone[moved]
                self.events.append(Renamed(*moved, *key, node))
        self.events += [Unlinked(*key) for key in gone]
        self._names = {key: node for key, (node, _) in found.items()}
        # The system gives a free number to the next file.
        alive = {ROOT, *self._names.values()}
        self._numbers = {inode: no for inode, no in self._numbers.items() if no in alive}


class _Vfs(apsw.VFS):
    NAME = "recorded"

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        super().__init__(self.NAME, base="unix")

    def xOpen(self, name: Any, flags: list[int]) -> "_File":  # noqa: N802 - apsw's word
        return _File(self._recorder, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        self._recorder.look()
        if syncdir:
            self._recorder.events.append(Synced(self._recorder.folder_of(filename)))


class _File(apsw.VFSFile):
    def __init__(self, recorder: Recorder, name: Any, flags: list[int]) -> None:
        self._recorder = recorder
        recorder.look()  # what somebody else wrote there before
        super().__init__("unix", name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        # Without a name: a temporary file, which nobody looks for after a power cut.
        self._node = recorder.opened(path) if path else None
        # SQLite syncs the folder of a new log with the first sync of the log.
        fresh = path and flags[0] & _JOURNALS and flags[0] & apsw.SQLITE_OPEN_CREATE
        self._folder = recorder.folder_of(path) if fresh else None

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        if self._node is not None:
            self._recorder.events.append(Written(self._node, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        if self._node is not None:
            self._recorder.events.append(Truncated(self._node, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        if self._node is not None:
            self._recorder.events.append(Synced(self._node))
        if self._folder is not None:
            self._recorder.events.append(Synced(self._folder))
            self._folder = None
