"""Walk the journal's chain and say what somebody changed, removed, inserted, cut or forged.

Opened for reading only and in short transactions, so that it runs beside a collector. The
projections are made anew in memory along the way and compared with the tables of the file.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import apsw

from pantau.facts.meetings import Rests
from pantau.language import Sentence, to_say
from pantau.store import (
    compare,
    kept,
    projected_sealed,
    projections,
    verify_access,
    verify_alerts,
    verify_dense,
    verify_sealed,
)
from pantau.store.anchors import Anchor, read_anchors
from pantau.store.chain import NOTHING, entry_hash
from pantau.store.connection import BUSY_MS, rows, transaction, translated
from pantau.store.errors import FactRefused, StoreDamaged, StoreError
from pantau.store.evidence import kept_files, rests_of
from pantau.store.faults import Fault, FaultReason, Verification
from pantau.store.journal_file import JOURNAL, open_journal
from pantau.store.lock import kept_still
from pantau.store.migrate import migrate, migrations

_CHUNK = 1000
_MOST = 100
# Text as the bytes that are stored: a changed byte may make it no text at all.
_ROWS = (
    "SELECT seq, at, CAST(author AS BLOB), CAST(via AS BLOB), CAST(kind AS BLOB),"
    " CAST(subject AS BLOB), CAST(payload AS BLOB), CAST(previous AS BLOB), CAST(hash AS BLOB)"
    " FROM live.journal WHERE seq > ? ORDER BY seq LIMIT ?"
)


def verify(data: Path, anchors: Sequence[Anchor] = ()) -> Verification:
    """Check the whole journal against itself, ``anchors`` and those kept; what lies beside, too.

    A damaged file is a fault, not an error. Raises StoreMissing, StoreTooNew, StoreTooOld,
    StoreBusy and StoreUnwritable, when nothing can be said at all.
    """
    with kept_still(data):
        return _verify(data, anchors)


def _verify(data: Path, anchors: Sequence[Anchor]) -> Verification:
    # Before the walk: an anchor written meanwhile may name an entry that the walk does not reach.
    kept, unreadable = read_anchors(data)
    given = Sentence(to_say("the given anchor"))
    known: list[tuple[str | Sentence, Anchor]] = [*((given, anchor) for anchor in anchors), *kept]
    read, damage = verify_alerts.alerts(data)
    damage += verify_access.access(data)
    samples = verify_sealed.files(data)
    named: dict[str, projected_sealed.Named] = {}
    walk = _Walk({anchor.seq for _, anchor in known})
    try:
        with _journal_beside_memory(data / JOURNAL) as db:
            walk.schema = compare.schema(db)
            walk.all(db)
            walk.tables += compare.integrity(db)
            # From the chain, not from the table in the file, which somebody may have changed.
            named = projected_sealed.named_days(db)
    except StoreError as error:
        # Other members of the family say what to do; these say that the file is not ours any more.
        if type(error) not in {StoreDamaged, FactRefused, StoreError}:
            raise
        walk.note(
            None,
            FaultReason.DAMAGED,
            Sentence(to_say("after entry {seq}: {error}"), seq=walk.seq, error=error.why),
        )
    faults = [*walk.faults, *walk.against(known), *walk.schema, *_kept(data, walk.kept), *damage]
    faults += verify_sealed.against(samples, {} if walk.faults else named)
    faults += verify_dense.dense(data, {} if walk.faults else walk.rests, walk.at)
    faults += verify_alerts.cut(walk.seq, read)
    faults += [Fault(None, FaultReason.ANCHOR_UNREADABLE, why) for why in unreadable]
    return Verification(walk.entries, (walk.seq, walk.hash), (*faults, *walk.tables))


def _kept(data: Path, named: dict[str, tuple[int, str | Sentence]]) -> list[Fault]:
    """Evidence, closed results and papers: each must be there with the bytes that it had."""
    faults = []
    for digest, (seq, name) in named.items():
        wrong = kept.find_fault(data, digest)
        if wrong:
            text = Sentence(
                to_say("{name}, named by entry {seq}, {wrong} ({file})"),
                name=name,
                seq=seq,
                wrong=wrong,
                file=f"{kept.KEPT}/{digest}",
            )
            faults.append(Fault(seq, FaultReason.KEPT, text))
    return faults


@contextmanager
def _journal_beside_memory(path: Path) -> Iterator[apsw.Connection]:
    """A fresh database in memory ("main") with the journal attached for reading ("live")."""
    open_journal(path, BUSY_MS).close()
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
    db = apsw.Connection(":memory:", flags=flags)
    try:
        with translated(path):
            db.set_busy_timeout(BUSY_MS)
            migrate(db, migrations("journal"))
            db.execute("ATTACH ? AS live", (f"file:{quote(str(path.absolute()))}?mode=ro",))
            yield db
    finally:
        db.close()


class _Walk:
    """Where the walk stands, and what it found."""

    def __init__(self, anchored: set[int]) -> None:
        self.entries = 0
        self.seq = 0
        self.hash = NOTHING
        self.faults: list[Fault] = []
        self.schema: list[Fault] = []
        self.tables: list[Fault] = []
        self.kept: dict[str, tuple[int, str | Sentence]] = {}
        self.rests: dict[int, tuple[str, Rests]] = {}
        self._hash_before = NOTHING
        self.at = -(2**63)
        self._anchored = anchored
        self._hashes = {0: NOTHING}

    def note(self, seq: int | None, reason: FaultReason, why: Sentence) -> None:
        """Keep a fault; behind the first hundred the rest adds nothing."""
        if len(self.faults) < _MOST:
            self.faults.append(Fault(seq, reason, why))

    def all(self, db: apsw.Connection) -> None:
        """Every entry, chunk by chunk; the tables are compared at the moment of the last one."""
        after, more = -(2**63), True
        while more:
            with transaction(db, "BEGIN"):
                chunk = rows(db, _ROWS, (after, _CHUNK))
                for found in chunk:
                    self._check(db, found)
                more = len(chunk) == _CHUNK
                after = chunk[-1][0] if chunk else after
                # Tables derived from a broken chain would differ for that reason only.
                if not more and not self.faults and not self.schema:
                    self.tables = compare.projections(db)

    def _check(self, db: apsw.Connection, found: tuple[Any, ...]) -> None:
        seq, at, *_, previous, digest = found
        self.entries += 1
        if seq <= self.seq:
            self.note(
                seq,
                FaultReason.INSERTED,
                Sentence(to_say("entry {seq} stands before the first one"), seq=seq),
            )
            return
        if seq > self.seq + 1:
            text = Sentence(
                to_say("entry {seq} is missing: {next} follows {last}"),
                seq=self.seq + 1,
                next=seq,
                last=self.seq,
            )
            self.note(self.seq + 1, FaultReason.MISSING, text)
        elif previous != self.hash:
            self._unlinked(seq, previous)
        if entry_hash(found[:8]) != digest:
            self.note(
                seq,
                FaultReason.CHANGED,
                Sentence(to_say("entry {seq} was changed: its hash is not its own"), seq=seq),
            )
        elif not isinstance(at, int) or at < self.at:
            text = Sentence(
                to_say("entry {seq} is dated before entry {last}"), seq=seq, last=self.seq
            )
            self.note(seq, FaultReason.DATED_BACK, text)
        self.seq, self.hash, self._hash_before = seq, digest, self.hash
        self.at = at if isinstance(at, int) else self.at
        if seq in self._anchored:
            self._hashes[seq] = digest
        if not self.faults:
            self._derive(db, found)

    def _unlinked(self, seq: int, previous: bytes) -> None:
        if seq > 2 and previous == self._hash_before:
            text = Sentence(
                to_say("entry {seq} was inserted: entry {next} follows entry {last}"),
                seq=self.seq,
                next=seq,
                last=self.seq - 1,
            )
            self.note(self.seq, FaultReason.INSERTED, text)
        else:
            text = Sentence(
                to_say("entry {seq} is not linked to entry {last}: it names another hash"),
                seq=seq,
                last=self.seq,
            )
            self.note(seq, FaultReason.NOT_LINKED, text)

    def _derive(self, db: apsw.Connection, found: tuple[Any, ...]) -> None:
        seq, kind, payload = found[0], found[4], found[6]
        try:
            projections.apply(db, seq, kind.decode(), payload)
            for name, digest in kept_files(kind.decode(), payload):
                self.kept.setdefault(digest, (seq, name))
            if rests := rests_of(kind.decode(), payload):
                self.rests[seq] = rests
        except (
            *(ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError),
            *(apsw.Error, StoreError),
        ) as error:
            text = Sentence(
                to_say("entry {seq} does not fit to the entries before it: {error}"),
                seq=seq,
                error=f"{error!r}",
            )
            self.note(seq, FaultReason.CONTRADICTS, text)

    def against(self, known: list[tuple[str | Sentence, Anchor]]) -> list[Fault]:
        """What the anchors say of the chain that was walked."""
        faults = []
        for place, anchor in known:
            if anchor.seq > self.seq:
                text = Sentence(
                    to_say(
                        "the journal ends at entry {seq}, but {place} knows entry {read}: the tail "
                        "was cut off"
                    ),
                    seq=self.seq,
                    place=place,
                    read=anchor.seq,
                )
                faults.append(Fault(self.seq + 1, FaultReason.TAIL_CUT, text))
            elif self._hashes.get(anchor.seq) != anchor.hash:
                text = Sentence(
                    to_say("entry {seq} is not the one that {place} knows: forged anew"),
                    seq=anchor.seq,
                    place=place,
                )
                faults.append(Fault(anchor.seq, FaultReason.FORGED, text))
        return faults
