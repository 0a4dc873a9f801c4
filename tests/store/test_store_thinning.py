"""Samples over their term go, but for the evidence; the journal says what went."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest

from pantau.actions.keeping import let_one_go
from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import DAY, HOUR, MINUTE, from_datetime
from pantau.facts.kinds import EntryKind
from pantau.facts.sealed import AROUND_US
from pantau.facts.words import Left
from pantau.inventory.keeping import Keeping
from pantau.store import FaultReason, Keeper, Store, StoreDamaged, StoreUnwritable, backup, restore
from pantau.store.sealed_files import SealedFiles
from pantau.store.verify import verify
from tests.store.making import (
    T0,
    WHO,
    down,
    killed_behind_the_entry,
    plain,
    sample,
    seal_one,
    up_again,
)

EVER = 2**62
MONTH = "2026-10"
FILE = f"samples/{MONTH}.sqlite"
DOWN, UP = T0 + DAY + 5 * HOUR, T0 + DAY + 6 * HOUR
NAMES = ("a", "b", "upstream/hub", "reference/internet")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two days of which site a has an outage in the second one."""
    found = Store.open(tmp_path)
    found.record([down("a", DOWN)], at=UP, **WHO)
    found.record([up_again("a", UP)], at=UP, **WHO)
    found.write_samples(
        [sample(name, T0 + n * 10 * MINUTE) for name in NAMES for n in range(2 * 144)]
    )
    found.write_readings(
        [
            Reading("a", "router", at, {Quantity.UPTIME_S: 1})
            for at in (T0, DOWN, T0 + 2 * DAY - MINUTE)
        ]
    )
    while seal_one(found, EVER):
        pass
    return found


def thin(store: Store, left: Left) -> None:
    with Keeper(store, **WHO) as keeper:
        keeper.thin(MONTH, left, "samples_months: 25", at=UP)


def is_thinned(store: Store) -> bool:
    with Keeper(store, **WHO) as keeper:
        return keeper.is_thinned(MONTH)


def give_back(store: Store) -> bool:
    with Keeper(store, **WHO) as keeper:
        return keeper.give_back(MONTH)


def minutes(store: Store, site: str, probe: str = "icmp") -> list[int]:
    return [each.at for each in store.samples(site, 0, EVER) if each.probe == probe]


def test_evidence_is_left_and_nothing_else_of_a_site(tmp_path: Path, store: Store) -> None:
    whole = minutes(store, "upstream/hub")
    thin(store, Left.EVIDENCE)
    around = [at for at in whole if DOWN - AROUND_US <= at < UP + AROUND_US]
    assert minutes(store, "a") == around
    assert around[0] < DOWN
    assert around[-1] >= UP
    assert minutes(store, "b") == []
    assert minutes(store, "upstream/hub") == minutes(store, "reference/internet") == whole
    assert store.readings("a", "router", 0, EVER).minutes.tolist() == [DOWN // MINUTE]
    db = plain(tmp_path, FILE)
    assert db.execute("PRAGMA freelist_count").get == 0, "the room is given back"
    db.close()
    assert verify(tmp_path).sound
    assert is_thinned(store)


def test_the_entry_says_what_there_was_and_what_is_left(store: Store) -> None:
    thin(store, Left.EVIDENCE)
    [entry] = store.entries(kinds=[EntryKind.SAMPLES_THINNED])
    data = entry.data()
    assert (data["month"], data["left"], data["rule"]) == (MONTH, "evidence", "samples_months: 25")
    assert data["blocks_before"] == 2 * len(NAMES) + 2
    assert [(each["day"], each["blocks"]) for each in data["days"]] == [
        ("2026-10-01", 2),
        ("2026-10-02", 4),
    ]
    assert store.thinned_months() == {MONTH: Left.EVIDENCE}


def test_in_the_end_the_file_goes_too_and_is_not_missed(tmp_path: Path, store: Store) -> None:
    thin(store, Left.EVIDENCE)
    thin(store, Left.NOTHING)
    assert list((tmp_path / "samples").glob("*.sqlite*")) == []
    assert verify(tmp_path).sound
    assert store.sample_sizes() == {}
    assert [each.data()["gone"] for each in store.entries(kinds=[EntryKind.SAMPLES_THINNED])] == [
        [],
        ["2026-10-01", "2026-10-02"],
    ]


def test_a_kill_between_entry_and_file_is_no_fault_and_is_finished_later(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = minutes(store, "b")
    with Keeper(store, **WHO) as keeper:
        killed_behind_the_entry(keeper, "thin", monkeypatch)
        with pytest.raises(KeyboardInterrupt):
            keeper.thin(MONTH, Left.EVIDENCE, "samples_months: 25", at=UP)
    assert minutes(store, "b") == whole
    assert verify(tmp_path).sound
    assert not is_thinned(store)
    thin(store, Left.EVIDENCE)
    assert is_thinned(store)
    assert minutes(store, "b") == []
    assert len(store.entries(kinds=[EntryKind.SAMPLES_THINNED])) == 1


def test_room_that_was_not_given_back_is_given_back_later(tmp_path: Path, store: Store) -> None:
    thin(store, Left.EVIDENCE)
    assert not give_back(store)
    db = plain(tmp_path, FILE)
    db.execute("CREATE TABLE more (x); INSERT INTO more VALUES (zeroblob(99999)); DROP TABLE more")
    db.close()
    assert give_back(store)
    assert not give_back(store)
    assert is_thinned(store)


def test_an_empty_file_that_was_not_removed_is_removed_later(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _refuses)
        with pytest.raises(StoreUnwritable):
            thin(store, Left.NOTHING)
    assert store.sample_sizes().keys() == {MONTH}
    assert is_thinned(store)
    assert give_back(store)
    assert store.sample_sizes() == {}
    assert verify(tmp_path).sound


def test_a_changed_day_is_not_named_anew_by_letting_it_go(tmp_path: Path, store: Store) -> None:
    db = plain(tmp_path, FILE)
    db.execute("DELETE FROM sealed WHERE rowid = 1")
    db.close()
    with pytest.raises(StoreDamaged, match="stay as they are"):
        thin(store, Left.EVIDENCE)
    assert store.thinned_months() == {}
    assert [each.reason for each in verify(tmp_path).faults] == [FaultReason.SEALED]


def test_what_comes_in_after_the_term_stays(tmp_path: Path, store: Store) -> None:
    thin(store, Left.EVIDENCE)
    whole_day = [T0 + n * MINUTE for n in range(1440)]
    store.write_samples([sample("b", at) for at in whole_day])
    seal_one(store, EVER)
    clock = from_datetime(datetime(2029, 1, 1, tzinfo=UTC))
    with Keeper(store, **WHO) as keeper:
        let_go = [let_one_go(keeper, Keeping(13, 24), now=clock) for _ in range(3)]
    assert [each and each.left for each in let_go] == [Left.EVIDENCE, None, None], "room alone"
    assert minutes(store, "b") == whole_day
    assert len(store.entries(kinds=[EntryKind.SAMPLES_THINNED])) == 1
    assert verify(tmp_path).sound


def test_whoever_takes_the_evidence_too_is_found(tmp_path: Path, store: Store) -> None:
    thin(store, Left.EVIDENCE)
    store.close()
    (tmp_path / FILE).unlink()
    assert [each.reason for each in verify(tmp_path).faults] == [FaultReason.SEALED_MISSING]


def test_a_backup_holds_what_is_left(tmp_path: Path, store: Store) -> None:
    thin(store, Left.EVIDENCE)
    made = backup(tmp_path, tmp_path.parent / f"{tmp_path.name}.zip")
    back = restore(made.path, tmp_path.parent / f"{tmp_path.name}-back")
    assert back.missing == ()


def _refuses(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_what_comes_after_the_file_went_stands_in_a_new_one_for_whoever_had_it_open(
    tmp_path: Path, store: Store
) -> None:
    with Store.open(tmp_path, readonly=True) as reader:
        assert reader.samples("b", 0, EVER)
        thin(store, Left.NOTHING)
        assert reader.samples("b", 0, EVER) == []
        late = sample("b", T0)
        store.write_samples([late])
        assert reader.samples("b", 0, EVER) == store.samples("b", 0, EVER) == [late]


def test_a_log_that_outlived_its_file_is_not_read_into_a_new_one(
    tmp_path: Path, store: Store
) -> None:
    log = tmp_path / f"{FILE}-wal"
    old = log.read_bytes()
    assert old, "packed days are still in the log"
    thin(store, Left.NOTHING)
    log.write_bytes(old)
    late = sample("b", T0)
    store.write_samples([late])
    assert [each for name in NAMES for each in store.samples(name, 0, EVER)] == [late]


def test_a_sample_that_comes_while_an_empty_file_goes_is_kept(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Store.open(tmp_path)
    late, waits = sample("a", T0), Event()
    other.write_samples([late])
    writer = Thread(target=other.write_samples, args=([late],))

    def is_waiting(_: int) -> bool:
        waits.set()
        return True

    other._samples._open[MONTH].db.set_busy_handler(is_waiting)
    plain(tmp_path, FILE).execute("DELETE FROM hot; DELETE FROM sealed; DELETE FROM reading_sealed")
    unlink = SealedFiles._unlink

    def unlink_and_wait(self: SealedFiles, month: str) -> None:
        writer.start()
        assert waits.wait(10)
        unlink(self, month)

    monkeypatch.setattr(SealedFiles, "_unlink", unlink_and_wait)
    assert give_back(store)
    writer.join(10)
    other.close()
    assert (tmp_path / FILE).exists()
    assert store.samples("a", 0, EVER) == [late]
