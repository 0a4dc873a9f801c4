"""Every test of the pages gets a data directory and an inventory of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard import cached, visitor
from dashboard.door import DOOR
from dashboard.settings import DATA, INVENTORY, Settings
from dashboard.visitor import Visitor
from pantau.actions.acting import Actor
from pantau.facts.words import Role
from tests.dashboard.world import World


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
def signed_in(monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Let somebody of a role look at the pages from now on."""

    def sign_in(role: Role) -> Visitor:
        provider = "Telkom" if role is Role.PROVIDER else None
        who = Visitor("sri", "Sri Wahyuni", role, provider, session="t1")
        monkeypatch.setattr(visitor, "visitor", lambda: who)
        acting = ("sri", "web session t1", role)
        monkeypatch.setattr(visitor, "actor", lambda: Actor(*acting, cached.now()))
        return who

    return sign_in
