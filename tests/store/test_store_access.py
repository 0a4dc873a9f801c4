"""Passwords, invitations, sessions, attempts: what is used once is used once."""

import hashlib
import os
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pantau.facts.access import Session, Trip
from pantau.facts.accounts import AccountClosed, AccountOpened, AccountRoleChanged, SignInWay
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.words import Role
from pantau.store import (
    Access,
    FactRefused,
    Store,
    StoreDamaged,
    StoreMissing,
    StoreUnwritable,
    backup,
    restore,
    verify,
)
from tests.store.making import T0, WHO, plain

RINA = AccountOpened("rina", "Rina", Role.ADMIN, SignInWay.PASSWORD, Role.ADMIN)


@pytest.fixture
def access(data: Path) -> Access:
    return Access.open(data)


def digest(number: int) -> bytes:
    return hashlib.sha256(bytes([number])).digest()


def session(number: int, name: str = "rina", seen: int = T0) -> Session:
    return Session(digest(number), name, SignInWay.PASSWORD, T0, seen, T0 + DAY, "Firefox")


def test_an_account_is_opened_changed_closed_and_opened_again(store: Store, data: Path) -> None:
    store.record([RINA], at=T0, **WHO)
    with store.view() as view:
        assert view.account("budi") is None
        (found,) = view.accounts()
    assert (found.role, found.way, found.closed) == (Role.ADMIN, SignInWay.PASSWORD, None)
    changed = AccountRoleChanged("rina", Role.PROVIDER, Role.ADMIN, provider="Telkom")
    store.record([changed, AccountClosed("rina", "pindah", Role.ADMIN)], at=T0, **WHO)
    with store.view() as view:
        closed = view.account("rina")
    assert closed is not None
    assert (closed.role, closed.provider) == (Role.PROVIDER, "Telkom")
    assert closed.closed is not None
    store.record([RINA], at=T0, **WHO)
    with store.view() as view:
        again = view.account("rina")
    assert again is not None
    assert (again.opened.seq, again.closed, again.role) == (4, None, Role.ADMIN)
    store.rebuild_projections()
    with store.view() as view:
        assert view.accounts() == [again]
    assert verify(data).sound


@pytest.mark.parametrize(
    "fact",
    [
        AccountRoleChanged("budi", Role.ADMIN, Role.ADMIN),
        AccountClosed("budi", "pindah", Role.ADMIN),
        RINA,
    ],
)
def test_what_does_not_fit_to_the_accounts_is_refused(store: Store, fact: AccountClosed) -> None:
    store.record([RINA], at=T0, **WHO)
    with pytest.raises(FactRefused):
        store.record([fact], at=T0, **WHO)


def test_an_invitation_works_once_until_it_expires_or_is_replaced(access: Access) -> None:
    access.invite("rina", digest(1), T0 + DAY)
    access.invite("budi", digest(3), T0 + DAY)
    assert access.invited(digest(1), T0 + DAY) is None
    access.invite("rina", digest(2), T0 + DAY)
    assert access.invited(digest(1), T0) is None
    assert access.redeem(digest(1), "hash", T0) is None
    assert access.password("rina") is None
    access.begin(session(1), 5)
    assert access.redeem(digest(2), "hash", T0) == "rina"
    assert access.redeem(digest(2), "other", T0) is None
    assert (access.password("rina"), access.sessions()) == ("hash", [])
    assert access.has_password() == {"rina"}
    assert access.invited(digest(3), T0) == "budi"
    access.set_password("rina", "again", T0)
    assert access.password("rina") == "again"
    access.forget("rina")
    assert access.password("rina") is None


def test_sessions_are_found_seen_and_ended(access: Access) -> None:
    for number in range(1, 4):
        access.begin(session(number), 5)
    access.begin(session(9, "budi"), 5)
    access.saw(digest(1), T0 + HOUR, T0 + 2 * DAY)
    assert access.session(digest(1)) == replace(session(1), seen=T0 + HOUR, expires=T0 + 2 * DAY)
    assert access.session(digest(7)) is None
    assert access.end(digest(7)) is None
    assert access.end(digest(3)) == session(3)
    assert [each.digest for each in access.end_all("rina", but=digest(1))] == [digest(2)]
    assert {each.digest for each in access.sessions()} == {digest(1), digest(9)}
    assert session(1).short == digest(1).hex()[:8]


def test_only_so_many_sessions_of_one_account_are_kept_and_the_new_one_always(
    access: Access,
) -> None:
    access.begin(session(9, "budi"), 2)
    for number in (1, 2):
        access.begin(session(number, seen=T0 + number), 2)
    access.begin(session(3, seen=T0), 2)
    assert {each.digest for each in access.sessions()} == {digest(2), digest(3), digest(9)}
    access.begin(session(4), 2, instead_of=digest(2))
    assert {each.digest for each in access.sessions()} == {digest(3), digest(4), digest(9)}


def test_sessions_that_are_over_are_forgotten_when_the_next_begins(access: Access) -> None:
    access.begin(session(1), 5)
    access.begin(replace(session(2), created=T0 + DAY, expires=T0 + 2 * DAY), 5)
    assert [each.digest for each in access.sessions()] == [digest(2)]


def test_an_attempt_counts_as_failed_until_it_succeeds(access: Access) -> None:
    seen: list[tuple[Sequence[int], Sequence[int]]] = []

    def judge(by_name: Sequence[int], by_address: Sequence[int]) -> str | None:
        seen.append((by_name, by_address))
        return "no" if len(by_address) > 1 else None

    assert access.attempt(b"rina", b"here", T0, judge) is None
    assert access.attempt(b"budi", b"here", T0 + 1, judge) is None
    assert access.attempt(b"rina", b"here", T0 + 2, judge) == "no"
    assert seen[-1] == ([T0], [T0, T0 + 1])
    access.succeeded(b"rina")
    assert access.failures(b"rina") == []
    assert access.attempt(b"rina", b"here", T0 + 3, judge) is None
    assert access.attempt(b"rina", b"here", T0 + DAY + MINUTE, judge) is None
    assert seen[-1] == ([], [])


def test_a_trip_ends_once_and_in_time(access: Access) -> None:
    trip = Trip(digest(1), "state", "nonce", "verifier", "/", T0 + MINUTE)
    access.depart(trip, T0)
    access.depart(replace(trip, digest=digest(2)), T0)
    assert access.arrive(digest(2), T0 + MINUTE) is None
    assert access.arrive(digest(1), T0) == trip
    assert access.arrive(digest(1), T0) is None


def test_a_backup_holds_no_session_and_a_restored_store_knows_the_passwords(
    store: Store, access: Access, data: Path, tmp_path: Path
) -> None:
    store.record([RINA], at=T0, **WHO)
    access.set_password("rina", "$argon2id$hash", T0)
    access.begin(session(77), 5)
    access.invite("rina", digest(78), T0 + DAY)
    access.depart(Trip(digest(79), "state", "nonce", "verifier", "/", T0), T0)
    made = tmp_path / "saved.zip"
    backup(data, made)
    with zipfile.ZipFile(made) as zipped:
        text = zipped.read("access.sqlite")
    assert b"$argon2id$hash" in text
    assert not any(digest(number) in text for number in (77, 78, 79))
    restore(made, tmp_path / "again")
    with Access.open(tmp_path / "again", readonly=True) as found:
        assert (found.password("rina"), found.sessions()) == ("$argon2id$hash", [])


def test_it_is_for_the_owner_alone_and_what_is_missing_or_damaged_is_named(data: Path) -> None:
    with pytest.raises(StoreMissing, match="nobody was ever let in"):
        Access.open(data, readonly=True)
    with Access.open(data) as access:
        access.set_password("rina", "hash", T0)
    assert (data / "access.sqlite").stat().st_mode & 0o777 == 0o600
    with Access.open(data, readonly=True) as found, pytest.raises(StoreUnwritable):
        found.forget("rina")
    db = plain(data, "access.sqlite")
    db.execute("INSERT INTO session VALUES (?, 'rina', 'magic', 1, 1, 1, '')", (digest(1),))
    db.close()
    with Access.open(data) as access, pytest.raises(StoreDamaged, match="never wrote"):
        access.sessions()


def test_verify_names_damage_in_it_and_its_loss_is_none(store: Store, data: Path) -> None:
    store.record([RINA], at=T0, **WHO)
    path = data / "access.sqlite"
    path.write_bytes(os.urandom(8_192))
    (fault,) = verify(data).faults
    assert "access.sqlite" in fault.text
    path.unlink()
    assert verify(data).sound
