"""Streamlit's page before any script of it ran: in our language, sure of its server, and quick."""

import json
from functools import cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.streamlit_build import FIRST_OF, first_scripts, later_files
from pantau.language import DEFAULT_LANGUAGE

# BACKEND_BASE_URL: else a page below the root asks for a server at its own address first, and gets
# two answers of 404. HOST_CONFIG: else it asks for health and for this before it opens its channel;
# so it does both at once. No other page may stand around ours (see response_headers.py): the only
# origin that may speak to it is its own.
_KNOWN = """
window.__streamlit = {
  BACKEND_BASE_URL: location.origin + "/",
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
}
"""

# What other pages will want is brought while nobody waits for anything. The wall has no other page,
# and who pays for what they fetch has it brought when they go there.
_LATER = """
{
  const later = %s
  const wanted = location.pathname !== "/dinding" && !navigator.connection?.saveData
  const idle = window.requestIdleCallback ?? ((then) => setTimeout(then, 200))
  const bring = (file) => (file.endsWith(".css") ? fetch(file) : import(file))
  const next = () => later.length && idle(() => bring(later.shift()).then(next, next))
  if (wanted) addEventListener("load", () => setTimeout(next, 1500))
}
"""

_MARK = b"<title>Streamlit</title>"


@cache
def script() -> str:
    """What runs in the page before Streamlit's own scripts."""
    return _KNOWN + _LATER % json.dumps(later_files())


@cache
def _changes(page: str) -> tuple[tuple[bytes, bytes], ...]:
    files = first_scripts(page)
    early = [f'<link rel="modulepreload" crossorigin href="{file}">' for file in files]
    head = "\n    ".join(("<title>Pantau</title>", f"<script>{script()}</script>", *early))
    return (
        (_MARK, head.encode()),
        (b'<html lang="en">', f'<html lang="{DEFAULT_LANGUAGE}">'.encode()),
    )


class FirstPage:
    """Changes the page as it passes; all other answers go through as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""
        if scope["type"] == "http" and scope["method"] == "GET" and _wants_html(scope):
            # Packed, it could not be changed; it is small.
            headers = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
            page = scope["path"].strip("/")
            changes = _changes(page if page in FIRST_OF else "")
            await self.app({**scope, "headers": headers}, receive, _Changing(send, changes).send)
        else:
            await self.app(scope, receive, send)


class _Changing:
    """Holds an answer of HTML back until it is whole."""

    def __init__(self, send: Send, changes: tuple[tuple[bytes, bytes], ...]) -> None:
        self._send = send
        self._changes = changes
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_plain_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = self._body
        if _MARK in body:
            for old, new in self._changes:
                body = body.replace(old, new, 1)
        # What a browser kept under the old validators is not this page.
        dropped = {b"content-length", *((b"etag", b"last-modified") if _MARK in self._body else ())}
        headers = [(key, value) for key, value in start["headers"] if key.lower() not in dropped]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _wants_html(scope: Scope) -> bool:
    """Whether a browser goes to a page, and does not fetch what one needs."""
    return any(key == b"accept" and b"text/html" in value for key, value in scope["headers"])


def _is_plain_html(message: Message) -> bool:
    """HTML that nobody packed."""
    headers = {key.lower(): value for key, value in message["headers"]}
    return (
        message["status"] == 200
        and headers.get(b"content-type", b"").startswith(b"text/html")
        and b"content-encoding" not in headers
    )
