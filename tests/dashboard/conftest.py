"""Every test of the pages gets a data directory and an inventory of its own."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit as st

from dashboard import visitor
from dashboard.door import DOOR, Known
from dashboard.settings import DATA, INVENTORY, Settings
from dashboard.visitor import Visitor
from pantau.facts.access import Session
from pantau.facts.accounts import SignInWay
from pantau.facts.instant import HOUR
from pantau.facts.journal import Entry
from pantau.facts.kinds import EntryKind
from pantau.facts.said import Account
from pantau.facts.words import Role
from tests.dashboard.chromium import SITES, Server, Watched, chromium, serving
from tests.dashboard.world import HOSTILE, World, inventory_text


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An empty data directory, an inventory file beside it, and pages that look there."""
    made = World(Settings(data=tmp_path / "data", inventory=tmp_path / "inventory.yaml"))
    made.write_inventory()
    monkeypatch.setenv(DATA, str(made.settings.data))
    monkeypatch.setenv(INVENTORY, str(made.settings.inventory))
    monkeypatch.setattr("dashboard.visitor.listening", lambda: "127.0.0.1")
    DOOR.forget()
    st.cache_resource.clear()
    yield made
    st.cache_resource.clear()


SignIn = Callable[[Role], Visitor]


@pytest.fixture
def signed_in(world: World, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Whoever looks from now on has this role: in pages, not in routes (see house.py for these)."""

    def as_role(role: Role) -> Visitor:
        name = "sri"
        opened = Entry(
            1, world.now, "root", "test", EntryKind.ACCOUNT_OPENED, name, b"{}", b"", b""
        )
        provider = "Telkom" if role is Role.PROVIDER else None
        account = Account(name, "Sri Wahyuni", role, SignInWay.PASSWORD, provider, opened, None)
        session = Session(
            sha256(name.encode()).digest(),
            name,
            SignInWay.PASSWORD,
            world.now,
            world.now,
            world.now + HOUR,
        )
        monkeypatch.setattr("dashboard.visitor._known", lambda: Known(session, account))
        return visitor.visitor()

    return as_role


@pytest.fixture
def server(world: World, tmp_path: Path) -> Iterator[Server]:
    """The real server of a world in which the first of sixty sites is down."""
    world.text = inventory_text(SITES, first=HOSTILE)
    world.write_inventory()
    world.began(ago=2 * HOUR)
    world.went_down(["s-1"])
    world.committed()
    with serving(world, tmp_path) as made:
        yield made


@pytest.fixture
def browser() -> Iterator[Watched]:
    """A real browser: at its end no page has complained or asked a stranger."""
    with chromium() as opened:
        yield opened
