"""What proves that somebody is who they say: ``access.sqlite``, beside the journal.

No fact stands in it alone. Were it lost, people would need a new invitation.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import apsw

from pantau.facts.access import Session, Trip
from pantau.facts.accounts import SignInWay
from pantau.facts.instant import DAY
from pantau.language import Sentence, to_say
from pantau.store.beside import Beside, open_to_read, open_to_write
from pantau.store.connection import BUSY_MS, row, rows

ACCESS = "access.sqlite"
_REMEMBERED = DAY
_MOST_FAILURES = 1_000  # looked at: more of them say nothing new

R = TypeVar("R")


class Access(Beside):
    """Passwords, invitations, sessions and failed attempts of one data directory.

    May be shared by threads: one operation runs at a time, each is one transaction that is on the
    disk when it returns. Any may raise StoreBusy, StoreUnwritable or StoreDamaged; nothing is then
    half-written. Instants are microseconds UTC.
    """

    SCHEMA = "access"

    @classmethod
    def open(cls, data: Path, *, readonly: bool = False, busy_ms: int = BUSY_MS) -> "Access":
        """Open it in ``data``; create (0600) and migrate it unless readonly.

        Raises StoreMissing (readonly and nobody was ever let in), StoreTooNew, StoreTooOld
        (readonly), SqliteTooOld, StoreDamaged, StoreUnwritable.
        """
        path = data / ACCESS
        if readonly:
            return cls(path, open_access(path, busy_ms), readonly=True)
        return cls(path, open_to_write(path, cls.SCHEMA, busy_ms), readonly=False)

    # Passwords and the way to one

    def password(self, name: str) -> str | None:
        """The hash of an account's password."""
        with self._reading() as db:
            found = row(db, "SELECT hash FROM password WHERE name = ?", (name,))
        return str(found[0]) if found else None

    def set_password(self, name: str, hash: str, at: int) -> None:
        """Keep another hash of the same password, or of a new one."""
        with self._writing() as db:
            _set_password(db, name, hash, at)

    def has_password(self) -> frozenset[str]:
        """The accounts that have one."""
        with self._reading() as db:
            return frozenset(str(each[0]) for each in rows(db, "SELECT name FROM password"))

    def invite(self, name: str, digest: bytes, expires: int) -> None:
        """A code with this digest may set the password once; an earlier one may not any more."""
        with self._writing() as db:
            db.execute("DELETE FROM invitation WHERE name = ?", (name,))
            db.execute("INSERT INTO invitation VALUES (?, ?, ?)", (digest, name, expires))

    def invited(self, digest: bytes, now: int) -> str | None:
        """Whose password the code may set; None where it is used, replaced, expired or no code."""
        with self._reading() as db:
            return _invited(db, digest, now)

    def redeem(self, digest: bytes, hash: str, now: int) -> str | None:
        """Set the password by a code, which is used then; all sessions of the account end.

        Whose it was; None as for ``invited``, and nothing is changed.
        """
        with self._writing() as db:
            name = _invited(db, digest, now)
            if name is not None:
                _forget(db, name)
                _set_password(db, name, hash, now)
        return name

    def forget(self, name: str) -> None:
        """Nothing lets this account in any more: for one that was closed."""
        with self._writing() as db:
            _forget(db, name)
            db.execute("DELETE FROM password WHERE name = ?", (name,))

    # Sessions

    def begin(self, session: Session, most: int, instead_of: bytes | None = None) -> None:
        """Keep a session, and the ``most`` last seen of this account with it.

        ``instead_of``: the digest of one that ends with it.
        """
        with self._writing() as db:
            db.execute("DELETE FROM session WHERE digest = ?", (instead_of,))
            db.execute("DELETE FROM session WHERE expires <= ?", (session.created,))
            db.execute(
                "INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    session.digest,
                    session.name,
                    session.way.value,
                    session.created,
                    session.seen,
                    session.expires,
                    session.agent,
                ),
            )
            db.execute(
                "DELETE FROM session WHERE digest IN (SELECT digest FROM session WHERE name = ?"
                " ORDER BY digest = ? DESC, seen DESC LIMIT -1 OFFSET ?)",
                (session.name, session.digest, most),
            )

    def session(self, digest: bytes) -> Session | None:
        """One by its digest, whether it still counts or not."""
        with self._reading() as db:
            found = row(db, "SELECT * FROM session WHERE digest = ?", (digest,))
        return _session(found) if found else None

    def sessions(self) -> list[Session]:
        """All that are kept, the one seen last first."""
        with self._reading() as db:
            return [_session(each) for each in rows(db, "SELECT * FROM session ORDER BY seen DESC")]

    def saw(self, digest: bytes, at: int, expires: int) -> None:
        """A session was used; it expires then."""
        with self._writing() as db:
            db.execute(
                "UPDATE session SET seen = max(seen, ?), expires = ? WHERE digest = ?",
                (at, expires, digest),
            )

    def end(self, digest: bytes) -> Session | None:
        """End one session; it, or None where there is none."""
        with self._writing() as db:
            found = row(db, "DELETE FROM session WHERE digest = ? RETURNING *", (digest,))
        return _session(found) if found else None

    def end_all(self, name: str, but: bytes = b"") -> list[Session]:
        """End the sessions of an account, but one; those that were ended."""
        with self._writing() as db:
            found = rows(
                db, "DELETE FROM session WHERE name = ? AND digest <> ? RETURNING *", (name, but)
            )
        return [_session(each) for each in found]

    # Attempts

    def attempt(
        self,
        name: bytes,
        address: bytes,
        now: int,
        judge: Callable[[Sequence[int], Sequence[int]], R | None],
    ) -> R | None:
        """Ask whether to look at a password at all; if so, the attempt counts as failed for now.

        ``judge`` gets the instants of the failures of a day, by name and by address, in order; what
        it says other than None is the answer, and nothing is counted.
        """
        with self._writing() as db:
            db.execute("DELETE FROM failure WHERE at < ?", (now - _REMEMBERED,))
            by_name = _failures(db, "name", name)
            by_address = _failures(db, "address", address)
            answer = judge(by_name, by_address)
            if answer is None:
                db.execute("INSERT INTO failure VALUES (?, ?, ?)", (now, name, address))
        return answer

    def failures(self, name: bytes) -> list[int]:
        """When attempts of this name failed in the last day, in order."""
        with self._reading() as db:
            return _failures(db, "name", name)

    def succeeded(self, name: bytes) -> None:
        """Forget the failures of a name: somebody knew the password."""
        with self._writing() as db:
            db.execute("DELETE FROM failure WHERE name = ?", (name,))

    # On the way to the OpenID provider and back

    def depart(self, trip: Trip, now: int) -> None:
        """Remember a trip, and forget those that took too long."""
        with self._writing() as db:
            db.execute("DELETE FROM trip WHERE expires <= ?", (now,))
            db.execute(
                "INSERT INTO trip VALUES (?, ?, ?, ?, ?, ?)",
                (trip.digest, trip.state, trip.nonce, trip.verifier, trip.goes_to, trip.expires),
            )

    def arrive(self, digest: bytes, now: int) -> Trip | None:
        """The trip of who comes back, once; None where there is none or it took too long."""
        with self._writing() as db:
            found = row(db, "DELETE FROM trip WHERE digest = ? RETURNING *", (digest,))
        trip = Trip(*found) if found else None
        return trip if trip is not None and now < trip.expires else None


def open_access(path: Path, busy_ms: int) -> apsw.Connection:
    """The file for reading, its schema checked. Raises StoreError."""
    return open_to_read(
        path,
        Access.SCHEMA,
        busy_ms,
        Sentence(to_say("{path} does not exist: nobody was ever let in"), path=str(path)),
    )


def strip(db: apsw.Connection) -> None:
    """Take out of a copy what would let somebody in; passwords stay."""
    for table in ("session", "invitation", "trip", "failure"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the line above
    db.execute("VACUUM").fetchall()


def _set_password(db: apsw.Connection, name: str, hash: str, at: int) -> None:
    db.execute(
        "INSERT INTO password VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at",
        (name, hash, at),
    )


def _invited(db: apsw.Connection, digest: bytes, now: int) -> str | None:
    found = row(db, "SELECT name FROM invitation WHERE digest = ? AND expires > ?", (digest, now))
    return str(found[0]) if found else None


def _forget(db: apsw.Connection, name: str) -> None:
    db.execute("DELETE FROM invitation WHERE name = ?", (name,))
    db.execute("DELETE FROM session WHERE name = ?", (name,))


def _failures(db: apsw.Connection, column: str, value: bytes) -> list[int]:
    found = rows(
        db,
        f"SELECT at FROM failure WHERE {column} = ?"  # noqa: S608 - one of two names of our own
        " ORDER BY at DESC LIMIT ?",
        (value, _MOST_FAILURES),
    )
    return [at for (at,) in reversed(found)]


def _session(found: tuple[Any, ...]) -> Session:
    digest, name, way, created, seen, expires, agent = found
    return Session(digest, name, SignInWay(way), created, seen, expires, agent)
