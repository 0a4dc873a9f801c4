"""Who may come in, and as what: opened, changed, closed and invited by admins."""

import re
from dataclasses import dataclass

from pantau.actions.acting import Act, Actor, Refused, may
from pantau.actions.on_behalf import named_provider
from pantau.actions.sessions import MOST_SESSIONS, digest_of, new_session, new_token
from pantau.facts.accounts import (
    AccountClosed,
    AccountInvited,
    AccountOpened,
    AccountRoleChanged,
    SignedOut,
    SignInWay,
)
from pantau.facts.instant import HOUR
from pantau.facts.said import Account
from pantau.facts.words import Role
from pantau.language.catalogue import to_say
from pantau.language.sentence import Sentence
from pantau.store import Access, Store
from pantau.store.pen import View

INVITED_FOR = 24 * HOUR
_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,63}")
_OUR_OWN = frozenset({"alerter", "collector", "pantau", "dashboard", "link"})


@dataclass(frozen=True, slots=True)
class Opening:
    """An account that shall be. ``provider``: on whose behalf, for the role provider alone."""

    name: str
    full_name: str
    role: Role
    provider: str | None = None
    way: SignInWay = SignInWay.PASSWORD


def sign_in_name(typed: str) -> str:
    """The name that is meant: capitals and blanks around it make no other."""
    return typed.strip().casefold()


def name_fault(name: str) -> Sentence | None:
    """Why nobody can be called that, or None."""
    if not _NAME.fullmatch(name):
        return Sentence(
            to_say(
                "'{name}' is no sign-in name; write 2 to 64 of a-z, 0-9 and . _ @ -, "
                "beginning with a letter or digit"
            ),
            name=name[:80],
        )
    if name in _OUR_OWN:
        return Sentence(
            to_say("'{name}' is what a part of Pantau is called; choose another name"), name=name
        )
    return None


def open_account(
    store: Store, access: Access, actor: Actor, opening: Opening
) -> str | Refused | None:
    """Open an account; the code by which its owner sets a password within 24 hours.

    None for one that comes in by OpenID Connect and needs no code.
    """
    wrong = _opening_fault(actor, opening)
    if wrong:
        return wrong
    provider = named_provider(store, opening.role, opening.provider)
    if isinstance(provider, Refused):
        return provider
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        known = pen.account(opening.name)
        if known is not None and known.closed is None:
            return Refused(
                to_say("there is an account '{name}' already; choose another name"),
                name=opening.name,
            )
        # Of the one that had this name before nothing shall come back.
        access.forget(opening.name)
        pen.record(
            AccountOpened(
                opening.name,
                opening.full_name.strip(),
                opening.role,
                opening.way,
                actor.role,
                provider,
            )
        )
        return _code(access, opening.name, actor.at) if _has_password(opening.way) else None


def change_role(
    store: Store, actor: Actor, name: str, role: Role, provider: str | None = None
) -> str | Refused:
    """From now on an account has another role; its name."""
    refused = may(actor, Act.ACCOUNTS)
    if refused:
        return refused
    known = named_provider(store, role, provider)
    if isinstance(known, Refused):
        return known
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        account = _open_one(pen, name)
        if isinstance(account, Refused):
            return account
        if account.way is SignInWay.SCREEN:
            return Refused(
                to_say("'{name}' is a screen, which only shows; open an account for a person"),
                name=name,
            )
        if account.role is Role.ADMIN and role is not Role.ADMIN and _is_last_admin(pen, name):
            return _last_admin(name)
        pen.record(AccountRoleChanged(name, role, actor.role, known))
    return name


def close_account(
    store: Store, access: Access, actor: Actor, name: str, reason: str
) -> str | Refused:
    """Nobody comes in by an account any more, open tabs included; its name."""
    refused = may(actor, Act.ACCOUNTS, reason=reason)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        account = _open_one(pen, name)
        if isinstance(account, Refused):
            return account
        if account.role is Role.ADMIN and _is_last_admin(pen, name):
            return _last_admin(name)
        pen.record(AccountClosed(name, reason.strip(), actor.role))
        access.forget(name)
    return name


def invite(store: Store, access: Access, actor: Actor, name: str) -> str | Refused:
    """A new code by which the account's owner sets a password within 24 hours.

    A password that there is stays until then.
    """
    refused = may(actor, Act.ACCOUNTS)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        account = _open_one(pen, name)
        if isinstance(account, Refused):
            return account
        if not _has_password(account.way):
            return Refused(
                to_say("'{name}' comes in without a password ({way}); nothing to set"),
                name=name,
                way=account.way,
            )
        pen.record(AccountInvited(name, actor.role))
        return _code(access, name, actor.at)


def open_screen(
    store: Store, access: Access, actor: Actor, name: str, full_name: str = ""
) -> str | Refused:
    """A new token for a screen, which reads and does nothing else; an earlier one ends.

    The account is opened where there is none.
    """
    opening = Opening(name, full_name or name, Role.VIEWER, way=SignInWay.SCREEN)
    refused = _opening_fault(actor, opening)
    if refused:
        return refused
    with store.view() as view:
        known = view.account(name)
    if known is None or known.closed is not None:
        opened = open_account(store, access, actor, opening)
        if isinstance(opened, Refused):
            return opened
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        account = _open_one(pen, name)
        if isinstance(account, Refused):
            return account
        if account.way is not SignInWay.SCREEN:
            return Refused(
                to_say("'{name}' is a person's account; choose another name for the screen"),
                name=name,
            )
        pen.record(AccountInvited(name, actor.role))
        token = new_token()
        access.end_all(name)
        access.begin(new_session(token, account, "", actor.at), MOST_SESSIONS)
    return token


def end_sessions(
    store: Store, access: Access, actor: Actor, name: str, but: bytes = b""
) -> int | Refused:
    """End the sessions of an account: one's own, or an admin those of anybody; how many.

    ``but``: the digest of one that stays.
    """
    refused = None if actor.name == name else may(actor, Act.ACCOUNTS)
    if refused:
        return refused
    with store.pen(at=actor.at, author=actor.name, via=actor.via) as pen:
        if pen.account(name) is None:
            return _unknown(name)
        ended = access.end_all(name, but)
        if ended:
            pen.record(SignedOut(name, tuple(each.short for each in ended), actor.role))
    return len(ended)


def _opening_fault(actor: Actor, opening: Opening) -> Refused | None:
    refused = may(actor, Act.ACCOUNTS, full_name=opening.full_name)
    if refused:
        return refused
    fault = name_fault(opening.name)
    return Refused.because(fault) if fault else None


def _open_one(view: View, name: str) -> Account | Refused:
    account = view.account(name)
    if account is None:
        return _unknown(name)
    if account.closed is not None:
        return Refused(
            to_say("the account '{name}' is closed; open it again with `pantau account add`"),
            name=name,
        )
    return account


def _last_admin(name: str) -> Refused:
    return Refused(
        to_say("'{name}' is the last admin; make another account an admin first"), name=name
    )


def _unknown(name: str) -> Refused:
    return Refused(
        to_say("there is no account '{name}'; `pantau account list` names all"), name=name[:80]
    )


def _is_last_admin(view: View, name: str) -> bool:
    return not any(
        each.role is Role.ADMIN and each.closed is None and each.name != name
        for each in view.accounts()
    )


def _has_password(way: SignInWay) -> bool:
    return way is SignInWay.PASSWORD


def _code(access: Access, name: str, now: int) -> str:
    code = new_token()
    access.invite(name, digest_of(code), now + INVITED_FOR)
    return code
