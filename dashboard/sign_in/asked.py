"""A request as the pages of our own understand it, and the files that it needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import Response

from dashboard.door import COOKIE, DOOR, SECURE_COOKIE, Known, token_in
from dashboard.heard import cookies_of, headers_of
from dashboard.listening import listening
from dashboard.settings import from_environment
from dashboard.sign_in.page import with_cookie
from pantau.actions.passwords import Passwords
from pantau.actions.sessions import digest_of
from pantau.actions.sign_in import Desk, Guest, LetIn
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.instant import SECOND
from pantau.language import Translator, choose_language, translator
from pantau.store import Access, Store

PASSWORDS = Passwords()
_CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Asked:
    """``query`` and ``typed``: by name, the first of each; ``secure``: it came encrypted."""

    say: Translator
    query: dict[str, str]
    typed: dict[str, str]
    guest: Guest
    token: str | None
    secure: bool

    @property
    def known(self) -> Known | None:
        """Who asks."""
        return DOOR.known(self.token)


async def asked(request: Request) -> Asked:
    """Read a request. Its body is small: the guard saw to it."""
    headers = headers_of(request.scope)
    secure = DOOR.reach(listening()).is_secure(request.scope.get("scheme", "http"), headers)
    token = token_in(cookies_of(headers), secure=secure)
    query = dict(request.query_params)
    typed: dict[str, str] = {}
    if request.method == "POST":
        typed = _typed((await request.body()).decode(errors="replace"))
    client = request.client
    guest = Guest(
        client.host if client else "",
        headers.get("user-agent", ""),
        now_us(_CLOCK),
        digest_of(token) if token else None,
    )
    say = translator(choose_language(query.get("lang") or typed.get("lang")))
    return Asked(say, query, typed, guest, token, secure)


def _typed(body: str) -> dict[str, str]:
    try:
        fields = parse_qs(body, max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in fields.items()}


@contextmanager
def desk() -> Iterator[Desk]:
    """The files, for as long as one act takes. Raises StoreError."""
    data = from_environment(os.environ).data
    try:
        with Store.open(data) as store, Access.open(data) as access:
            yield Desk(store, access, PASSWORDS)
    finally:
        DOOR.forget()


def holding(response: Response, let_in: LetIn, *, secure: bool) -> Response:
    """Let the browser hold its session."""
    lasts = (let_in.session.expires - let_in.session.seen) // SECOND
    name = SECURE_COOKIE if secure else COOKIE
    return with_cookie(response, name, let_in.token, lasts, secure=secure)


def letting_go(response: Response, *, secure: bool) -> Response:
    """Let the browser hold nothing any more."""
    return with_cookie(response, SECURE_COOKIE if secure else COOKIE, "", 0, secure=secure)
