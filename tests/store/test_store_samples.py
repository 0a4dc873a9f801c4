"""Minute samples: monthly files, replaced not doubled, and never in the journal's way."""

import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pantau.facts.instant import DAY, MINUTE, SECOND
from pantau.facts.measured import Sample
from pantau.store import FactRefused, Store, StoreDamaged, set_aside_in, verify
from tests.store.making import T0, WHO, inventory, plain, sample

EVER = 2**62


def test_samples_are_read_back_by_site_and_window(store: Store) -> None:
    written = [sample("a", T0), sample("a", T0, probe="http"), sample("a", T0 + MINUTE)]
    store.write_samples([*written, sample("b", T0)])
    assert store.samples("a", 0, EVER) == [written[1], written[0], written[2]]
    assert store.samples("a", T0, T0 + MINUTE) == [written[1], written[0]]
    assert store.samples("a", T0 + 1, EVER) == [written[2]]
    assert store.samples("nobody", 0, EVER) == []


def test_what_nothing_answered_stays_empty(store: Store) -> None:
    silent = Sample("a", "icmp", T0, 12, 0, None, None, None, None)
    store.write_samples([silent])
    assert store.samples("a", 0, EVER) == [silent]


def test_the_same_minute_written_twice_is_replaced(store: Store) -> None:
    store.write_samples([sample("a", T0, received=3)])
    store.write_samples([sample("a", T0, received=9)])
    assert [each.received for each in store.samples("a", 0, EVER)] == [9]


def test_each_utc_month_has_a_file_for_its_owner_only(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0 - MINUTE), sample("a", T0), sample("a", T0 + 40 * DAY)])
    folder = data / "samples"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = sorted(folder.glob("*.sqlite"))
    assert [file.name for file in files] == ["2026-09.sqlite", "2026-10.sqlite", "2026-11.sqlite"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    assert len(store.samples("a", 0, EVER)) == 3


def test_many_months_are_read_with_few_files_open(store: Store) -> None:
    months = [sample("a", T0 + 31 * number * DAY) for number in range(8)]
    store.write_samples(months)
    assert store.samples("a", 0, EVER) == months
    assert len(store._samples._open) <= 3


def test_a_sample_that_does_not_begin_with_a_minute_is_refused(store: Store) -> None:
    with pytest.raises(FactRefused, match="does not begin with a minute"):
        store.write_samples([Sample("a", "icmp", T0 + SECOND, 1, 1, 1, 1, 1, None)])


def test_the_recent_heartbeats_of_all_sites_leave_other_probes_out(store: Store) -> None:
    wanted = [sample("a", T0 - MINUTE, received=10), sample("b", T0, received=11)]
    store.write_samples(wanted)
    store.write_samples([sample("a", T0, probe="http"), sample("a", T0 + MINUTE)])
    assert store.recent_heartbeats(T0 - MINUTE, T0 + MINUTE) == wanted
    assert store.recent_heartbeats(T0 + DAY, T0) == []


def test_the_last_samples_are_those_of_the_last_ten_minutes_written(store: Store) -> None:
    assert store.last_samples() == {}
    newest, fresh = sample("a", T0 + 4 * MINUTE), sample("b", T0 - 5 * MINUTE)
    store.write_samples([newest, fresh, sample("a", T0), sample("c", T0 - 6 * MINUTE)])
    store.write_samples([sample("d", T0 + 4 * MINUTE, probe="http")])
    assert store.last_samples() == {"a": newest, "b": fresh}


def test_of_the_minute_that_runs_little_is_known_yet(store: Store) -> None:
    over, running = sample("a", T0), sample("a", T0 + MINUTE, received=1)
    only = sample("new", T0 + MINUTE, received=1)
    store.write_samples([over, running, only, sample("a", T0 - MINUTE)])
    assert store.last_samples(T0 + MINUTE + 7 * SECOND) == {"a": over, "new": only}
    # Once it is over it is the last one.
    assert store.last_samples(T0 + 2 * MINUTE) == {"a": running, "new": only}


def test_the_minute_before_a_month_is_over_when_its_first_runs(store: Store) -> None:
    over, running, only = sample("a", T0 - MINUTE), sample("a", T0), sample("new", T0)
    store.write_samples([over, running, only])
    assert len(list((store.data / "samples").glob("*.sqlite"))) == 2
    assert store.last_samples(T0 + SECOND) == {"a": over, "new": only}
    assert store.last_samples() == {"a": running, "new": only}


def test_a_month_whose_rows_were_all_removed_has_no_last_samples(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0)])
    db = plain(data, "samples/2026-10.sqlite")
    db.execute("DELETE FROM hot")
    db.close()
    assert store.last_samples() == {}


def test_a_damaged_sample_file_does_not_break_the_journal(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0 - DAY), sample("a", T0)])
    store.close()
    (data / "samples" / "2026-10.sqlite").write_bytes(b"rust" * 5000)
    for leftover in (data / "samples").glob("2026-10.sqlite-*"):
        leftover.unlink()
    with Store.open(data) as again:
        again.record([inventory("x")], at=T0, **WHO)
        assert again.recent_heartbeats(0, EVER) == [sample("a", T0 - DAY)]
        assert set(again.last_samples()) == {"a"}
        with pytest.raises(StoreDamaged, match=r"2026-10\.sqlite is damaged"):
            again.samples("a", 0, EVER)
        assert again.samples("a", 0, T0 - MINUTE) == [sample("a", T0 - DAY)]
        # Who writes moves it aside: what comes is not lost, and what is in it neither.
        again.write_samples([sample("a", T0)])
        assert len(again.samples("a", 0, EVER)) == 2
    assert (data / "samples" / "2026-10.sqlite.damaged-1").read_bytes() == b"rust" * 5000
    assert [path.name for path in set_aside_in(data)] == ["2026-10.sqlite.damaged-1"]
    assert verify(data).sound


def test_a_sample_file_that_was_taken_away_or_replaced_is_written_anew(
    store: Store, data: Path
) -> None:
    path = data / "samples" / "2026-10.sqlite"
    store.write_samples([sample("a", T0)])
    path.rename(data / "samples" / "away")
    store.write_samples([sample("a", T0 + MINUTE)])
    assert [each.at for each in store.samples("a", 0, EVER)] == [T0 + MINUTE]
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink()
    (data / "samples" / "away").replace(path)
    store.write_samples([sample("a", T0 + 2 * MINUTE)])
    store.close()
    with Store.open(data, readonly=True) as reader:
        assert T0 + 2 * MINUTE in [each.at for each in reader.samples("a", 0, EVER)]


def test_a_journal_that_was_taken_away_takes_nothing_more(store: Store, data: Path) -> None:
    store.record([inventory("x")], at=T0, **WHO)
    (data / "journal.sqlite").rename(data / "away")
    for ask in (store.head, lambda: store.record([inventory("y")], at=T0, **WHO)):
        with pytest.raises(StoreDamaged, match="removed or replaced while it was in use"):
            ask()
    (data / "away").rename(data / "journal.sqlite")
    store.record([inventory("y")], at=T0, **WHO)
    assert verify(data).sound


def test_damage_deep_in_an_open_sample_file_is_named(store: Store, data: Path) -> None:
    store.write_samples([sample("a", T0 + number * MINUTE) for number in range(5_000)])
    store.close()
    path = data / "samples" / "2026-10.sqlite"
    whole = path.read_bytes()
    with Store.open(data) as again:
        assert len(again.samples("a", T0, T0 + MINUTE)) == 1
        path.write_bytes(whole[: len(whole) // 2] + b"rust" * (len(whole) // 8))
    with Store.open(data) as again:
        with pytest.raises(StoreDamaged, match=r"2026-10\.sqlite is damaged"):
            again.samples("a", 0, EVER)
        path.write_bytes(whole)
        assert len(again.samples("a", 0, EVER)) == 5_000


def test_a_file_that_was_just_created_holds_nothing_yet(store: Store, data: Path) -> None:
    (data / "samples").mkdir()
    (data / "samples" / "2026-10.sqlite").touch()
    with Store.open(data, readonly=True) as reader:
        assert reader.samples("a", 0, EVER) == []
        assert reader.last_samples() == {}


def test_samples_are_read_while_another_writes(store: Store, data: Path) -> None:
    with Store.open(data, readonly=True) as reader:
        assert reader.samples("a", 0, EVER) == []
        store.write_samples([sample("a", T0)])
        assert reader.samples("a", 0, EVER) == [sample("a", T0)]


_COUNT = st.integers(0, 60)
_MICROSECONDS = st.none() | st.integers(0, 10_000_000)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.builds(
            Sample,
            site=st.sampled_from(("a", "b", "ć 1")),
            probe=st.sampled_from(("icmp", "tcp")),
            at=st.integers(0, 200_000).map(lambda minute: T0 + minute * MINUTE),
            sent=_COUNT,
            received=_COUNT,
            rtt_min_us=_MICROSECONDS,
            rtt_median_us=_MICROSECONDS,
            rtt_max_us=_MICROSECONDS,
            jitter_us=_MICROSECONDS,
        ),
        max_size=8,
        unique_by=lambda each: (each.site, each.probe, each.at),
    )
)
def test_any_samples_are_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, samples: list[Sample]
) -> None:
    with Store.open(tmp_path_factory.mktemp("any")) as store:
        store.write_samples(samples)
        found = [each for site in ("a", "b", "ć 1") for each in store.samples(site, 0, EVER)]
        assert sorted(found, key=repr) == sorted(samples, key=repr)
