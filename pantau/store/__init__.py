"""What must outlive a restart, and the only SQL of the project.

The journal and what it adds up to (``store``, projections), the samples (``samples``,
``sealed_files``), the databases beside both (``beside``: outbox, accounts' secrets, answers of
probes, dense windows), and what keeps all of it: backup, restore, upgrade, verify. What an entry
means, and who may write it, is decided above.
"""

from pantau.store.access import Access
from pantau.store.anchors import Anchor, write_anchor
from pantau.store.applied import Applied, Departure
from pantau.store.aside import advice_on, set_aside_in
from pantau.store.backup import BackupReport, backup
from pantau.store.backup_folder import Backup, backups_in
from pantau.store.brought import Brought
from pantau.store.condition import Condition, condition
from pantau.store.connection import sqlite_version
from pantau.store.dense import Dense, dense_lately, dense_rests, dense_windows
from pantau.store.errors import (
    AlreadyRunning,
    ArchiveRefused,
    BackupFailed,
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
from pantau.store.incremental import IntoReport, backup_into
from pantau.store.journal_file import has_journal
from pantau.store.keeper import Keeper
from pantau.store.lock import AlerterLock, BackupLock, CollectorLock
from pantau.store.outbox import Outbox, delivery_of, last_beat
from pantau.store.paths import GoodPath, Paths, good_path
from pantau.store.probes import Probes, last_answers
from pantau.store.restore import RestoreReport, restore
from pantau.store.restore_month import MonthRestored, restore_month
from pantau.store.search import Found, Wanted
from pantau.store.space import space_of
from pantau.store.store import Store
from pantau.store.upkeep import UpkeepFile, upkeep_of
from pantau.store.verify import verify
from pantau.store.watching import Begun, Commit

__all__ = [
    "Access",
    "AlerterLock",
    "AlreadyRunning",
    "Anchor",
    "Applied",
    "ArchiveRefused",
    "Backup",
    "BackupFailed",
    "BackupLock",
    "BackupReport",
    "Begun",
    "Brought",
    "ClockBehind",
    "CollectorLock",
    "Commit",
    "Condition",
    "Dense",
    "Departure",
    "FactRefused",
    "Fault",
    "FaultReason",
    "FloatingOutbox",
    "Found",
    "GoodPath",
    "IntoReport",
    "Keeper",
    "MonthRestored",
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
    "UpkeepFile",
    "Verification",
    "Wanted",
    "advice_on",
    "backup",
    "backup_into",
    "backups_in",
    "condition",
    "delivery_of",
    "dense_lately",
    "dense_rests",
    "dense_windows",
    "good_path",
    "has_journal",
    "last_answers",
    "last_beat",
    "restore",
    "restore_month",
    "set_aside",
    "set_aside_in",
    "space_of",
    "sqlite_version",
    "upkeep_of",
    "verify",
    "write_anchor",
]
