"""Streamlit's own scripts, style sheets and typefaces, packed once and sent from memory.

Streamlit sends them plain and in pieces from the disk, 3 MB of them in 70 answers before anything
is seen, and leaves packing to a proxy that nobody here has. Their names bear a digest of what they
hold, so a browser fetches each once.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.streamlit_build import STATIC

_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".woff2": "font/woff2",
}
# Typefaces are packed already.
_PACKED = frozenset({".js", ".css"})
# As long as Streamlit says for them; only names that change with what they hold.
_KEEP = "public, immutable, max-age=31536000"
_HAS_DIGEST = re.compile(r"\.[\w-]{8}\.(?:js|css|woff2)$")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for one file. ``headers``: those of ASGI."""

    tag: str
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class Packed:
    """An ASGI middleware: answers for Streamlit's files itself where the browser can unpack them.

    Whoever cannot, or asks for a part of a file, is answered by ``app``, as is everything else.
    What it keeps is bounded by what Streamlit brings along: 9 MB, once all pages were seen.
    """

    def __init__(self, app: ASGIApp, below: Path = STATIC) -> None:
        """``below``: the folder whose files are served under /static/."""
        self._app = app
        # Looked up by the whole path, so that no path leads to any other file.
        self._files: Mapping[str, Path] = dict(_files(below))
        self._answers: dict[str, Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is None:
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if scope["method"] not in {"GET", "HEAD"} or "range" in asked or not unpacks(asked):
            await self._app(scope, receive, _varying(send))
            return
        answer = self._answers.get(scope["path"])
        if answer is None:
            answer = await to_thread.run_sync(_answer, file)
            self._answers[scope["path"]] = answer
        if _has(answer, asked):
            await send({"type": "http.response.start", "status": 304, "headers": _kept(answer)})
            await send({"type": "http.response.body"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": answer.headers})
        body = b"" if scope["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})


def unpacks(headers: Mapping[str, str]) -> bool:
    """Whether gzip is among what the browser unpacks (RFC 9110, 12.5.3)."""
    weights = {}
    for offered in headers.get("accept-encoding", "").lower().split(","):
        coding, _, weight = offered.replace(" ", "").partition(";q=")
        weights[coding] = weight
    weight = weights.get("gzip", weights.get("*", "0"))
    return not re.fullmatch(r"0(\.0*)?", weight)


def _files(below: Path) -> Iterator[tuple[str, Path]]:
    for file in below.rglob("*"):
        if _HAS_DIGEST.search(file.name) and file.is_file():
            yield f"/static/{file.relative_to(below).as_posix()}", file


def _answer(file: Path) -> Answer:
    plain = file.read_bytes()
    packs = file.suffix in _PACKED
    body = gzip.compress(plain, mtime=0) if packs else plain
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "content-type": _TYPES[file.suffix],
        "content-length": str(len(body)),
        **({"content-encoding": "gzip"} if packs else {}),
        "etag": tag,
        "cache-control": _KEEP,
        "vary": "Accept-Encoding",
    }
    return Answer(
        tag, tuple((key.encode(), value.encode()) for key, value in headers.items()), body
    )


def _has(answer: Answer, asked: Mapping[str, str]) -> bool:
    """Whether the browser holds just this (RFC 9110, 13.1.2)."""
    held = [each.strip().removeprefix("W/") for each in asked.get("if-none-match", "").split(",")]
    return answer.tag in held or held == ["*"]


def _kept(answer: Answer) -> tuple[tuple[bytes, bytes], ...]:
    """What an answer without a body says."""
    return tuple(each for each in answer.headers if each[0] in {b"etag", b"cache-control", b"vary"})


def _varying(send: Send) -> Send:
    """Caches between here and there must not hand the plain file to all, nor the packed one."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).add_vary_header("Accept-Encoding")
        await send(message)

    return sending
