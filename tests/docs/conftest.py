"""A desk with the history of March 2025, to be worked at."""

from pathlib import Path

import pytest

from tests.cli.story import Desk, live_through_march


@pytest.fixture
def worked(tmp_path: Path) -> Desk:
    """Its data and inventory are where a command looks by itself."""
    desk = Desk.at(tmp_path)
    live_through_march(desk.data)
    return desk
