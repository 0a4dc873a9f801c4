"""An outbox whose file cannot be written works in memory, and comes back whole."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.facts.letters import Letter
from pantau.store import (
    FloatingOutbox,
    Outbox,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
    StoreUnwritable,
    set_aside,
)
from tests.store.making import T0, plain

BODY = "x" * 100_000


@contextmanager
def full(data: Path) -> Iterator[None]:
    """The kernel lets no file of ours grow, as on a full disk; Python ignores the signal."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    least = max(path.stat().st_size for path in data.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (least, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def queue(outbox: Outbox, *ids: str) -> None:
    letters = [("grup", Letter(id, id, T0, BODY)) for id in ids]
    outbox.remember([], [], letters, cursor=7, at=T0)


def ids(data: Path) -> list[str]:
    """As another process sees the file."""
    with Outbox.open(data, readonly=True) as outbox:
        return sorted(letter.id for letter in outbox.letters())


def test_on_a_full_disk_it_goes_on_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    with FloatingOutbox.opened(tmp_path) as outbox:
        queue(outbox, "a")
        with full(tmp_path):
            with pytest.raises(StoreUnwritable):
                queue(outbox, "b")
            queue(outbox, "b", "c")
            assert [each.id for each in outbox.lease("grup", T0, SECOND, 9)] == ["a", "b", "c"]
            outbox.sent(["a"], T0, "1")
            outbox.beat(T0, {})
            assert "check free space" in str(outbox.trouble)
            assert ids(tmp_path) == ["a"]
        queue(outbox, "d")
        assert outbox.trouble is not None
        outbox.beat(T0 + SECOND, {})
        assert outbox.trouble is None
        assert ids(tmp_path) == ["a", "b", "c", "d"]
        queue(outbox, "e")
        assert ids(tmp_path) == ["a", "b", "c", "d", "e"]
        assert outbox.depth("grup") == 4
        assert outbox.cursor() == 7


def test_a_lock_of_somebody_else_does_not_stop_it_either(tmp_path: Path) -> None:
    with FloatingOutbox.opened(tmp_path, busy_ms=20) as outbox:
        other = plain(tmp_path, "alerts.sqlite")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            queue(outbox, "a")
        queue(outbox, "a")
        outbox.beat(T0, {})
        assert outbox.trouble is not None
        other.execute("ROLLBACK")
        other.close()
        outbox.beat(T0, {})
    assert ids(tmp_path) == ["a"]


def test_what_is_in_memory_comes_back_at_the_end_where_that_is_possible(tmp_path: Path) -> None:
    outbox = FloatingOutbox.opened(tmp_path)
    with full(tmp_path):
        with pytest.raises(StoreUnwritable):
            queue(outbox, "a")
        queue(outbox, "a")
    outbox.close()
    outbox.close()
    assert ids(tmp_path) == ["a"]
    outbox = FloatingOutbox.opened(tmp_path)
    with full(tmp_path):
        many = [f"b{number}" for number in range(20)]
        with pytest.raises(StoreUnwritable):
            queue(outbox, *many)
        queue(outbox, *many)
        outbox.close()
    assert ids(tmp_path) == ["a"]


def test_it_does_not_land_on_a_file_that_a_newer_program_brought_up(tmp_path: Path) -> None:
    outbox = FloatingOutbox.opened(tmp_path)
    queue(outbox, "a")
    with full(tmp_path), pytest.raises(StoreUnwritable):
        queue(outbox, "b")
    newer = plain(tmp_path, "alerts.sqlite")
    newer.execute("INSERT INTO migration VALUES ('0999_future', 'ab')")
    with pytest.raises(StoreTooNew, match="while this process ran"):
        outbox.beat(T0, {})
    outbox.close()
    assert list(newer.execute("SELECT name FROM migration ORDER BY rowid DESC LIMIT 1")) == [
        ("0999_future",)
    ]
    newer.close()


def test_a_damaged_one_is_known_at_once_and_can_be_set_aside(tmp_path: Path) -> None:
    with FloatingOutbox.opened(tmp_path) as outbox:
        queue(outbox, *(f"n{number}" for number in range(20)))
    file = tmp_path / "alerts.sqlite"
    size = file.stat().st_size
    with file.open("r+b") as bytes_of:
        bytes_of.seek(4096)
        bytes_of.write(os.urandom(size - 4096))
    with pytest.raises(StoreDamaged):
        FloatingOutbox.opened(tmp_path)
    aside = set_aside(tmp_path)
    assert aside.stat().st_size == size
    assert not file.exists()
    with FloatingOutbox.opened(tmp_path) as outbox:
        assert outbox.letters() == []
