"""What must outlive a restart: journal, samples and outbox. The only SQL of the project."""

from pantau.store.access import Access
from pantau.store.anchors import Anchor, write_anchor
from pantau.store.applied import Applied, Departure
from pantau.store.aside import set_aside_in
from pantau.store.backup import BackupReport, RestoreReport, backup, restore
from pantau.store.condition import Condition, condition
from pantau.store.connection import sqlite_version
from pantau.store.errors import (
    AlreadyRunning,
    ArchiveRefused,
    ClockBehind,
    FactRefused,
    RunNotOpen,
    SqliteTooOld,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreTooNew,
    StoreTooOld,
    StoreUnwritable,
)
from pantau.store.faults import Fault, FaultReason, Verification
from pantau.store.floating import FloatingOutbox, set_aside
from pantau.store.keeper import Keeper
from pantau.store.lock import AlerterLock, CollectorLock
from pantau.store.outbox import Outbox, last_beat
from pantau.store.paths import GoodPath, Paths, good_path
from pantau.store.probes import Probes, last_answers
from pantau.store.search import Found, Wanted
from pantau.store.store import Store
from pantau.store.verify import verify
from pantau.store.watching import Begun, Commit

__all__ = [
    "Access",
    "AlerterLock",
    "AlreadyRunning",
    "Anchor",
    "Applied",
    "ArchiveRefused",
    "BackupReport",
    "Begun",
    "ClockBehind",
    "CollectorLock",
    "Commit",
    "Condition",
    "Departure",
    "FactRefused",
    "Fault",
    "FaultReason",
    "FloatingOutbox",
    "Found",
    "GoodPath",
    "Keeper",
    "Outbox",
    "Paths",
    "Probes",
    "RestoreReport",
    "RunNotOpen",
    "SqliteTooOld",
    "Store",
    "StoreBusy",
    "StoreDamaged",
    "StoreError",
    "StoreMissing",
    "StoreTooNew",
    "StoreTooOld",
    "StoreUnwritable",
    "Verification",
    "Wanted",
    "backup",
    "condition",
    "good_path",
    "last_answers",
    "last_beat",
    "restore",
    "set_aside",
    "set_aside_in",
    "sqlite_version",
    "verify",
    "write_anchor",
]
