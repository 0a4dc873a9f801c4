"""The journal names what each packed day of samples is, and verify finds whoever changed one."""

from pathlib import Path

import pytest

from pantau.facts.device import Reading
from pantau.facts.instant import DAY, MINUTE
from pantau.facts.kinds import EntryKind
from pantau.store import (
    FaultReason,
    Keeper,
    Store,
    StoreBusy,
    StoreDamaged,
    StoreUnwritable,
    backup,
    restore,
)
from pantau.store.lock import kept_still
from pantau.store.sealed_files import SealedFiles
from pantau.store.verify import verify
from tests.store.making import T0, WHO, killed_behind_the_entry, plain, sample, seal_one

EVER = 2**62
FILE = "samples/2026-10.sqlite"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = Store.open(tmp_path)
    found.write_samples([sample(site, T0 + n * MINUTE) for site in ("a", "b") for n in range(3)])
    found.write_readings([Reading("a", "router", T0, {})])
    return found


def said(store: Store) -> list[dict[str, object]]:
    entries = store.entries(kinds=[EntryKind.SAMPLES_SEALED])
    return [day for entry in entries for day in entry.data()["days"]]


def reasons(data: Path) -> list[FaultReason]:
    return [each.reason for each in verify(data).faults]


def change(data: Path, sql: str) -> None:
    db = plain(data, FILE)
    db.execute(sql)
    db.close()


def test_a_packed_day_is_named_in_the_journal(tmp_path: Path, store: Store) -> None:
    assert seal_one(store, EVER)
    [day] = said(store)
    assert (day["day"], day["blocks"], day["reason"]) == ("2026-10-01", 3, "over")
    assert reasons(tmp_path) == []


def test_late_samples_give_a_newer_entry_and_nothing_new_gives_none(store: Store) -> None:
    seal_one(store, EVER)
    store.write_samples([sample("a", T0)])
    seal_one(store, EVER)
    assert len(said(store)) == 1, "the same sample once more changes nothing"
    store.write_samples([sample("c", T0)])
    seal_one(store, EVER)
    first, second = said(store)
    assert (second["reason"], second["blocks"]) == ("late", 4)
    assert first["digest"] != second["digest"]


def test_a_late_sample_for_a_month_without_a_file_is_packed_and_named(
    tmp_path: Path, store: Store
) -> None:
    store.write_samples([sample("a", T0 - 40 * DAY)])
    while seal_one(store, EVER):
        pass
    assert sorted(str(each["day"]) for each in said(store)) == ["2026-08-22", "2026-10-01"]
    assert reasons(tmp_path) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sealed SET block = zeroblob(9) WHERE rowid = 1",
        "DELETE FROM sealed WHERE rowid = 1",
        "UPDATE reading_sealed SET site_no = 2",
        "UPDATE site SET id = 'c' WHERE id = 'a'",
    ],
)
def test_whoever_changes_a_packed_day_is_found(tmp_path: Path, store: Store, sql: str) -> None:
    seal_one(store, EVER)
    change(tmp_path, sql)
    assert reasons(tmp_path) == [FaultReason.SEALED]


def test_an_old_state_is_right_only_while_what_came_late_stands_beside_it(
    tmp_path: Path, store: Store
) -> None:
    seal_one(store, EVER)
    change(tmp_path, "PRAGMA wal_checkpoint(TRUNCATE)")
    before = (tmp_path / FILE).read_bytes()
    store.write_samples([sample("c", T0)])
    assert reasons(tmp_path) == []
    seal_one(store, EVER)
    store.close()
    for each in tmp_path.glob(f"{FILE}-*"):
        each.unlink()
    (tmp_path / FILE).write_bytes(before)
    assert reasons(tmp_path) == [FaultReason.SEALED]


def test_a_missing_file_is_named_once_with_how_many_days_it_held(
    tmp_path: Path, store: Store
) -> None:
    store.write_samples([sample("a", T0 + DAY)])
    while seal_one(store, EVER):
        pass
    store.close()
    (tmp_path / FILE).unlink()
    [fault] = verify(tmp_path).faults
    assert fault.reason is FaultReason.SEALED_MISSING
    assert f"{FILE} lacks 2 packed days" in str(fault)


def test_a_damaged_file_is_a_fault_and_no_error(tmp_path: Path, store: Store) -> None:
    seal_one(store, EVER)
    store.close()
    (tmp_path / FILE).write_bytes(b"nothing of SQLite" * 1000)
    assert reasons(tmp_path) == [FaultReason.DAMAGED]


def test_days_packed_before_the_journal_named_any_get_their_entry(
    tmp_path: Path, store: Store
) -> None:
    files = SealedFiles(tmp_path / "samples", readonly=False, busy_ms=1000)
    while files.seal_one(EVER, None, lambda *_: None):
        pass
    files.close()
    assert reasons(tmp_path) == []
    with Keeper(store, **WHO) as keeper:
        assert keeper.name_found_days(at=T0) == 1
        assert keeper.name_found_days(at=T0) == 0
    assert [(each["day"], each["reason"]) for each in said(store)] == [("2026-10-01", "found")]
    assert reasons(tmp_path) == []


def test_a_packed_day_of_which_the_journal_knows_nothing_is_none_of_ours(
    tmp_path: Path, store: Store
) -> None:
    seal_one(store, EVER)
    change(
        tmp_path,
        "INSERT INTO sealed SELECT site_no, probe_no, day + 3, last, block FROM sealed LIMIT 1",
    )
    assert reasons(tmp_path) == [FaultReason.SEALED]
    store.write_samples([sample("b", T0 + 3 * DAY)])
    with pytest.raises(StoreDamaged, match="stay as they are"):
        seal_one(store, EVER)
    with Keeper(store, **WHO) as keeper:
        assert keeper.name_found_days(at=T0) == 0
    assert [each["day"] for each in said(store)] == ["2026-10-01"]


def test_whoever_wrote_blocks_himself_names_them_as_they_are(tmp_path: Path, store: Store) -> None:
    seal_one(store, EVER)
    store.write_alike_minutes([(0, "z", 12, 12, 1, 2, 3, 4)], [(T0, 0), (T0 + DAY, 0)])
    assert reasons(tmp_path) == [FaultReason.SEALED, FaultReason.SEALED]
    with Keeper(store, **WHO) as keeper:
        assert keeper.name_written_days(at=T0) == 2
    assert reasons(tmp_path) == []


def test_a_day_that_was_taken_away_is_missed_whatever_comes_late(
    tmp_path: Path, store: Store
) -> None:
    seal_one(store, EVER)
    change(tmp_path, "DELETE FROM sealed; DELETE FROM reading_sealed")
    store.write_samples([sample("c", T0)])
    assert reasons(tmp_path) == [FaultReason.SEALED_MISSING]
    with pytest.raises(StoreDamaged, match="stay as they are"):
        seal_one(store, EVER)
    assert len(said(store)) == 1


def test_nothing_is_packed_while_somebody_checks_or_copies(tmp_path: Path, store: Store) -> None:
    seal_one(store, EVER)
    store.write_samples([sample("c", T0)])
    with kept_still(tmp_path), kept_still(tmp_path), pytest.raises(StoreBusy, match="later"):
        seal_one(store, EVER)
    assert seal_one(store, EVER)


def test_late_samples_do_not_get_a_changed_day_named_anew(tmp_path: Path, store: Store) -> None:
    seal_one(store, EVER)
    change(tmp_path, "DELETE FROM sealed WHERE rowid = 1")
    late = sample("c", T0)
    store.write_samples([late])
    with pytest.raises(StoreDamaged, match="stay as they are"):
        seal_one(store, EVER)
    assert len(said(store)) == 1
    assert store.samples("c", 0, EVER) == [late]
    assert reasons(tmp_path) == [FaultReason.SEALED]


def test_what_the_journal_cannot_take_stays_unpacked(tmp_path: Path, store: Store) -> None:
    rival = plain(tmp_path, "journal.sqlite")
    rival.execute("BEGIN IMMEDIATE")
    with Store.open(tmp_path, busy_ms=1) as other, pytest.raises(StoreBusy):
        seal_one(other, EVER)
    rival.execute("ROLLBACK")
    rival.close()
    assert store.samples("a", 0, EVER) == [sample("a", T0 + n * MINUTE) for n in range(3)]
    assert said(store) == []
    assert seal_one(store, EVER)
    assert reasons(tmp_path) == []


def test_a_kill_between_entry_and_blocks_is_no_fault_and_is_finished_later(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal_one(store, EVER)
    [named] = said(store)
    store.write_samples([sample("c", T0)])
    with Keeper(store, **WHO) as keeper:
        killed_behind_the_entry(keeper, "seal_one", monkeypatch)
        with pytest.raises(KeyboardInterrupt):
            keeper.seal_one_day(EVER, at=T0)
    assert [each["reason"] for each in said(store)] == ["over", "late"]
    assert store.samples("c", 0, EVER) == [sample("c", T0)]
    assert reasons(tmp_path) == []
    seal_one(store, EVER)
    assert [each["reason"] for each in said(store)] == ["over", "late"]
    assert said(store)[0] == named


def test_a_backup_without_a_damaged_file_comes_back_and_says_what_is_missing(
    tmp_path: Path, store: Store
) -> None:
    seal_one(store, EVER)
    store.close()
    for each in tmp_path.glob(f"{FILE}*"):
        each.write_bytes(b"nothing of SQLite" * 1000)
    with pytest.raises(StoreUnwritable):
        backup(tmp_path, tmp_path.parent / "no folder" / "b.zip")
    made = backup(tmp_path, tmp_path.parent / "b.zip")
    assert len(made.left_out) == 1
    back = restore(made.path, tmp_path.parent / "back")
    [missing] = back.missing
    assert FILE in missing.message
