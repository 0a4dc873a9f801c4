"""Many minutes out of a stock, and a past that is brought in whole."""

from pathlib import Path

import apsw
import pytest

from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.store import Commit, FactRefused, RunNotOpen, Store, StoreUnwritable, verify
from pantau.store.alike import StockRow
from tests.store.making import T0, WHO, sample

EVER = 2**62
STOCK: list[StockRow] = [
    (0, "b", 12, 11, 10, 20, 30, 4),
    (0, "a", 12, 12, 11, 21, 31, 5),
    (1, "a", 12, 0, None, None, None, None),
]


def test_each_minute_takes_the_rows_of_its_number(store: Store) -> None:
    store.write_alike_minutes(STOCK, [(T0, 0), (T0 + MINUTE, 1), (T0 + 2 * MINUTE, 0)])
    assert store.samples("a", 0, EVER) == [
        Sample("a", "icmp", T0, 12, 12, 11, 21, 31, 5),
        Sample("a", "icmp", T0 + MINUTE, 12, 0, None, None, None, None),
        Sample("a", "icmp", T0 + 2 * MINUTE, 12, 12, 11, 21, 31, 5),
    ]
    assert [each.at for each in store.samples("b", 0, EVER)] == [T0, T0 + 2 * MINUTE]


def test_a_list_over_the_border_of_a_month_fills_two_files(store: Store, data: Path) -> None:
    store.write_alike_minutes(STOCK, [(T0 - MINUTE, 0), (T0, 0)])
    files = sorted(path.name for path in (data / "samples").glob("*.sqlite"))
    assert files == ["2026-09.sqlite", "2026-10.sqlite"]
    assert len(store.samples("a", 0, EVER)) == 2


def test_more_than_a_day_comes_in_several_transactions(store: Store) -> None:
    store.write_alike_minutes(STOCK, [(T0 + n * MINUTE, 0) for n in range(1500)])
    assert len(store.samples("b", 0, EVER)) == 1500


def test_what_was_measured_stays_and_later_samples_still_replace(store: Store) -> None:
    measured = sample("a", T0, received=3)
    store.write_samples([measured])
    store.write_alike_minutes(STOCK, [(T0, 0), (T0 + MINUTE, 0)])
    assert store.samples("a", T0, T0 + MINUTE) == [measured]
    again = sample("b", T0 + MINUTE, received=1)
    store.write_samples([again])
    assert store.samples("b", T0 + MINUTE, EVER) == [again]


def test_a_stock_may_be_written_again(store: Store) -> None:
    for _ in range(2):
        store.write_alike_minutes(STOCK, [(T0, 0)])
    assert len(store.samples("a", 0, EVER)) == 1


def test_foreign_keys_hold_again_afterwards(store: Store) -> None:
    store.write_alike_minutes(STOCK, [(T0, 0)])
    [opened] = store._samples._open.values()
    with pytest.raises(apsw.ConstraintError):
        opened.db.execute("INSERT INTO hot VALUES (1, 99, 99, 1, 1, 1, 1, 1, 1)")


def test_a_store_for_reading_takes_none(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0)])
    with Store.open(data, readonly=True) as reading, pytest.raises(StoreUnwritable):
        reading.write_alike_minutes(STOCK, [(T0, 0)])


def commit(run: int, at: int) -> Commit:
    return Commit(run, at, (), (), at, **WHO)


def test_commits_of_a_past_keep_their_instants_and_leave_a_sound_journal(
    store: Store, data: Path
) -> None:
    run = store.begin_watch(at=T0, **WHO).run
    store.commit_all(commit(run, T0 + n * DAY) for n in range(3))
    watch = store.last_watch()
    assert watch is not None
    assert watch.until == T0 + 2 * DAY
    assert verify(data).faults == ()


def test_one_bad_commit_takes_all_of_them_back(store: Store) -> None:
    run = store.begin_watch(at=T0, **WHO).run
    with pytest.raises((RunNotOpen, FactRefused)):
        store.commit_all([commit(run, T0 + DAY), commit(run + 1, T0 + 2 * DAY)])
    watch = store.last_watch()
    assert watch is not None
    assert watch.until == T0
