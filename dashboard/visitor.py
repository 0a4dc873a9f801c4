"""Who looks at the page, asked anew at every run."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard import cached
from dashboard.door import DOOR, Known, token_in
from dashboard.listening import listening
from pantau.actions.acting import Actor
from pantau.actions.sign_in import acting
from pantau.facts.words import Role


@dataclass(frozen=True, slots=True)
class Visitor:
    """``name`` is empty for who has not signed in; ``provider``: on whose behalf, of that role.

    ``session``: a short name of the session, for the journal; never the secret itself.
    """

    name: str
    full_name: str
    role: Role
    provider: str | None = None
    session: str | None = None

    @property
    def known(self) -> bool:
        """Whether they signed in."""
        return bool(self.name)


NOBODY = Visitor(name="", full_name="", role=Role.VIEWER)


def visitor() -> Visitor:
    """Who looks now, as of at most two seconds ago."""
    known = _known()
    if known is None:
        return NOBODY
    account = known.account
    return Visitor(
        account.name, account.full_name, account.role, account.provider, known.session.short
    )


def actor() -> Actor:
    """The visitor as one who acts now: a session that ended meanwhile acts no more."""
    DOOR.forget()
    known = _known()
    if known is None:
        return Actor("", "web page", Role.VIEWER, cached.now())
    return acting(known.session, known.account, cached.now())


def must_sign_in() -> bool:
    """Whether who looks may see nothing yet; whatever the guard let through."""
    return _known() is None and DOOR.demands_sign_in(listening(), _headers())


def _known() -> Known | None:
    reach, headers = DOOR.reach(listening()), _headers()
    # Behind a proxy that ends the encryption this request looks plain: the name tells.
    secure = reach.is_secure(headers.get("x-forwarded-proto", "http"), headers)
    return DOOR.known(token_in(dict(st.context.cookies), secure=secure))


def _headers() -> Mapping[str, str]:
    return {name.lower(): value for name, value in st.context.headers.items()}
