"""A file that is not what we wrote is a finding, never a traceback."""

import random
from pathlib import Path

import pytest

from pantau.store import FaultReason, Store, StoreDamaged, StoreMissing, verify
from tests.store.making import plain


def test_nothing_to_check_says_so(data: Path) -> None:
    with pytest.raises(StoreMissing):
        verify(data)


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" * 99])
def test_a_file_that_is_no_database_is_a_fault_and_no_traceback(data: Path, content: bytes) -> None:
    data.mkdir()
    (data / "journal.sqlite").write_bytes(content)
    assert [fault.reason for fault in verify(data).faults] == [FaultReason.DAMAGED]
    with pytest.raises(StoreDamaged):
        Store.open(data)


def test_a_database_of_another_program_is_damaged(data: Path) -> None:
    data.mkdir()
    db = plain(data)
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    assert [fault.reason for fault in verify(data).faults] == [FaultReason.DAMAGED]
    with pytest.raises(StoreDamaged, match="not written by Pantau"):
        Store.open(data)


def test_an_index_that_hides_a_row_is_found(copy: Path) -> None:
    db = plain(copy)
    page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'outage_end'").get
    size = db.execute("PRAGMA page_size").get
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    db.close()
    content = bytearray((copy / "journal.sqlite").read_bytes())
    # The number of cells in the header of the index's root page: none.
    content[(page - 1) * size + 3 : (page - 1) * size + 5] = bytes(2)
    (copy / "journal.sqlite").write_bytes(content)
    assert {fault.reason for fault in verify(copy).faults} == {FaultReason.DAMAGED}


@pytest.mark.parametrize("seed", range(12))
def test_garbage_in_the_middle_of_the_file_never_ends_in_a_traceback(copy: Path, seed: int) -> None:
    dice = random.Random(seed)
    path = copy / "journal.sqlite"
    content = bytearray(path.read_bytes())
    place = dice.randrange(len(content))
    content[place : place + 3000] = dice.randbytes(len(content[place : place + 3000]))
    path.write_bytes(content)
    verify(copy)


def test_a_file_cut_in_half_is_a_fault(copy: Path) -> None:
    path = copy / "journal.sqlite"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert not verify(copy).sound
