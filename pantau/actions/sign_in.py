"""Coming in and going out: by password, by an invitation, by a screen's address, by OpenID Connect.

Who is not let in learns no more than they must: an unknown name, a wrong password and a closed
account are told alike, and cost alike.
"""

from dataclasses import dataclass

from pantau.actions.accounts import name_fault, sign_in_name
from pantau.actions.acting import Actor
from pantau.actions.passwords import Passwords, fault_of
from pantau.actions.sessions import (
    MOST_SESSIONS,
    TurnedAway,
    digest_of,
    holds,
    locked_until,
    mark_of,
    new_session,
    new_token,
    turned_away,
    whereabouts,
)
from pantau.facts.access import Session
from pantau.facts.accounts import (
    AccountOpened,
    AccountRoleChanged,
    PasswordFault,
    PasswordSet,
    SignedIn,
    SignedOut,
    SignInLocked,
    SignInRefusal,
    SignInWay,
)
from pantau.facts.said import Account
from pantau.facts.words import Role
from pantau.store import Access, Store


@dataclass(frozen=True, slots=True)
class Desk:
    """What signing in needs."""

    store: Store
    access: Access
    passwords: Passwords


@dataclass(frozen=True, slots=True)
class Guest:
    """Who stands at the door: from which address, with what kind of browser, when (microseconds
    UTC). ``held``: the digest of the session that the browser had, which ends with the new one."""

    address: str
    agent: str
    now: int
    held: bytes | None = None


@dataclass(frozen=True, slots=True)
class LetIn:
    """``token``: what the browser shall hold; it is kept nowhere else."""

    token: str
    session: Session
    account: Account


@dataclass(frozen=True, slots=True)
class Claimed:
    """What an OpenID provider says of somebody. ``role``: ours, where one of theirs maps to it."""

    name: str
    full_name: str
    role: Role | None


def via_session(session: Session) -> str:
    """By which way an entry came in."""
    return f"web session {session.short}"


def sign_in(desk: Desk, typed: str, password: str, guest: Guest) -> LetIn | TurnedAway:
    """By name and password."""
    name = sign_in_name(typed)
    away = _try(desk, name, guest)
    if away is not None:
        return away
    account, kept = _kept(desk, name)
    if not desk.passwords.matches(password, kept) or account is None or kept is None:
        return _failed(desk, name, account, guest.now)
    desk.access.succeeded(mark_of(name))
    if desk.passwords.is_outdated(kept):
        desk.access.set_password(name, desk.passwords.hash(password), guest.now)
    return _let_in(desk, account, guest)


def set_password(
    desk: Desk, code: str, password: str, again: str, now: int
) -> str | PasswordFault | TurnedAway:
    """By an invitation, which is used then; whose password it is now."""
    name = desk.access.invited(digest_of(code), now)
    account = None if name is None else _open_account(desk, name)
    if account is None:
        return TurnedAway(SignInRefusal.LINK_INVALID)
    fault = _new_fault(account, password, again)
    if fault is not None:
        return fault
    hash = desk.passwords.hash(password)
    with desk.store.pen(at=now, author=account.name, via="invitation") as pen:
        if desk.access.redeem(digest_of(code), hash, now) is None:
            return TurnedAway(SignInRefusal.LINK_INVALID)
        pen.record(PasswordSet(account.name, account.role))
    desk.access.succeeded(mark_of(account.name))
    return account.name


def change_password(
    desk: Desk, session: Session, old: str, password: str, again: str, guest: Guest
) -> LetIn | PasswordFault | TurnedAway:
    """By who is in already and knows the present one; other sessions of the account end."""
    account, kept = _kept(desk, session.name)
    if account is None:
        return TurnedAway(SignInRefusal.WRONG)
    away = _try(desk, account.name, guest)
    if away is not None:
        return away
    if not desk.passwords.matches(old, kept):
        failed = _failed(desk, account.name, account, guest.now)
        return PasswordFault.OLD_WRONG if failed.reason is SignInRefusal.WRONG else failed
    desk.access.succeeded(mark_of(account.name))
    fault = _new_fault(account, password, again)
    if fault is not None:
        return fault
    hash = desk.passwords.hash(password)
    with desk.store.pen(at=guest.now, author=account.name, via=via_session(session)) as pen:
        pen.record(PasswordSet(account.name, account.role))
        desk.access.set_password(account.name, hash, guest.now)
        desk.access.end_all(account.name)
    return _let_in(desk, account, guest)


def come_by_oidc(desk: Desk, claimed: Claimed, guest: Guest) -> LetIn | TurnedAway:
    """By what an OpenID provider says: the account is opened, or given the role, as it says.

    A closed account stays closed, and a name that comes in another way is not taken over.
    """
    name = sign_in_name(claimed.name)
    if claimed.role is None:
        return TurnedAway(SignInRefusal.OIDC_NO_ROLE)
    if name_fault(name) is not None:
        return TurnedAway(SignInRefusal.OIDC_FAILED)
    with desk.store.pen(at=guest.now, author=name, via="oidc") as pen:
        account = pen.account(name)
        if account is None:
            full_name = claimed.full_name.strip() or name
            pen.record(AccountOpened(name, full_name, claimed.role, SignInWay.OIDC, claimed.role))
        elif account.closed is not None:
            return TurnedAway(SignInRefusal.OIDC_CLOSED)
        elif account.way is not SignInWay.OIDC:
            return TurnedAway(SignInRefusal.OIDC_NAME_TAKEN)
        elif account.role is not claimed.role:
            # The provider is asked, not us: so even the last admin may lose the role by it.
            pen.record(AccountRoleChanged(name, claimed.role, account.role))
        account = pen.account(name)
    if account is None:
        return TurnedAway(SignInRefusal.OIDC_FAILED)
    return _let_in(desk, account, guest)


def show_screen(desk: Desk, token: str, guest: Guest) -> LetIn | TurnedAway:
    """By the address of a screen: the token is the session itself, so it survives lost cookies."""
    session = desk.access.session(digest_of(token))
    account = None if session is None else _open_account(desk, session.name)
    if session is None or account is None or not holds(session, account, guest.now):
        return TurnedAway(SignInRefusal.LINK_INVALID)
    if session.way is not SignInWay.SCREEN:
        return TurnedAway(SignInRefusal.LINK_INVALID)
    if guest.held != session.digest:
        _note_in(desk, session, account, guest.now)
    return LetIn(token, session, account)


def sign_out(desk: Desk, digest: bytes, now: int) -> None:
    """End the session with this digest, if there is one."""
    session = desk.access.end(digest)
    account = None if session is None else _open_account(desk, session.name)
    if session is not None and account is not None:
        fact = SignedOut(account.name, (session.short,), account.role)
        desk.store.record([fact], at=now, author=account.name, via=via_session(session))


def acting(session: Session, account: Account, now: int) -> Actor:
    """Who is in, as one who acts now."""
    on_behalf = account.provider or "" if account.role is Role.PROVIDER else None
    return Actor(account.name, via_session(session), account.role, now, on_behalf)


def _try(desk: Desk, name: str, guest: Guest) -> TurnedAway | None:
    return desk.access.attempt(
        mark_of(name),
        mark_of(whereabouts(guest.address)),
        guest.now,
        lambda by_name, by_address: turned_away(by_name, by_address, guest.now),
    )


def _kept(desk: Desk, name: str) -> tuple[Account | None, str | None]:
    """An open account that comes in by password, and the hash; the file is asked in any case."""
    asked = "" if name_fault(name) else name
    kept = desk.access.password(asked)
    account = _open_account(desk, asked)
    if account is None or account.way is not SignInWay.PASSWORD:
        return None, None
    return account, kept


def _open_account(desk: Desk, name: str) -> Account | None:
    with desk.store.view() as view:
        account = view.account(name)
    return None if account is None or account.closed is not None else account


def _failed(desk: Desk, name: str, account: Account | None, now: int) -> TurnedAway:
    until = locked_until(desk.access.failures(mark_of(name)))
    if until is None or until <= now:
        return TurnedAway(SignInRefusal.WRONG)
    if account is not None:
        fact = SignInLocked(account.name, until)
        desk.store.record([fact], at=now, author=account.name, via="sign-in page")
    return TurnedAway(SignInRefusal.LOCKED, until)


def _new_fault(account: Account, password: str, again: str) -> PasswordFault | None:
    if password != again:
        return PasswordFault.DIFFERENT
    return fault_of(password, account.name, account.full_name)


def _let_in(desk: Desk, account: Account, guest: Guest) -> LetIn:
    token = new_token()
    session = new_session(token, account, guest.agent, guest.now)
    _note_in(desk, session, account, guest.now)
    desk.access.begin(session, MOST_SESSIONS, guest.held)
    return LetIn(token, session, account)


def _note_in(desk: Desk, session: Session, account: Account, now: int) -> None:
    fact = SignedIn(account.name, session.way, session.short, account.role)
    desk.store.record([fact], at=now, author=account.name, via=via_session(session))
