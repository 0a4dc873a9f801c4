"""What can go wrong with the store.

StoreError
├── SqliteTooOld       the library in this process is not safe to write with
├── StoreMissing       nothing there to read
├── StoreTooNew        written by a newer Pantau
├── StoreTooOld        must be opened for writing once
├── StoreDamaged       not what we wrote
├── StoreBusy          somebody else holds the lock; try again
├── StoreUnwritable    disk full, permissions, input/output error; try again when mended
├── FactRefused        the fact does not fit to what the journal says already
│   └── RunNotOpen     the run of the collector was ended by another
├── ClockBehind        now is before the last entry
├── AlreadyRunning     another collector or alerter holds this store
└── ArchiveRefused     a backup that cannot be taken or brought back

The first paragraph of each docstring is its message where no better one is given.
"""
# ruff: noqa: N818 - the names say what is wrong with what; the family bears the suffix


class StoreError(Exception):
    """The store could not do what was asked; see the message of the cause."""

    def __init__(self, message: str | None = None) -> None:
        words = message or (type(self).__doc__ or "").split("\n\n")[0]
        super().__init__(" ".join(words.split()))


class SqliteTooOld(StoreError):
    """SQLite 3.51.3 or newer is needed (older ones can lose data in WAL mode); update the
    package apsw, which brings it along."""


class StoreMissing(StoreError):
    """There is no journal in this data directory; check --data, or start the collector once."""


class StoreTooNew(StoreError):
    """This data directory was written by a newer Pantau; use that version or a newer one."""


class StoreTooOld(StoreError):
    """This data directory was written by an older Pantau; start the collector once to bring it
    up to date."""


class StoreDamaged(StoreError):
    """A file of the store is damaged; bring back the last backup with `pantau restore`."""


class StoreBusy(StoreError):
    """Another process holds the journal's write lock; try again."""


class StoreUnwritable(StoreError):
    """The store cannot be written; check free space and permissions of the data directory."""


class FactRefused(StoreError):
    """The fact contradicts what the journal already says; nothing was written."""


class RunNotOpen(FactRefused):
    """This run of the collector is not the open one; begin a new one."""


class ClockBehind(StoreError):
    """The clock is before the last entry of the journal; set the clock right before watching."""


class AlreadyRunning(StoreError):
    """Another process of the kind already writes to this data directory; stop it first."""


class ArchiveRefused(StoreError):
    """The archive cannot be used."""
