"""A store of its own for every test, closed whatever happens."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from pantau.store import Store
from tests.store.making import History, without_triggers


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    with Store.open(data, busy_ms=2_000) as opened:
        yield opened


@pytest.fixture
def quick() -> Iterator[Path]:
    """A folder in memory where there is one: for those who open a thousand stores."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with some forty entries, never changed by a test."""
    data = tmp_path_factory.mktemp("lived") / "data"
    with Store.open(data) as store:
        History(store, 7).live(40)
    return data


@pytest.fixture
def copy(lived: Path, data: Path) -> Path:
    shutil.copytree(lived, data)
    return data


@pytest.fixture
def raw(copy: Path) -> Iterator[apsw.Connection]:
    db = without_triggers(copy)
    db.execute("PRAGMA ignore_check_constraints = ON")
    yield db
    db.close()
