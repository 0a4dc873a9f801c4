"""The windows of dense echoes: as they were written, for a year, and in every backup."""

import stat
from pathlib import Path

import pytest

from pantau.facts.meetings import WINDOW_US
from pantau.store import Dense, Store, StoreDamaged, StoreMissing, backup, dense_windows, restore
from tests.meeting.made import T, silent, window

ALL = (0, 2**62)


def test_windows_are_read_as_they_were_written(data: Path) -> None:
    written = [window(0, [3, 4]), silent(1), window(1, site="b")]
    with Dense.open(data) as dense:
        dense.write(written)
        dense.write([window(2, [1])])
        dense.write([window(2)])  # the same window again: the later word holds
    found = dense_windows(data, *ALL, ["a", "b", "c"])
    assert found == {"a": [*written[:2], window(2)], "b": [written[2]], "c": []}
    assert dense_windows(data, T + WINDOW_US, T + 2 * WINDOW_US, ["a"]) == {"a": [silent(1)]}
    assert stat.S_IMODE((data / "dense.sqlite").stat().st_mode) == 0o600


def test_where_nothing_was_ever_measured_there_is_nothing(data: Path) -> None:
    data.mkdir(exist_ok=True)
    assert dense_windows(data, *ALL, ["a"]) == {"a": []}
    with pytest.raises(StoreMissing, match="no meeting was measured here"):
        Dense.open(data, readonly=True)


def test_what_is_too_old_is_forgotten(data: Path) -> None:
    with Dense.open(data) as dense:
        dense.write([window(0), window(1)])
        dense.forget_before(T + WINDOW_US)
        assert dense.windows(*ALL, ["a"]) == {"a": [window(1)]}


def test_a_damaged_file_is_named(data: Path) -> None:
    data.mkdir(exist_ok=True)
    (data / "dense.sqlite").write_bytes(b"no database, and long enough to be looked at" * 40)
    with pytest.raises(StoreDamaged, match=r"dense\.sqlite"):
        dense_windows(data, *ALL, ["a"])


def test_a_backup_holds_them(data: Path, tmp_path: Path) -> None:
    Store.open(data).close()
    with Dense.open(data) as dense:
        dense.write([window(0)])
    backup(data, tmp_path / "saved.zip")
    restore(tmp_path / "saved.zip", tmp_path / "again")
    assert dense_windows(tmp_path / "again", *ALL, ["a"]) == {"a": [window(0)]}
