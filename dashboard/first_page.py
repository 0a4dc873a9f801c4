"""Streamlit's page before any script of it ran: in our language, and sure of its server."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pantau.language import DEFAULT_LANGUAGE

SCRIPT_PATH = "/pantau-page.js"
# Else a page below the root asks for a server at its own address first: two answers of 404 each
# time, and as many round trips lost.
_SCRIPT = 'window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" }\n'

_MARK = b"<title>Streamlit</title>"
_CHANGES = (
    (_MARK, f'<title>Pantau</title>\n    <script src=".{SCRIPT_PATH}"></script>'.encode()),
    (b'<html lang="en">', f'<html lang="{DEFAULT_LANGUAGE}">'.encode()),
)


def script(_: Request) -> Response:
    """What the page is to know before Streamlit's own scripts run."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(_SCRIPT, media_type="text/javascript", headers=headers)


class FirstPage:
    """Changes the page as it passes; all other answers go through as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI calls it."""
        if scope["type"] == "http" and scope["method"] == "GET" and _wants_html(scope):
            # Packed, it could not be changed; it is small.
            headers = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
            await self.app({**scope, "headers": headers}, receive, _Changing(send).send)
        else:
            await self.app(scope, receive, send)


class _Changing:
    """Holds an answer of HTML back until it is whole."""

    def __init__(self, send: Send) -> None:
        self._send = send
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
            for old, new in _CHANGES:
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
