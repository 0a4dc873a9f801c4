"""Every test of the pages gets a data directory and an inventory of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from dashboard.door import DOOR
from dashboard.settings import DATA, INVENTORY, Settings
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
