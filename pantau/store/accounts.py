"""Questions about accounts. Each is asked inside the caller's transaction."""

from typing import Any

import apsw

from pantau.facts.accounts import SignInWay
from pantau.facts.said import Account
from pantau.facts.words import Role
from pantau.store.connection import row, rows
from pantau.store.people import entry_of

_ACCOUNT = "SELECT name, full_name, role, way, provider, seq, closed FROM account"


def account(db: apsw.Connection, name: str) -> Account | None:
    """One by its sign-in name, a closed one too."""
    found = row(db, f"{_ACCOUNT} WHERE name = ?", (name,))
    return _account(db, found) if found else None


def accounts(db: apsw.Connection) -> list[Account]:
    """All, closed ones too, by name."""
    return [_account(db, each) for each in rows(db, f"{_ACCOUNT} ORDER BY name")]


def _account(db: apsw.Connection, found: tuple[Any, ...]) -> Account:
    name, full_name, role, way, provider, seq, closed = found
    return Account(
        name,
        full_name,
        Role(role),
        SignInWay(way),
        provider,
        entry_of(db, seq),
        None if closed is None else entry_of(db, closed),
    )
