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
├── ArchiveRefused     a backup that cannot be taken or brought back
└── BackupFailed       a directory of backups that takes none now; ``trouble`` says why

``SAYS`` is the message where no better one is given.
"""
# ruff: noqa: N818 - the names say what is wrong with what; the family bears the suffix

from typing import ClassVar

from pantau.facts.words import BackupTrouble
from pantau.language import Sentence, Translator, to_say


class StoreError(Exception):
    """The store could not do what was asked; as text in English.

    ``why``: the same, to be said in whatever language.
    """

    SAYS: ClassVar[str] = to_say(
        "The store could not do what was asked; see the message of the cause."
    )

    def __init__(self, text: str | Sentence | None = None, /, **values: object) -> None:
        """``values`` that are no words of ours (paths, other errors) stand in it as text."""
        if isinstance(text, Sentence):
            self.why = text
        else:
            said = text or self.SAYS
            self.why = Sentence(said, **{name: _value(each) for name, each in values.items()})
        super().__init__(self.why.message)

    def said(self, say: Translator) -> str:
        """In the language of ``say``."""
        return self.why.said(say)


def _value(value: object) -> str | int | Sentence:
    if isinstance(value, StoreError):
        return value.why
    return value if isinstance(value, str | int | Sentence) else str(value)


class SqliteTooOld(StoreError):
    """The library in this process is not safe to write with."""

    SAYS = to_say(
        "SQLite 3.51.3 or newer is needed (older ones can lose data in WAL mode); update the "
        "package apsw, which brings it along."
    )


class StoreMissing(StoreError):
    """Nothing is there to read."""

    SAYS = to_say(
        "There is no journal in this data directory; check --data, or start the collector once."
    )


class StoreTooNew(StoreError):
    """Written by a newer Pantau."""

    SAYS = to_say(
        "This data directory was written by a newer Pantau; use that version or a newer one."
    )


class StoreTooOld(StoreError):
    """It must be opened for writing once."""

    SAYS = to_say(
        "This data directory was written by an older Pantau; start the collector once to "
        "bring it up to date."
    )


class StoreDamaged(StoreError):
    """A file is not what we wrote."""

    SAYS = to_say(
        "A file of the store is damaged; bring back the last backup with `pantau restore`."
    )


class StoreBusy(StoreError):
    """Somebody else holds the lock."""

    SAYS = to_say("Another process holds the journal's write lock; try again.")


class StoreUnwritable(StoreError):
    """A full disk, permissions, or an input/output error."""

    SAYS = to_say(
        "The store cannot be written; check free space and permissions of the data directory."
    )


class FactRefused(StoreError):
    """The fact does not fit to what the journal says already."""

    SAYS = to_say("The fact contradicts what the journal already says; nothing was written.")


class RunNotOpen(FactRefused):
    """The run of the collector was ended by another."""

    SAYS = to_say("This run of the collector is not the open one; begin a new one.")


class ClockBehind(StoreError):
    """Now is before the last entry."""

    SAYS = to_say(
        "The clock is before the last entry of the journal; set the clock right before watching."
    )


class AlreadyRunning(StoreError):
    """Another collector or alerter holds this store."""

    SAYS = to_say(
        "Another process of the kind already writes to this data directory; stop it first."
    )


class ArchiveRefused(StoreError):
    """A backup that cannot be taken or brought back."""

    SAYS = to_say("The archive cannot be used.")


class BackupFailed(StoreError):
    """A directory of backups that takes none now. ``trouble``: why, and what to do."""

    SAYS = to_say("No backup could be made.")

    def __init__(
        self, text: str | Sentence | None = None, trouble: BackupTrouble = BackupTrouble.OTHER
    ) -> None:
        super().__init__(text)
        self.trouble = trouble
