"""The windows of dense echoes: as they were written, for a year, and in every backup."""

import stat
from pathlib import Path

import pytest

from pantau.facts.instant import DAY, HOUR
from pantau.facts.meetings import WINDOW_US, MeetingCertified
from pantau.facts.words import Role
from pantau.store import (
    Dense,
    FaultReason,
    Store,
    StoreDamaged,
    StoreMissing,
    backup,
    dense_rests,
    dense_windows,
    restore,
    verify,
)
from pantau.store.dense import KEPT_US
from tests.meeting.made import T, silent, window
from tests.store.making import inventory, plain

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


@pytest.fixture
def certified(data: Path) -> Path:
    """A meeting of a and b, its windows, and the entry of its certificate."""
    with Dense.open(data) as dense:
        dense.write([window(0), window(1, [3, 4]), window(0, site="b"), window(0, site="other")])
    rests = dense_rests(data, T, T + HOUR, ["b", "a"])
    assert (rests.count, rests.sites) == (3, ("a", "b"))
    with Store.open(data) as store:
        digest = store.keep(b"paper")
        paper = MeetingCertified("R1", "rapat.pdf", digest, 5, "id", "1", Role.MANAGER, rests)
        store.record([paper], at=T + 2 * HOUR, author="Rina", via="test")
    return data


def change(data: Path, sql: str) -> None:
    db = plain(data, "dense.sqlite")
    db.execute(sql)
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM dense_window WHERE site = 'b'",
        "UPDATE dense_window SET lost = 0 WHERE lost = 2",
        "INSERT INTO dense_window SELECT site, at + 20000000, every_us, sent, lost, bursts,"
        " longest, first, last, 1, 1, 1, 1, pairs FROM dense_window WHERE site = 'b'",
        "DROP TABLE dense_window",
    ],
)
def test_whoever_changes_what_a_certificate_rests_on_is_found(certified: Path, sql: str) -> None:
    assert verify(certified).faults == ()
    change(certified, "DELETE FROM dense_window WHERE site = 'other'")
    assert verify(certified).faults == (), "nobody certified that"
    change(certified, sql)
    [fault] = verify(certified).faults
    wanted = (FaultReason.DAMAGED, None) if "DROP" in sql else (FaultReason.WINDOWS, 1)
    assert (fault.reason, fault.seq) == wanted


def test_windows_that_are_gone_are_missed_until_their_term(certified: Path) -> None:
    (certified / "dense.sqlite").unlink()
    [fault] = verify(certified).faults
    assert "3 windows then, 0 now" in str(fault)
    with Store.open(certified) as store:
        store.record([inventory("a")], at=T + KEPT_US - 30 * DAY, author="Rina", via="test")
    assert verify(certified).faults == ()


def test_a_backup_without_them_can_be_restored_and_says_so(certified: Path, tmp_path: Path) -> None:
    change(certified, "DELETE FROM dense_window WHERE site = 'b'")
    backup(certified, tmp_path / "saved.zip")
    [missing] = restore(tmp_path / "saved.zip", tmp_path / "again").missing
    assert "meeting R1" in missing.message
