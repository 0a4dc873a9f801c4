"""The journal's hash chain: the one place that knows the formula and the one way to append.

docs/store.md tells the formula byte by byte, for those who want to check us.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

from pantau.facts.journal import Entry, Fact, to_payload
from pantau.facts.kinds import EntryKind
from pantau.language import to_say
from pantau.store import projections
from pantau.store.connection import row
from pantau.store.errors import FactRefused, StoreTooNew

NOTHING = bytes(32)
_TAG = b"pantau journal 1"
COLUMNS = "seq, at, author, via, kind, subject, payload, previous, hash"


def entry_hash(fields: Iterable[int | str | bytes]) -> bytes:
    """SHA-256 over the fields seq, at, author, via, kind, subject, payload, previous.

    Each is preceded by its length (8 bytes, big-endian), numbers are decimal ASCII, text is
    UTF-8: so no two different rows give the same bytes.
    """
    digest = hashlib.sha256()
    for part in (_TAG, *map(_as_bytes, fields)):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def _as_bytes(field: int | str | bytes) -> bytes:
    return field if isinstance(field, bytes) else str(field).encode()


def head(db: apsw.Connection) -> tuple[int, int, bytes]:
    """Number, instant and hash of the last entry; (0, least instant, zero bytes) without one."""
    last = row(db, "SELECT seq, at, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return (last[0], last[1], last[2]) if last else (0, -(2**63), NOTHING)


def first(db: apsw.Connection) -> bytes:
    """The hash of the first entry, which no other journal has; zero bytes without one."""
    found = row(db, "SELECT hash FROM journal ORDER BY seq LIMIT 1")
    return found[0] if found else NOTHING


def append(
    db: apsw.Connection, facts: Sequence[Fact], *, at: int, author: str, via: str
) -> list[Entry]:
    """Write ``facts`` behind the head and carry them into the projections.

    To be called inside a write transaction. An entry is never dated before its predecessor: an
    earlier ``at`` is moved up to it. Raises FactRefused; the transaction must then be rolled back.
    """
    seq, last_at, previous = head(db)
    at = max(at, last_at)
    written = []
    for fact in facts:
        seq += 1
        entry = _link(fact, seq, at, author, via, previous)
        db.execute(
            "INSERT INTO journal (seq, at, author, via, kind, subject, payload, previous, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.seq,
                entry.at,
                entry.author,
                entry.via,
                str(entry.kind),
                entry.subject,
                entry.payload,
                entry.previous,
                entry.hash,
            ),
        )
        projections.apply(db, seq, entry.kind, entry.payload)
        previous = entry.hash
        written.append(entry)
    return written


def _link(fact: Fact, seq: int, at: int, author: str, via: str, previous: bytes) -> Entry:
    kind, subject = fact.KIND, fact.subject
    try:
        payload = to_payload(fact)
        digest = entry_hash((seq, at, author, via, kind, subject, payload, previous))
    except UnicodeEncodeError as error:
        raise FactRefused(
            to_say("{kind} of '{subject}' holds text that is not Unicode"),
            kind=kind,
            subject=f"{subject}",
        ) from error
    return Entry(seq, at, author, via, kind, subject, payload, previous, digest)


def to_entry(found: tuple[Any, ...]) -> Entry:
    """An entry from a row in the order of COLUMNS. Raises StoreTooNew for an unknown kind."""
    seq, at, author, via, kind, subject, payload, previous, digest = found
    try:
        known = EntryKind(kind)
    except ValueError:
        raise StoreTooNew(
            to_say("entry {seq} is of the kind '{kind}', unknown to this Pantau"),
            seq=seq,
            kind=kind,
        ) from None
    return Entry(seq, at, author, via, known, subject, payload, previous, digest)
