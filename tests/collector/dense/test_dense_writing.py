"""Windows wait for a store that cannot be written, and none is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from collector.dense.writing import Writing
from pantau.facts.instant import HOUR
from pantau.facts.meetings import DenseWindow
from pantau.store import Dense, StoreUnwritable, dense_windows
from pantau.store.dense import KEPT_US
from tests.acceptance.processes import until
from tests.meeting.made import T, window

ALL = (0, 2**62)


def written(data: Path) -> list[DenseWindow]:
    return dense_windows(data, *ALL, ["a"])["a"]


def test_what_cannot_be_written_now_is_written_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[[Dense, list[DenseWindow]], None] = Dense.write
    tries: list[int] = []

    def full_at_first(self: Dense, windows: list[DenseWindow]) -> None:
        tries.append(len(windows))
        if len(tries) < 3:
            raise StoreUnwritable("the disk is full")
        real(self, windows)

    monkeypatch.setattr(Dense, "write", full_at_first)
    with Writing(tmp_path) as writing:
        writing.add([window(0)], T)

        def another_try() -> bool:
            writing.add([], T)
            return len(tries) > 2

        until(another_try)
        writing.add([window(1)], T)
    assert written(tmp_path) == [window(0), window(1)]


def test_what_is_older_than_its_term_goes(tmp_path: Path) -> None:
    with Dense.open(tmp_path) as dense:
        dense.write([window(0)])
    with Writing(tmp_path) as writing:
        late = T + KEPT_US + 2 * HOUR
        writing.add([window(0, at=late)], late)
    assert written(tmp_path) == [window(0, at=late)]
