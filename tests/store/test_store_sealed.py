"""Days that are over are packed; whoever reads notices nothing of it."""

import random
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.minutes import NOTHING
from pantau.store import Keeper, Store, StoreBusy, StoreDamaged, StoreUnwritable
from pantau.store.migrate import migrate, migrations
from tests.store.making import T0, WHO, plain, sample, seal_one

EVER = 2**62
NEXT = T0 + DAY


def count(data: Path, table: str, month: str = "2026-10") -> int:
    db = plain(data, f"samples/{month}.sqlite")
    try:
        return int(db.execute(f"SELECT count(*) FROM {table}").get)
    finally:
        db.close()


def seal_all(store: Store, upto: int) -> int:
    done = 0
    while seal_one(store, upto):
        done += 1
    return done


def everything(store: Store) -> tuple[object, ...]:
    """All that a reader can ask for."""
    columns = [
        (site, found.minutes.tolist(), found.columns.tolist())
        for site, found in store.heartbeats(0, EVER, ("a", "b", "nobody"))
    ]
    sites = [store.samples(site, 0, EVER) for site in ("a", "b")]
    windows = [store.samples("a", T0 + n * 97 * MINUTE, T0 + n * 211 * MINUTE) for n in range(9)]
    return columns, sites, windows, store.recent_heartbeats(0, EVER), store.last_samples()


_US = st.none() | st.integers(0, 10_000_000) | st.just(2**40)
_SAMPLES = st.lists(
    st.builds(
        Sample,
        site=st.sampled_from(("a", "b")),
        probe=st.sampled_from(("icmp", "tcp")),
        at=st.integers(-3_000, 3_000).map(lambda minute: T0 + minute * MINUTE),
        sent=st.integers(0, 60),
        received=st.integers(0, 60),
        rtt_min_us=_US,
        rtt_median_us=_US,
        rtt_max_us=_US,
        jitter_us=_US,
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(_SAMPLES, _SAMPLES, st.integers(-3, 3))
def test_no_reader_can_tell_what_is_sealed(
    tmp_path_factory: pytest.TempPathFactory, early: list[Sample], late: list[Sample], day: int
) -> None:
    """Two stores live through the same, late samples included; one of them seals."""
    with (
        Store.open(tmp_path_factory.mktemp("hot")) as hot,
        Store.open(tmp_path_factory.mktemp("sealed")) as sealed,
    ):
        for store in (hot, sealed):
            store.write_samples(early)
        seal_all(sealed, T0 + day * DAY)
        for store in (hot, sealed):
            store.write_samples(late)
        assert everything(sealed) == everything(hot)
        seal_all(sealed, T0 + 9 * DAY)
        assert everything(sealed) == everything(hot)


def test_only_days_that_are_over_are_sealed_and_only_once(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0), sample("a", T0, probe="http"), sample("b", NEXT)])
    assert seal_all(store, NEXT - 1) == 0
    assert seal_all(store, NEXT) == 1
    assert (count(data, "hot"), count(data, "sealed")) == (1, 2)
    assert seal_all(store, NEXT) == 0
    assert seal_all(store, NEXT + DAY) == 1
    assert (count(data, "hot"), count(data, "sealed")) == (0, 3)


def test_a_late_sample_of_a_sealed_day_replaces_and_doubles_nothing(
    store: Store, data: Path
) -> None:
    store.write_samples([sample("a", T0, received=3), sample("a", T0 + MINUTE)])
    seal_all(store, NEXT)
    late = [sample("a", T0, received=9), sample("a", T0 + 2 * MINUTE)]
    store.write_samples(late)
    wanted = [late[0], sample("a", T0 + MINUTE), late[1]]
    assert store.samples("a", 0, EVER) == wanted
    assert seal_all(store, NEXT) == 1
    assert store.samples("a", 0, EVER) == wanted
    assert (count(data, "hot"), count(data, "sealed")) == (0, 1)


def test_a_month_comes_by_site_as_columns(store: Store) -> None:
    silent = Sample("b", "icmp", NEXT, 12, 0, None, None, None, None)
    store.write_samples([sample("a", T0), sample("a", NEXT), sample("a", T0, probe="tcp"), silent])
    store.write_samples([sample("a", T0 - MINUTE)])  # of the file before
    seal_all(store, NEXT)
    found = dict(store.heartbeats(T0 - DAY, NEXT + MINUTE, ("b", "a", "nobody")))
    assert list(found) == ["b", "a", "nobody"]
    assert [at * MINUTE for at in found["a"].minutes.tolist()] == [T0 - MINUTE, T0, NEXT]
    assert found["a"].column("rtt_median_us").tolist() == [1_000] * 3
    assert found["b"].column("jitter_us").tolist() == [NOTHING]
    assert found["nobody"].minutes.tolist() == []
    [(_, alone)] = store.heartbeats(T0, NEXT, ("a",))
    assert alone.minutes.tolist() == [T0 // MINUTE]


def test_a_day_that_is_sealed_while_a_month_is_read_is_met_once(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0), sample("b", T0)])
    with Store.open(data, readonly=True) as reader:
        reading = reader.heartbeats(T0, NEXT, ("a", "b"))
        assert len(next(reading)[1].minutes) == 1
        seal_all(store, NEXT)
        assert len(next(reading)[1].minutes) == 1


def test_a_sealing_that_fails_half_way_changes_nothing(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0), sample("b", T0)])
    before = everything(store)
    db = plain(data, "samples/2026-10.sqlite")
    db.execute(
        "CREATE TRIGGER full BEFORE INSERT ON sealed WHEN NEW.site_no = 2"
        " BEGIN SELECT raise(ABORT, 'no room'); END"
    )
    with pytest.raises(Exception, match="no room"):
        seal_one(store, NEXT)
    assert (count(data, "hot"), count(data, "sealed")) == (2, 0)
    db.execute("DROP TRIGGER full")
    db.close()
    assert seal_one(store, NEXT)
    assert everything(store) == before


def test_a_locked_file_is_busy_and_sealed_later(data: Path) -> None:
    with Store.open(data, busy_ms=50) as store:
        store.write_samples([sample("a", T0)])
        other = plain(data, "samples/2026-10.sqlite")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            seal_one(store, NEXT)
        other.execute("ROLLBACK")
        other.close()
        assert seal_one(store, NEXT)


def test_a_full_disk_leaves_the_day_as_it_was(store: Store, data: Path) -> None:
    rng = random.Random(1)
    store.write_samples(
        [
            Sample("a", "icmp", T0 + n * MINUTE, 12, 12, *rng.choices(range(10**6), k=4))
            for n in range(900)
        ]
    )
    before = everything(store)
    with Keeper(store, **WHO) as keeper:
        keeper._files.days_of("2026-10")
        [opened] = keeper._files._open.values()
        db = opened.db
        pages = db.execute("PRAGMA page_count").get
        db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        with pytest.raises(StoreUnwritable, match="full"):
            keeper.seal_one_day(NEXT, at=T0)
        assert everything(store) == before
        db.execute("PRAGMA max_page_count = 1000000").fetchall()
        assert keeper.seal_one_day(NEXT, at=T0)
    assert everything(store) == before


def test_a_damaged_block_is_named_and_stops_nothing_else(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0), sample("b", T0)])
    seal_all(store, NEXT)
    db = plain(data, "samples/2026-10.sqlite")
    db.execute("UPDATE sealed SET block = x'01ff' WHERE site_no = 1")
    db.close()
    with pytest.raises(StoreDamaged, match=r"2026-10\.sqlite is damaged: a sealed day"):
        store.samples("a", 0, EVER)
    with pytest.raises(StoreDamaged, match="a sealed day"):
        list(store.heartbeats(0, EVER, ("a",)))
    assert store.samples("b", 0, EVER) == [sample("b", T0)]
    assert store.last_samples() == {}
    store.write_samples([sample("a", NEXT)])


def test_the_last_state_opens_no_block_that_holds_nothing_newer(store: Store, data: Path) -> None:
    newest = [sample("a", T0 + MINUTE), sample("b", T0 + MINUTE)]
    store.write_samples([sample("a", T0), sample("b", T0 + 2 * MINUTE)])
    seal_all(store, NEXT)
    store.write_samples(newest)
    assert store.last_samples() == {"a": newest[0], "b": sample("b", T0 + 2 * MINUTE)}
    db = plain(data, "samples/2026-10.sqlite")
    db.execute("UPDATE sealed SET block = x'01ff'")
    db.close()
    # That of b is wanted, and cannot be read: a damaged file counts as empty here.
    assert store.last_samples() == {}
    store.write_samples([sample("b", T0 + 2 * MINUTE)])
    assert store.last_samples() == {"a": newest[0], "b": sample("b", T0 + 2 * MINUTE)}


def test_a_store_for_reading_seals_nothing(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0)])
    with Store.open(data, readonly=True) as reader, pytest.raises(StoreUnwritable):
        seal_one(reader, NEXT)


def test_a_file_from_before_there_were_blocks_is_brought_up(data: Path) -> None:
    with Store.open(data):
        pass
    (data / "samples").mkdir()
    db: apsw.Connection = plain(data, "samples/2026-10.sqlite")
    migrate(db, migrations("samples")[:1])
    minute = T0 // MINUTE
    db.execute("INSERT INTO site VALUES (1, 'a')")
    db.execute("INSERT INTO probe VALUES (1, 'icmp')")
    db.execute(f"INSERT INTO hot VALUES ({minute}, 1, 1, 12, 12, 900, 1000, 1100, 50)")
    db.close()
    with Store.open(data) as store:
        assert seal_all(store, NEXT) == 1
        assert store.samples("a", 0, EVER) == [sample("a", T0)]


def test_damage_of_one_file_or_day_keeps_no_other_day_waiting(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0 - DAY), sample("a", T0), sample("a", NEXT)])
    seal_one(store, T0)
    seal_one(store, NEXT)
    store.close()
    (data / "samples" / "2026-09.sqlite").write_bytes(b"rust" * 5000)
    db = plain(data, "samples/2026-10.sqlite")
    db.execute("UPDATE sealed SET block = x'01ff'")
    db.close()
    with Store.open(data) as again:
        again.write_samples([sample("a", T0 + MINUTE)])  # late, for a block that is damaged
        assert seal_one(again, NEXT + DAY)
        assert count(data, "sealed") == 2
        with pytest.raises(StoreDamaged, match="a sealed day"):
            seal_one(again, NEXT + DAY)
        assert count(data, "hot") == 1
