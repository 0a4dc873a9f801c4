"""Tampering by plain SQL is found, and the first bad entry is named."""

import shutil
import tempfile
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.store import Anchor, FaultReason, Store, Verification, verify
from pantau.store.chain import COLUMNS, entry_hash
from tests.store.making import T0, WHO, down, first, forge, inventory, plain, without_triggers


def test_an_untouched_store_passes(lived: Path) -> None:
    with Store.open(lived, readonly=True) as store:
        head = store.head()
    assert verify(lived) == Verification(head[0], head, ())
    assert verify(lived).sound


def test_an_empty_store_passes(store: Store, data: Path) -> None:
    assert verify(data, [Anchor(0, bytes(32))]) == Verification(0, (0, bytes(32)), ())


@settings(max_examples=60, deadline=None)
@given(
    seq=st.integers(1, 20),
    column=st.sampled_from(COLUMNS.split(", ")[1:]),
    place=st.integers(0, 10_000),
    flip=st.integers(1, 255),
)
def test_one_changed_byte_anywhere_is_found_and_named(
    lived: Path, seq: int, column: str, place: int, flip: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(lived, data)
        db = without_triggers(data)
        old = db.execute(f"SELECT CAST({column} AS BLOB) FROM journal WHERE seq = ?", (seq,)).get
        place %= len(old)
        new = old[:place] + bytes([old[place] ^ flip]) + old[place + 1 :]
        kind = {"at": "INTEGER", "payload": "BLOB", "previous": "BLOB", "hash": "BLOB"}
        cast = f"CAST(? AS {kind.get(column, 'TEXT')})"
        db.execute(f"UPDATE journal SET {column} = {cast} WHERE seq = ?", (new, seq))
        db.close()
        assert verify(data).faults[0].seq == seq


def test_a_removed_entry_leaves_a_hole(copy: Path, raw: apsw.Connection) -> None:
    raw.execute("DELETE FROM journal WHERE seq = 12")
    assert first(verify(copy)) == (12, FaultReason.MISSING)
    raw.execute("DELETE FROM journal WHERE seq <= 3")
    assert first(verify(copy)) == (1, FaultReason.MISSING)


def test_a_removed_entry_whose_followers_moved_up_is_found(
    copy: Path, raw: apsw.Connection
) -> None:
    raw.execute("DELETE FROM journal WHERE seq = 12")
    raw.execute("UPDATE journal SET seq = -(seq - 1) WHERE seq > 12")
    raw.execute("UPDATE journal SET seq = -seq WHERE seq < 0")
    assert first(verify(copy)) == (12, FaultReason.NOT_LINKED)


def test_an_inserted_entry_is_found(copy: Path, raw: apsw.Connection) -> None:
    raw.execute("UPDATE journal SET seq = -(seq + 1) WHERE seq > 12")
    raw.execute("UPDATE journal SET seq = -seq WHERE seq < 0")
    row = list(raw.execute(f"SELECT {COLUMNS} FROM journal WHERE seq = 12").get)
    row[0], row[4], row[7] = 13, "note", row[8]
    row[8] = entry_hash(row[:8])
    raw.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    # It is linked well itself; the one behind it betrays it.
    assert first(verify(copy)) == (13, FaultReason.INSERTED)


def test_an_entry_before_the_first_is_found(copy: Path, raw: apsw.Connection) -> None:
    raw.execute("INSERT INTO journal SELECT -4, " + COLUMNS[5:] + " FROM journal WHERE seq = 1")
    assert first(verify(copy)) == (-4, FaultReason.INSERTED)


def test_an_entry_dated_before_its_predecessor_is_found(copy: Path, raw: apsw.Connection) -> None:
    raw.execute("UPDATE journal SET at = 5 WHERE seq = 9")
    forge(raw, 9)
    assert first(verify(copy)) == (9, FaultReason.DATED_BACK)


def test_an_entry_of_an_unknown_kind_is_no_fault(copy: Path, raw: apsw.Connection) -> None:
    last = raw.execute(f"SELECT {COLUMNS} FROM journal ORDER BY seq DESC LIMIT 1").get
    row = [last[0] + 1, last[1], "a", "b", "dreamt", "c", b"no json", last[8]]
    raw.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?)", (*row, entry_hash(row)))
    assert {fault.reason for fault in verify(copy).faults} == {FaultReason.SCHEMA}


def test_a_well_linked_entry_that_contradicts_the_others_is_found(
    copy: Path, raw: apsw.Connection
) -> None:
    last = raw.execute(f"SELECT {COLUMNS} FROM journal ORDER BY seq DESC LIMIT 1").get
    row = [last[0] + 1, last[1], "a", "b", "outage_closed", "c", b'{"site":"nowhere"}', last[8]]
    raw.execute("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?,?)", (*row, entry_hash(row)))
    assert first(verify(copy)) == (last[0] + 1, FaultReason.CONTRADICTS)


def test_a_missing_or_changed_trigger_is_a_fault_of_no_entry(copy: Path) -> None:
    db = plain(copy)
    db.execute("DROP TRIGGER journal_no_delete")
    found = verify(copy).faults
    assert [(fault.seq, fault.reason) for fault in found] == [(None, FaultReason.SCHEMA)]
    assert "trigger journal_no_delete is missing" in str(found[0])
    db.execute("CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT 1; END")
    db.execute("CREATE TRIGGER mine AFTER INSERT ON outage BEGIN DELETE FROM outage; END")
    assert [str(fault) for fault in verify(copy).faults] == [
        "trigger journal_no_delete was changed",
        "trigger mine is not Pantau's",
    ]
    db.close()


def test_an_outage_changed_by_sql_is_found(copy: Path) -> None:
    db = plain(copy)
    name, ended = db.execute(
        "SELECT id, ended_at FROM outage WHERE ended_at NOT NULL AND import_id IS NULL LIMIT 1"
    ).get
    db.execute("UPDATE outage SET ended_at = ended_at - 1 WHERE id = ?", (name,))
    (found,) = verify(copy).faults
    assert (found.seq, found.reason) == (int(name[1:]), FaultReason.PROJECTION)
    assert str(found) == f"outage {name}: ended_at is {ended - 1}, by the journal {ended}"
    db.execute("DELETE FROM outage WHERE id = ?", (name,))
    assert str(verify(copy).faults[0]) == f"outage {name} is missing from its table"
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE watch SET until = until + 1 WHERE run = 1",
        "INSERT INTO outage (id, site, started_at) VALUES ('O999', 'x', 1)",
        "UPDATE outage SET site = CAST(x'ff' AS TEXT) WHERE import_id IS NOT NULL",
        "DELETE FROM gap",
        "UPDATE inventory SET text = text || ' '",
        "UPDATE watch_site SET since = since - 1 WHERE run = 1",
    ],
)
def test_any_current_table_changed_by_sql_is_found(copy: Path, sql: str) -> None:
    db = plain(copy)
    db.execute(sql)
    db.close()
    assert {fault.reason for fault in verify(copy).faults} == {FaultReason.PROJECTION}


def test_watched_time_of_the_open_run_is_its_tables_own(store: Store, data: Path) -> None:
    store.begin_watch(at=T0, **WHO)
    db = plain(data)
    db.execute("UPDATE watch SET until = until + 5")
    db.close()
    assert verify(data).sound


def test_a_store_is_checked_while_it_is_written(store: Store, data: Path) -> None:
    for number in range(5):
        store.record([inventory(str(number))], at=T0, **WHO)
        found = verify(data)
        assert (found.sound, found.entries) == (True, number + 1)


def test_a_hundred_faults_are_enough(store: Store, data: Path) -> None:
    store.record([down(f"s{number}", T0) for number in range(150)], at=T0, **WHO)
    db = without_triggers(data)
    db.execute("UPDATE journal SET author = 'x'")
    db.close()
    found = verify(data).faults
    assert first(verify(data)) == (1, FaultReason.CHANGED)
    assert len([fault for fault in found if fault.seq]) == 100
