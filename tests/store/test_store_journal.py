"""Entries: written once, in order, linked, and never changed."""

import hashlib
import stat
import tempfile
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.instant import SECOND
from pantau.facts.journal import ImportRevoked, InventoryApplied, WatchOpened, to_payload
from pantau.facts.kinds import EntryKind
from pantau.store import FactRefused, Store, StoreMissing, StoreUnwritable, verify
from tests.store.making import T0, WHO, down, imported, inventory, plain, up_again

# Everything that UTF-8 can hold: a lone surrogate is refused, which has its own test.
TEXT = st.text(st.characters(codec="utf-8"), max_size=40)


def test_an_empty_journal_has_the_head_zero(store: Store) -> None:
    assert store.head() == (0, bytes(32))
    assert store.entries() == []
    assert store.last_watch() is None
    assert store.last_inventory() is None


def test_entries_are_numbered_from_one_without_holes_and_linked(store: Store) -> None:
    written = store.record([down("a", T0), up_again("a", T0 + 1)], at=T0, **WHO)
    written += store.record([down("a", T0 + 2)], at=T0 + 3, **WHO)
    assert [entry.seq for entry in written] == [1, 2, 3]
    assert [entry.previous for entry in written] == [bytes(32), written[0].hash, written[1].hash]
    assert store.entries() == written
    assert store.entry(2) == written[1]
    assert store.entry(4) is None
    assert store.head() == (3, written[2].hash)


def test_the_hash_is_what_the_documentation_says(store: Store) -> None:
    (entry,) = store.record([down("a", T0)], at=T0, **WHO)
    fields = [b"pantau journal 1", b"1", str(T0).encode(), b"collector", b"pantau@monitor"]
    fields += [b"outage_opened", b"a", to_payload(down("a", T0)), bytes(32)]
    digest = hashlib.sha256(b"".join(len(f).to_bytes(8, "big") + f for f in fields))
    assert entry.hash == digest.digest()


def test_an_entry_is_never_dated_before_its_predecessor(store: Store) -> None:
    store.record([inventory("a")], at=T0 + 100, **WHO)
    (late,) = store.record([inventory("b")], at=T0, **WHO)
    assert late.at == T0 + 100


@settings(max_examples=25, deadline=None)
@given(author=TEXT, via=TEXT, text=TEXT, reason=TEXT, at=st.integers(0, 2**62))
def test_whatever_is_written_is_read_back_and_passes_the_check(
    author: str, via: str, text: str, reason: str, at: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder)) as store:
        fact = InventoryApplied(digest=reason, text=text, added=(author, via))
        written = store.record([imported(at), fact, ImportRevoked("I1", reason)], at=at, **WHO)
        written += store.record([inventory(text)], at=at, author=author, via=via)
        assert store.entries() == written
        assert (written[-1].author, written[-1].via, written[-1].at) == (author, via, at)
        assert written[1].payload == to_payload(fact)
        assert verify(Path(folder)).faults == ()


def test_entries_can_be_asked_by_kind_subject_time_and_number(store: Store) -> None:
    for number, site in enumerate("abc"):
        store.record([down(site, T0)], at=T0 + number * SECOND, **WHO)
    store.record([up_again("a", T0 + 9)], at=T0 + 5 * SECOND, **WHO)

    def numbers(**asked: object) -> list[int]:
        return [entry.seq for entry in store.entries(**asked)]  # type: ignore[arg-type]  # passed on

    assert numbers(kinds=[EntryKind.OUTAGE_OPENED]) == [1, 2, 3]
    assert numbers(kinds=[EntryKind.OUTAGE_CLOSED, EntryKind.GAP_OPENED]) == [4]
    assert numbers(kinds=[]) == []
    assert numbers(subject="a") == [1, 4]
    assert numbers(begin=T0 + SECOND, end=T0 + 5 * SECOND) == [2, 3]
    assert numbers(after=2) == [3, 4]
    assert numbers(after=1, limit=1) == [2]
    assert numbers(subject="a", kinds=[EntryKind.OUTAGE_CLOSED], begin=T0, after=1) == [4]


def test_the_newest_entry_of_a_kind_has_a_number(store: Store) -> None:
    assert store.newest(EntryKind.INVENTORY_APPLIED) is None
    store.record([inventory("one")], at=T0, **WHO)
    store.record([down("a", T0)], at=T0, **WHO)
    assert store.newest(EntryKind.INVENTORY_APPLIED) == 1
    store.record([inventory("two")], at=T0, **WHO)
    assert store.newest(EntryKind.INVENTORY_APPLIED) == 3


def test_nothing_of_a_refused_batch_is_written(store: Store) -> None:
    with pytest.raises(FactRefused, match="site 'a' already has an open outage"):
        store.record([down("a", T0), down("a", T0 + 1)], at=T0, **WHO)
    assert store.head() == (0, bytes(32))
    assert store.open_outages() == []


def test_text_that_is_not_unicode_is_refused(store: Store) -> None:
    with pytest.raises(FactRefused, match="not Unicode"):
        store.record([inventory("ok")], at=T0, author="\ud800", via="v")
    with pytest.raises(FactRefused, match="not Unicode"):
        store.record([down("\ud800", T0)], at=T0, **WHO)
    assert store.entries() == []


def test_a_run_begins_with_begin_watch_only(store: Store) -> None:
    with pytest.raises(FactRefused, match="begin_watch"):
        store.record([WatchOpened(1, T0)], at=T0, **WHO)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal SET author = 'x' WHERE seq = 1",
        "UPDATE OR REPLACE journal SET seq = 1 WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        "DELETE FROM journal",
        "REPLACE INTO journal SELECT 1, at, 'x', via, kind, subject, payload, previous, hash"
        " FROM journal WHERE seq = 1",
        "INSERT OR IGNORE INTO journal SELECT 9, at, author, via, kind, subject, payload, hash,"
        " hash FROM journal WHERE seq = 2",
        "INSERT INTO journal SELECT 3, at, author, via, kind, subject, payload, previous, hash"
        " FROM journal WHERE seq = 2",
        "INSERT INTO journal SELECT 3, at - 1, author, via, kind, subject, payload, hash, hash"
        " FROM journal WHERE seq = 2",
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(
    store: Store, data: Path, sql: str
) -> None:
    before = store.record([down("a", T0), up_again("a", T0 + 1)], at=T0, **WHO)
    db = plain(data)
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        db.execute(sql)
    db.close()
    assert store.entries() == before


def test_files_and_folders_are_for_their_owner_only(store: Store, data: Path) -> None:
    store.record([inventory("a")], at=T0, **WHO)
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()}
    assert modes == dict.fromkeys(
        ("journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm"), 0o600
    )


def test_the_inventory_applied_last_is_found_with_its_text(store: Store) -> None:
    first, second = inventory("first"), inventory("second")
    store.record([first, second, first], at=T0, **WHO)
    assert store.last_inventory() == first.digest
    assert store.inventory_text(second.digest) == "second"
    assert store.inventory_text("unknown") is None


def test_reading_works_while_another_writes_and_writes_nothing(store: Store, data: Path) -> None:
    with Store.open(data, readonly=True) as reader:
        assert reader.head()[0] == 0
        store.record([inventory("a")], at=T0, **WHO)
        assert reader.head() == store.head()
        with pytest.raises(StoreUnwritable, match="reading only"):
            reader.record([inventory("b")], at=T0, **WHO)
        with pytest.raises(StoreUnwritable, match="reading only"):
            reader.write_samples([])


def test_reading_where_nothing_is_says_so_and_creates_nothing(data: Path) -> None:
    with pytest.raises(StoreMissing, match=r"check --data"):
        Store.open(data, readonly=True)
    assert not data.exists()
