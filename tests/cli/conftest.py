"""Desks: one to read from, shared; one to work at, new for every test."""

import shutil
from pathlib import Path

import pytest

from tests.cli.story import Desk, live_through_march


@pytest.fixture(scope="session")
def march(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The history of March 2025. Tests only read it."""
    desk = Desk.at(tmp_path_factory.mktemp("march"))
    live_through_march(desk.data)
    return desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An inventory, and no data yet."""
    return Desk.at(tmp_path)


@pytest.fixture
def worked(march: Desk, desk: Desk) -> Desk:
    """The history of March 2025, to be changed."""
    shutil.copytree(march.data, desk.data)
    return desk
