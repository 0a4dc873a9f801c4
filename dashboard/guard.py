"""What stands before every request and every message of an open page, Streamlit's own included.

Foreign hosts and pages are refused, who must sign in is sent there, a page whose session ended is
closed at its next word, and every answer says what browsers shall not do with it.
"""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from anyio import to_thread
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.channel import Channel, refuse
from dashboard.door import DOOR, Door, token_in
from dashboard.heard import cookies_of, headers_of
from dashboard.lost import lost
from dashboard.reach import Reach, is_foreign, is_from_our_page
from dashboard.response_headers import with_headers
from dashboard.sign_in.addresses import OPEN, SIGN_IN
from pantau.facts.words import Role

# What needs no session: what tells nothing of the regency. The ways in are in OPEN.
_OPEN = {*OPEN, "/tangani", "/publik", "/lapor", "/healthz", "/metrics", "/_stcore/health"}
_OPEN_BELOW = ("/publik/", "/lapor/", "/static/")

# Streamlit checks by a token of its own what is posted there, and serves no agents.
_STREAMLITS_OWN = "/_stcore/"
_AGENTS = "/_stcore/agent"

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST_BODY = 16_384

_WRONG_HOST = (
    "This name is not served here. Alamat ini tidak dilayani di sini.\n"
    "In inventory.yaml write the address of the pages: alerts: {link: https://…}\n"
)


class Guard:
    """An ASGI middleware. ``listening``: the address that the server listens on, empty for all."""

    def __init__(self, app: ASGIApp, listening: Callable[[], str], door: Door = DOOR) -> None:
        """Wrap ``app``."""
        self._app, self._listening, self._door = app, listening, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        # A look into files is nothing for the loop that serves everybody.
        if self._door.is_stale:
            await to_thread.run_sync(self._door.roll)
        headers, listen = headers_of(scope), self._listening()
        reach = self._door.reach(listen)
        is_secure = reach.is_secure(scope["scheme"], headers)
        token = token_in(cookies_of(headers), secure=is_secure)
        known = self._door.known(token)
        if known is not None and self._door.is_worth_noting(known.session):
            await to_thread.run_sync(self._door.used, known.session)
        may_look = known is not None or not self._door.demands_sign_in(listen, headers)
        if scope["type"] == "websocket":
            if not _serves(reach, headers) or is_foreign(headers) or not may_look:
                await refuse(receive, send)
                return
            channel = Channel(
                self._door, token, lambda: self._door.demands_sign_in(listen, headers)
            )
            await self._app(scope, channel.hearing(receive, send), channel.saying(send))
            return
        refused = _refusal(scope, headers, reach, may_look=may_look)
        if refused is None and may_look and scope["method"] == "GET":
            role = known.account.role if known else Role.VIEWER
            refused = lost(scope["path"], scope["query_string"].decode("latin-1"), headers, role)
        await (refused or self._app)(scope, receive, with_headers(send, https=is_secure))


def _serves(reach: Reach, headers: Mapping[str, str]) -> bool:
    return reach.serves(headers.get("host", ""))


def _refusal(
    scope: Scope, headers: Mapping[str, str], reach: Reach, *, may_look: bool
) -> Response | None:
    path = scope["path"]
    if not _serves(reach, headers):
        return PlainTextResponse(_WRONG_HOST, 421)
    if path.startswith(_AGENTS):
        return PlainTextResponse("Not found\n", 404)
    if scope["method"] not in _READING and not path.startswith(_STREAMLITS_OWN):
        refused = _refused_post(headers)
        if refused is not None:
            return refused
    if may_look or path.rstrip("/") in _OPEN or path.startswith(_OPEN_BELOW):
        return None
    if scope["method"] == "GET" and "text/html" in headers.get("accept", ""):
        asked = scope["query_string"].decode("latin-1")
        goes_to = f"{path}?{asked}" if asked else path
        return RedirectResponse(f"{SIGN_IN}?next={quote(goes_to, safe='')}", 303)
    return PlainTextResponse("Sign in first. Silakan masuk dahulu.\n", 401)


def _refused_post(headers: Mapping[str, str]) -> Response | None:
    if not is_from_our_page(headers):
        text = "Only our own pages may send this. Hanya halaman kami sendiri yang boleh.\n"
        return PlainTextResponse(text, 403)
    length = headers.get("content-length", "")
    if not length.isdecimal() or int(length) > _MOST_BODY:
        return PlainTextResponse("Too large. Terlalu besar.\n", 413)
    return None
