"""What further probes answered last: ``probes.sqlite``, beside the journal and apart from it.

No figure is made of it. Were it lost, it would fill by itself within one turn of the probes.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from pantau.facts.probed import LastAnswer
from pantau.facts.words import ProbeOutcome
from pantau.store.beside import Beside, open_to_read, open_to_write
from pantau.store.connection import BUSY_MS, rows, transaction, translated
from pantau.store.errors import StoreDamaged, StoreMissing, StoreUnwritable

PROBES = "probes.sqlite"
_SCHEMA = "probes"
_PUT = (
    "INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (site, probe) DO UPDATE SET"
    " kind = excluded.kind, at = excluded.at, rtt_us = excluded.rtt_us, details = excluded.details,"
    " since = CASE WHEN outcome = excluded.outcome THEN since ELSE excluded.since END,"
    " outcome = excluded.outcome"
)


class Probes(Beside):
    """The last answers of one data directory; may be shared by threads.

    Any operation may raise StoreBusy, StoreUnwritable or StoreDamaged; it is then as if not begun.
    """

    @classmethod
    def open(cls, data: Path, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> "Probes":
        """Open it in ``data``; create (0600) and migrate it unless readonly.

        Raises StoreMissing (readonly and no probe ever answered), StoreTooNew, StoreTooOld
        (readonly), SqliteTooOld, StoreDamaged, StoreUnwritable.
        """
        path = data / PROBES
        if readonly:
            missing = f"{path} does not exist: no further probe was asked here yet"
            return cls(path, open_to_read(path, _SCHEMA, busy_ms, missing), readonly=True)
        # A power cut may take the last answers: they come again.
        db = open_to_write(path, _SCHEMA, busy_ms, synchronous="NORMAL")
        return cls(path, db, readonly=False)

    def write(self, answers: Sequence[LastAnswer]) -> None:
        """Put them in the place of what was known; ``since`` stays where the outcome does."""
        with self._writing() as db:
            db.executemany(_PUT, [_row(each) for each in answers])

    def keep_only(self, asked: Collection[tuple[str, str]]) -> None:
        """Forget the answers of all others than these (site, probe)."""
        with self._writing() as db:
            known = {(site, probe) for site, probe in rows(db, "SELECT site, probe FROM answer")}
            gone = sorted(known - set(asked))
            db.executemany("DELETE FROM answer WHERE site = ? AND probe = ?", gone)

    def answers(self, site: str | None = None) -> tuple[LastAnswer, ...]:
        """By site and probe, of all sites or of one."""
        with self._reading() as db:
            found = rows(
                db,
                "SELECT site, probe, kind, at, outcome, since, rtt_us, details FROM answer"
                " WHERE ?1 IS NULL OR site = ?1 ORDER BY site, probe",
                (site,),
            )
            return tuple(map(_answer, found))

    @contextmanager
    def _reading(self) -> Iterator[apsw.Connection]:
        with self._lock, translated(self._path), transaction(self._db, "BEGIN"):
            try:
                yield self._db
            except UnicodeDecodeError:
                raise  # a ValueError, but ``translated`` knows it by its own name
            except (ValueError, TypeError) as error:
                text = f"{self._path} holds a value that we never wrote: {error}; remove the file"
                raise StoreDamaged(text) from error

    @contextmanager
    def _writing(self) -> Iterator[apsw.Connection]:
        if self._readonly:
            raise StoreUnwritable("these answers were opened for reading only; nothing was written")
        with self._lock, translated(self._path), transaction(self._db, "BEGIN IMMEDIATE"):
            yield self._db


def last_answers(data: Path, site: str | None = None) -> tuple[LastAnswer, ...]:
    """The last answers in a data directory, none where no probe was ever asked.

    Raises StoreError.
    """
    try:
        with Probes.open(data, readonly=True, busy_ms=500) as probes:
            return probes.answers(site)
    except StoreMissing:
        return ()


def _row(answer: LastAnswer) -> tuple[Any, ...]:
    return (
        answer.site,
        answer.probe,
        answer.kind,
        answer.at,
        answer.outcome.value,
        answer.since,
        answer.rtt_us,
        json.dumps(dict(answer.details), sort_keys=True),
    )


def _answer(found: tuple[Any, ...]) -> LastAnswer:
    site, probe, kind, at, outcome, since, rtt_us, details = found
    return LastAnswer(
        site, probe, kind, at, ProbeOutcome(outcome), since, rtt_us, dict(json.loads(details))
    )
