"""What must hold when a store is opened again after a power cut; AssertionError says what does not.

Expected is what the run had said until then: whatever came back is there, whatever was under way
is there or not, and nothing else is.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import apsw

from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Sample
from pantau.store import (
    ArchiveRefused,
    Store,
    StoreDamaged,
    StoreMissing,
    backup,
    restore,
    verify,
)
from pantau.store.anchors import read_anchors
from tests.store.making import WHO, inventory
from tests.store.power.disk import Event, Said
from tests.store.power.scenes import LATE, OVER, SITES, VERY_LATE, finish

EVER = 2**62
Key = tuple[str, str, int]


@dataclass(slots=True)
class Promised:
    """What a run had said by some event."""

    head: int = 0
    samples: dict[Key, Sample] = field(default_factory=dict)
    under_way: dict[Key, Sample] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)
    anchors: list[tuple[int, bytes]] = field(default_factory=list)
    backup: int = 0
    restored: int = 0
    thins: int = 0
    late: bool = False

    def happens(self, event: Event) -> None:
        """Take the next event in."""
        match event:
            case Said("head", (int(seq), _)):
                self.head = seq
            case Said("writes", list(each)):
                self.under_way = {_key(sample): sample for sample in each}
            case Said("wrote"):
                self.samples |= self.under_way
                self.under_way = {}
            case Said("kept", str(digest)):
                self.kept.append(digest)
            case Said("anchor", (int(seq), bytes(digest))):
                self.anchors.append((seq, digest))
            case Said("backup", int(entries)):
                self.backup = entries
            case Said("restored", int(entries)):
                self.restored = entries
            case Said("late"):
                self.late = True
            case Said("thins"):
                self.thins += 1
            case _:
                pass


def examine(root: Path, promised: Promised, hashes: list[bytes]) -> bool:
    """Whether `verify` found the store sound at once; after the keeper's round it must be.

    ``hashes``: of the entries of the whole run, in order.
    """
    data = root / "data"
    at_once = _is_sound(data, promised)
    before = _journal(data, promised, hashes)
    _samples(data, promised)
    for digest in promised.kept:
        with Store.open(data) as store:
            assert store.kept(digest)
    known = {(each.seq, each.hash) for _, each in read_anchors(data)[0]}
    assert known >= set(promised.anchors), "an anchor is gone"
    with Store.open(data) as store:
        now = (OVER, LATE, VERY_LATE)[promised.thins]
        finish(store, now)
        _finished(data, store, promised)
    _samples(data, promised)
    found = verify(data)
    assert found.sound, f"not sound after a round: {[str(each) for each in found.faults]}"
    with Store.open(data) as store:
        assert promised.late or "late" not in _reasons(store), "nothing came late"
        (entry,) = store.record([inventory("after")], at=VERY_LATE, **WHO)
        assert entry.seq > before
    assert verify(data).sound
    _backups(root, promised)
    return at_once


def _reasons(store: Store) -> set[str]:
    entries = store.entries(kinds=[EntryKind.SAMPLES_SEALED])
    return {day["reason"] for each in entries for day in each.data()["days"]}


def _is_sound(data: Path, promised: Promised) -> bool:
    try:
        found = verify(data)
    except StoreMissing:
        assert not promised.head, "the journal is gone"
        return True
    return found.sound


def hashes_of(data: Path) -> list[bytes]:
    """Of the entries, in order."""
    with Store.open(data) as store:
        return [each.hash for each in store.entries()]


def _journal(data: Path, promised: Promised, hashes: list[bytes]) -> int:
    found = hashes_of(data)
    assert len(found) >= promised.head, f"{promised.head} entries promised, {len(found)} there"
    assert found == hashes[: len(found)], "an entry that was never written"
    return len(found)


def _samples(data: Path, promised: Promised) -> None:
    with Store.open(data) as store:
        found = [each for site in SITES for each in store.samples(site, 0, EVER)]
        for site, minutes in store.heartbeats(0, EVER, SITES):
            ours = [each.at // 60_000_000 for each in found if each.site == site]
            assert minutes.minutes.tolist() == ours, "two ways of reading differ"
    twice = [key for key, count in Counter(map(_key, found)).items() if count > 1]
    assert not twice, f"twice: {twice[:3]}"
    for each in found:
        key = _key(each)
        allowed = (promised.samples.get(key), promised.under_way.get(key))
        assert each in allowed, f"never written: {each}"
    if not promised.thins:
        gone = promised.samples.keys() - set(map(_key, found))
        assert not gone, f"{len(gone)} samples gone, the first {min(gone, key=str)}"


def _finished(data: Path, store: Store, promised: Promised) -> None:
    """Nothing that is over is left as rows; what is over its term is gone, all of it."""
    files = sorted((data / "samples").glob("*.sqlite")) if (data / "samples").is_dir() else []
    for file in files:
        db = apsw.Connection(str(file), flags=apsw.SQLITE_OPEN_READWRITE)
        (rows,) = db.execute("SELECT count(*) FROM hot WHERE minute < ?", (_BEFORE,)).fetchall()[0]
        db.close()
        assert not rows, f"{rows} rows of days that are over"
    if promised.thins == 1:
        left = [each for site in SITES for each in store.samples(site, 0, EVER)]
        assert not [each for each in left if each.site == "b"], "over its term and still there"
        assert [each for each in left if each.site == "a"], "the evidence is gone"
    elif promised.thins == 2:
        assert not list((data / "samples").glob("*.sqlite")), "a file over its term"


_BEFORE = OVER // 60_000_000 - 1440


def _backups(root: Path, promised: Promised) -> None:
    target = root / "backup.zip"
    assert target.exists() or not promised.backup, "the backup is gone"
    if target.exists():
        back = restore(target, root / "from backup")
        assert back.entries >= promised.backup
    for number, half in enumerate(sorted(root.glob(".backup.zip.*/archive.zip"))):
        try:
            restore(half, root / f"half {number}")
        except (ArchiveRefused, StoreDamaged):
            assert not (root / f"half {number}").exists()
        else:
            assert verify(root / f"half {number}").sound
    back_there = root / "back"
    assert back_there.exists() or not promised.restored, "what was restored is gone"
    if back_there.exists() and any(back_there.iterdir()):
        assert verify(back_there).sound, "half restored"
    if target.exists():
        backup(root / "data", target)
        assert restore(target, root / "once more").missing == ()


def _key(each: Sample) -> Key:
    return each.site, each.probe, each.at
