"""Locked, full, foreign, old and new: what the store says, and that it goes on afterwards."""

import resource
from pathlib import Path

import apsw
import pytest

from pantau.facts.instant import SECOND
from pantau.store import (
    FactRefused,
    SqliteTooOld,
    Store,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreMissing,
    StoreTooNew,
    StoreTooOld,
    StoreUnwritable,
    errors,
    verify,
)
from pantau.store.connection import demand_sqlite
from pantau.store.migrate import Migration, demand_current, migrate, migrations
from tests.store.making import T0, WHO, commit, down, inventory, plain, sample, watched


def test_a_locked_database_is_busy_and_works_again(data: Path) -> None:
    with Store.open(data, busy_ms=50) as store:
        store.begin_watch(at=T0, **WHO)
        other = plain(data)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="locked by another process"):
            store.commit(commit(1, T0 + SECOND, down("a", T0)))
        with pytest.raises(StoreBusy):
            store.record([inventory("x")], at=T0, **WHO)
        # Reading waits for nobody.
        assert store.open_outages() == []
        other.execute("ROLLBACK")
        other.close()
        store.commit(commit(1, T0 + SECOND, down("a", T0)))
        assert len(store.open_outages()) == 1
    assert verify(data).sound


def test_a_full_database_refuses_whole_commits_and_works_again(store: Store, data: Path) -> None:
    store.begin_watch(at=T0, **WHO)
    store.commit(commit(1, T0 + SECOND, watched(1, T0, "a")))
    pages = store._db.execute("PRAGMA page_count").get
    store._db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    before = (store.head(), store.last_watch())
    with pytest.raises(StoreUnwritable, match="full"):
        store.commit(commit(1, T0 + 9 * SECOND, down("a", T0), inventory("x" * 50_000)))
    assert (store.head(), store.last_watch()) == before
    assert store.open_outages() == []
    store._db.execute("PRAGMA max_page_count = 1000000").fetchall()
    store.commit(commit(1, T0 + 9 * SECOND, down("a", T0), inventory("x" * 50_000)))
    assert len(store.open_outages()) == 1
    assert verify(data).sound


def test_a_disk_that_takes_no_more_is_unwritable_and_works_again(store: Store, data: Path) -> None:
    store.begin_watch(at=T0, **WHO)
    store.write_samples([sample("a", T0)])
    many = [sample(f"s{number}", T0) for number in range(20_000)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    wal = (data / "journal.sqlite-wal").stat().st_size
    # The kernel refuses to let a file grow, as a full disk does; Python ignores the signal.
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal, hard))
    try:
        with pytest.raises(StoreUnwritable, match="check free space"):
            store.commit(commit(1, T0 + SECOND, inventory("x" * 50_000)))
        with pytest.raises(StoreUnwritable, match="check free space"):
            store.write_samples(many)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.samples("s1", 0, 2**62) == []
    store.commit(commit(1, T0 + SECOND, inventory("x" * 50_000)))
    store.write_samples([sample("s1", T0)])
    assert store.inventory_text(inventory("x" * 50_000).digest) is not None
    assert verify(data).sound


def test_a_data_directory_that_cannot_be_made_is_unwritable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreUnwritable, match="cannot be created"):
        Store.open(tmp_path / "file" / "data")
    (tmp_path / "taken" / "journal.sqlite").mkdir(parents=True)
    with pytest.raises(StoreUnwritable, match="journal"):
        Store.open(tmp_path / "taken")


def test_a_place_that_takes_no_files_is_unwritable() -> None:
    with pytest.raises(StoreUnwritable, match=r"journal\.sqlite cannot be created"):
        Store.open(Path("/proc"))


def test_text_that_is_no_unicode_any_more_is_damage(store: Store, data: Path) -> None:
    store.begin_watch(at=T0, **WHO)
    db = plain(data)
    db.execute("INSERT INTO site_state VALUES (CAST(x'ff' AS TEXT), 'up', 1, NULL, 0, 0, NULL)")
    db.close()
    with pytest.raises(StoreDamaged, match="not Unicode"):
        store.states()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.head()


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: Store, data: Path) -> None:
    db = plain(data)
    db.execute("INSERT INTO migration VALUES ('0999_future', 'ab')")
    before = list(db.execute("SELECT * FROM migration"))
    for readonly in (False, True):
        with pytest.raises(StoreTooNew, match="0999_future"):
            Store.open(data, readonly=readonly)
    with pytest.raises(StoreTooNew):
        verify(data)
    assert list(db.execute("SELECT * FROM migration")) == before
    db.close()


def test_a_step_that_was_edited_after_its_release_is_refused(store: Store, data: Path) -> None:
    db = plain(data)
    db.execute("UPDATE migration SET digest = 'ab' WHERE name LIKE '0001%'")
    db.close()
    with pytest.raises(StoreDamaged, match="0001_journal"):
        Store.open(data)


def test_an_older_store_is_brought_up_step_by_step(data: Path) -> None:
    steps = migrations("journal")
    data.mkdir()
    for done in range(len(steps) + 1):
        db = plain(data)
        migrate(db, steps[:done])
        db.close()
        if done < len(steps):
            with pytest.raises(StoreTooOld if done else StoreMissing):
                Store.open(data, readonly=True)
    with Store.open(data) as store:
        store.record([inventory("x")], at=T0, **WHO)
    assert verify(data).sound


def test_a_step_that_fails_leaves_nothing_of_any_step_behind() -> None:
    db = apsw.Connection(":memory:")
    broken = (
        Migration("0001_a", "CREATE TABLE a (x)"),
        Migration("0002_b", "CREATE TABLE b (x); CREATE TABLE b (x);"),
    )
    with pytest.raises(apsw.SQLError):
        migrate(db, broken)
    with pytest.raises(StoreMissing):
        demand_current(db, broken)
    db.close()


def test_a_reader_never_meets_a_schema_half_made(tmp_path: Path) -> None:
    writer, reader = plain(tmp_path), plain(tmp_path)
    writer.execute("PRAGMA journal_mode = WAL")
    met: list[type[StoreError]] = []

    def look() -> int:
        try:
            demand_current(reader, steps)
        except StoreError as error:
            met.append(type(error))
        return 1

    writer.create_scalar_function("look", look, 0)
    steps = tuple(
        Migration(f"000{n}_t", f"CREATE TABLE t{n} AS SELECT look() AS x") for n in (1, 2, 3)
    )
    migrate(writer, steps)
    assert met == [StoreMissing] * 3
    demand_current(reader, steps)
    reader.close()
    writer.close()


def test_an_entry_of_a_kind_unknown_here_was_written_by_a_newer_version(
    store: Store, data: Path
) -> None:
    store.record([inventory("x")], at=T0, **WHO)
    db = plain(data)
    db.execute(
        "INSERT INTO journal SELECT 2, at, 'a', 'v', 'dreamt', 's', x'', hash, hash FROM journal"
    )
    db.close()
    with pytest.raises(StoreTooNew, match="entry 2 is of the kind 'dreamt'"):
        store.entries()
    assert store.entry(1) is not None
    store.rebuild_projections()


def test_sqlite_before_the_mended_wal_reset_is_refused() -> None:
    with pytest.raises(SqliteTooOld, match=r"SQLite 3\.51\.2 is too old"):
        demand_sqlite("3.51.2")
    demand_sqlite("3.51.3")
    demand_sqlite("4.0")


def test_every_error_says_in_its_own_words_what_to_do() -> None:
    ours = [each for each in vars(errors).values() if isinstance(each, type)]
    family = [each for each in ours if each.__module__ == errors.__name__]
    for error in family:
        assert issubclass(error, StoreError)
        assert str(error()).endswith(".")
        assert "\n" not in str(error())
        assert str(error("other words")) == "other words"
        assert error.__name__ in (errors.__doc__ or "")
    assert FactRefused in family
