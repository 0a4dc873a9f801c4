"""Somebody without an account who asks the public routes, as a server would pass it on."""

import json
from dataclasses import dataclass, field
from gzip import decompress
from typing import Any
from urllib.parse import unquote, urlsplit

import anyio
from starlette.applications import Starlette

from dashboard.publik.routes import Answer, public_routes
from pantau.facts.clock import Clock


def published(text: str) -> str:
    """An inventory that says that there is a public page."""
    return text.replace("version: 1\n", "version: 1\npages: {public: true}\n", 1)


@dataclass
class Reply:
    """What came back; header names in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (decompress(self.body) if packed else self.body).decode()

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class Stranger:
    """Asks one server, whose cache lives as long as this does."""

    app: Starlette = field(default_factory=lambda: Starlette(routes=public_routes()))

    @classmethod
    def of(cls, clock: Clock, make: Answer) -> "Stranger":
        return cls(Starlette(routes=public_routes(clock, make)))

    def get(self, url: str, method: str = "GET", **headers: str) -> Reply:
        return anyio.run(self._ask, url, method, headers)

    async def _ask(self, url: str, method: str, headers: dict[str, str]) -> Reply:
        parts = urlsplit(url)
        scope = {
            "type": "http",
            "scheme": "http",
            "client": ("127.0.0.1", 50_000),
            "method": method,
            "path": unquote(parts.path),
            "query_string": parts.query.encode(),
            "headers": [
                (name.replace("_", "-").encode(), text.encode()) for name, text in headers.items()
            ],
        }
        heard: list[Any] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            heard.append(message)

        await self.app(scope, receive, send)
        said = {name.decode(): text.decode() for name, text in heard[0]["headers"]}
        body = b"".join(part.get("body", b"") for part in heard[1:])
        return Reply(heard[0]["status"], said, body)
