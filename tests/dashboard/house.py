"""The ways in and the guard as a browser meets them, before pages that need no Streamlit."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest
from argon2 import PasswordHasher
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect

from dashboard import cached
from dashboard.ack_page import ack_page
from dashboard.door import DOOR
from dashboard.guard import Guard
from dashboard.sign_in import asked
from dashboard.sign_in.routes import ROUTES
from pantau.actions.accounts import Opening, open_account
from pantau.actions.acting import Actor
from pantau.actions.passwords import Passwords
from pantau.actions.sign_in import Desk, set_password
from pantau.facts.words import Role
from pantau.store import Access, Store
from tests.dashboard.world import World

GOOD = "kuda laut makan jagung"
HTML = {"accept": "text/html"}
OURS = {"sec-fetch-site": "same-origin"}


async def _page(request: Request) -> Response:
    return PlainTextResponse(f"page {request.url.path}")


async def _echo(websocket: WebSocket) -> None:
    await websocket.accept()
    with suppress(WebSocketDisconnect):
        while True:
            await websocket.send_text(await websocket.receive_text())


@dataclass
class House:
    """A world, its accounts, and where its pages listen."""

    world: World
    listen: str = "127.0.0.1"
    address: str = "http://127.0.0.1:8501"
    hasher: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    )

    def app(self) -> Starlette:
        routes = [
            *ROUTES,
            Route("/tangani", ack_page, methods=["GET", "POST"]),
            WebSocketRoute("/_stcore/stream", _echo),
            Route("/{path:path}", _page, methods=["GET", "HEAD", "POST"]),
        ]
        guard = Middleware(Guard, listening=lambda: self.listen)
        return Starlette(routes=routes, middleware=[guard])

    def browser(self, **headers: str) -> TestClient:
        """A browser with nothing in it."""
        return TestClient(
            self.app(), base_url=self.address, headers=headers, follow_redirects=False
        )

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        data = self.world.settings.data
        with Store.open(data) as store, Access.open(data) as access:
            yield Desk(store, access, Passwords(self.hasher))
        DOOR.forget()

    def actor(self) -> Actor:
        return Actor("root", "root@monitor", Role.ADMIN, self.world.now)

    def invited(self, name: str, role: Role = Role.TECHNICIAN, provider: str | None = None) -> str:
        """The code of a new account."""
        with self.desk() as desk:
            opening = Opening(name, name.title(), role, provider)
            code = open_account(desk.store, desk.access, self.actor(), opening)
        assert isinstance(code, str)
        return code

    def let_in(self, name: str, role: Role = Role.TECHNICIAN, provider: str | None = None) -> None:
        """An account with a password."""
        code = self.invited(name, role, provider)
        with self.desk() as desk:
            assert set_password(desk, code, GOOD, GOOD, self.world.now) == name

    def kinds(self) -> list[str]:
        with Store.open(self.world.settings.data, readonly=True) as store:
            return [str(each.kind) for each in store.entries()]

    def write(self, text: str) -> None:
        """Other words in the inventory, in force at once."""
        self.world.text = self.world.text.replace("sites:\n", f"{text}sites:\n")
        self.world.write_inventory()
        self.world.began()
        cached.forget()
        DOOR.forget()

    def channel(self, browser: TestClient, **headers: str) -> WebSocketTestSession:
        """What an open page is told through."""
        url = f"{self.address.replace('http', 'ws', 1)}/_stcore/stream"
        return browser.websocket_connect(url, headers=headers)


def sign_in(browser: TestClient, name: str, password: str = GOOD, **more: str) -> Response:
    typed = {"name": name, "password": password, **more}
    return browser.post("/masuk", data=typed, headers=OURS)  # type: ignore[return-value]


@pytest.fixture
def house(world: World, monkeypatch: pytest.MonkeyPatch) -> House:
    """On loopback; nobody has an account yet."""
    made = House(world)
    world.began()
    monkeypatch.setattr(asked, "PASSWORDS", Passwords(made.hasher))
    monkeypatch.setattr(asked, "listening", lambda: made.listen)
    DOOR.forget()
    return made


__all__ = ["GOOD", "HTML", "OURS", "House", "house", "sign_in"]
