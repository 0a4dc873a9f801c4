"""Somebody in a village with a telephone, as the server of the pages meets them: guard and form."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import anyio
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.guard import Guard
from dashboard.lapor.counts import Counts
from dashboard.lapor.routes import Intake, lapor_routes
from pantau.facts.clock import SystemClock
from pantau.facts.instant import SECOND
from tests.dashboard.stranger import Reply

FORM = {
    "desa": "05.2002",
    "keluhan": "down",
    "sejak": "jam",
    "keterangan": "",
    "telepon": "",
    "website": "",
}
OURS = {"sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded"}


class GoneError(Exception):
    """The sender hung up."""


class StuckError(Exception):
    """The sender sends nothing more, and hangs up as little."""


@dataclass
class Later:
    """The machine's clock, and how much later it is by the steady one."""

    later_us: int = 0

    def wall_ns(self) -> int:
        return SystemClock().wall_ns() + self.later_us * 1_000

    def boot_ns(self) -> int:
        return SystemClock().boot_ns() + self.later_us * 1_000


@dataclass
class Villager:
    """Asks one server, whose bounds live as long as this does."""

    clock: Later = field(default_factory=Later)
    counts: Counts = field(default_factory=Counts)
    patience_s: float = 30.0
    app: Starlette = field(init=False)

    def __post_init__(self) -> None:
        intake = Intake(self.clock, counts=self.counts, patience_s=self.patience_s)
        guard = Middleware(Guard, listening=lambda: "127.0.0.1")
        self.app = Starlette(routes=lapor_routes(intake), middleware=[guard])

    def get(self, url: str, **more: Any) -> Reply:
        return anyio.run(lambda: self.ask("GET", url, **more))

    def token(self) -> str:
        """Of a form that was opened five seconds ago."""
        found = re.search(r'name="t" value="([^"]+)"', self.get("/lapor").text)
        assert found
        self.clock.later_us += 5 * SECOND
        return found[1]

    def send(self, url: str = "/lapor", **changed: str) -> Reply:
        """A form that a person filled in, but for what is changed."""
        typed = {**FORM, "t": changed.pop("t", None) or self.token(), **changed}
        return self.post(urlencode(typed).encode(), url)

    def post(self, body: bytes, url: str = "/lapor", **more: Any) -> Reply:
        return anyio.run(lambda: self.ask("POST", url, body, **more))

    async def ask(
        self,
        method: str,
        url: str,
        body: bytes = b"",
        *,
        headers: dict[str, str] | None = None,
        address: str = "127.0.0.1",
        parts: Iterable[bytes] | None = None,
    ) -> Reply:
        """One request. ``parts``: the body in pieces, as a slow or endless sender gives it."""
        split = urlsplit(url)
        said = {"host": "127.0.0.1:8501", **(OURS if headers is None else headers)}
        if method == "POST" and "content-length" not in said and "transfer-encoding" not in said:
            said["content-length"] = str(len(body))
        pieces = iter(parts) if parts is not None else iter([body])
        self.read = 0

        async def receive() -> dict[str, object]:
            try:
                piece = next(pieces, None)
            except GoneError:
                return {"type": "http.disconnect"}
            except StuckError:
                await anyio.sleep_forever()
            self.read += len(piece or b"")
            return {
                "type": "http.request",
                "body": piece or b"",
                "more_body": piece is not None and parts is not None,
            }

        heard: list[Any] = []

        async def send(message: Any) -> None:
            heard.append(message)

        scope = {
            "type": "http",
            "scheme": "http",
            "client": (address, 50_000),
            "method": method,
            "path": split.path,
            "query_string": split.query.encode(),
            "headers": [(name.encode(), text.encode()) for name, text in said.items()],
        }
        await self.app(scope, receive, send)
        answered = {name.decode(): text.decode() for name, text in heard[0]["headers"]}
        whole = b"".join(part.get("body", b"") for part in heard[1:])
        return Reply(heard[0]["status"], answered, whole)
