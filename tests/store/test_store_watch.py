"""Runs of the collector: watched time, what a dead run leaves, what the ledger gets."""

from pathlib import Path

import pytest

from pantau.facts.instant import SECOND
from pantau.facts.journal import (
    EntryKind,
    GapClosed,
    GapOpened,
    ImportRevoked,
    WatchClosed,
    WatchSites,
)
from pantau.facts.measured import ALL_SITES, ImportedSpan, Interval, SiteState, Watch
from pantau.facts.words import Cause, GapReason, State, WatchEnd
from pantau.store import ClockBehind, FactRefused, RunNotOpen, Store
from tests.store.making import T0, WHO, commit, down, imported, up_again, watched

EVER = 2**62


def seconds(number: int) -> int:
    return T0 + number * SECOND


def test_the_first_run_begins_with_nothing_known(store: Store) -> None:
    begun = store.begin_watch(at=T0, **WHO)
    assert (begun.run, begun.horizon, begun.states, begun.open_outages) == (1, 0, {}, {})
    assert begun.previous is None
    assert store.last_watch() == Watch(1, T0, T0, None)


def test_watched_time_moves_with_every_commit_and_never_back(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    before = store.head()
    store.commit(commit(1, seconds(5)))
    store.commit(commit(1, seconds(3)))
    assert store.last_watch() == Watch(1, T0, seconds(5), None)
    assert store.head() == before


def test_a_run_found_dead_ends_where_its_last_commit_reached(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    suspected = SiteState("a", State.UP, T0, suspect_since=seconds(4))
    calm = SiteState("b", State.UP, T0)
    facts = (
        watched(1, T0, "a", "b", "c"),
        down("c", seconds(2)),
        GapOpened(ALL_SITES, seconds(3), GapReason.VANTAGE_BLIND),
    )
    store.commit(commit(1, seconds(5), *facts, states=(suspected, calm)))
    begun = store.begin_watch(at=seconds(60), **WHO)
    assert begun.run == 2
    assert begun.horizon == seconds(5)
    assert begun.previous == Watch(1, T0, seconds(5), WatchEnd.FOUND_DEAD)
    assert begun.states["a"].suspect_since is None
    assert set(begun.open_outages) == {"c"}
    assert begun.open_gaps == ()
    gaps = {(gap.site, gap.reason): (gap.started_at, gap.ended_at) for gap in store.gaps(0, EVER)}
    assert gaps == {
        ("a", GapReason.UNCONFIRMED): (seconds(4), seconds(5)),
        (ALL_SITES, GapReason.VANTAGE_BLIND): (seconds(3), seconds(5)),
    }
    opened = store.entries(kinds=[EntryKind.WATCH_OPENED])[-1].data()
    assert opened["previous_until"] == seconds(5)
    assert opened["previous_end"] == "found_dead"


def test_a_suspicion_is_declared_once_even_if_the_next_run_dies_at_once(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    state = SiteState("a", State.UP, T0, suspect_since=seconds(1))
    store.commit(commit(1, seconds(5), states=(state,)))
    store.begin_watch(at=seconds(10), **WHO)
    store.begin_watch(at=seconds(20), **WHO)
    assert len(store.gaps(0, EVER)) == 1


def test_a_run_that_ended_in_good_order_keeps_its_end(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    store.commit(commit(1, seconds(5), WatchClosed(1, seconds(5), WatchEnd.STOPPED)))
    begun = store.begin_watch(at=seconds(9), **WHO)
    assert begun.previous == Watch(1, T0, seconds(5), WatchEnd.STOPPED)
    assert store.entries(kinds=[EntryKind.WATCH_OPENED])[-1].data()["previous_end"] is None


def test_a_clock_before_the_last_entry_is_refused(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    store.commit(commit(1, seconds(5)))
    with pytest.raises(ClockBehind, match="before the last entry of 2026-10-01T00:00:05Z"):
        store.begin_watch(at=seconds(5) - 1, **WHO)
    assert store.begin_watch(at=seconds(5), **WHO).run == 2


def test_only_the_open_run_may_commit(store: Store) -> None:
    with pytest.raises(RunNotOpen, match="no run is"):
        store.commit(commit(1, T0))
    store.begin_watch(at=T0, **WHO)
    store.begin_watch(at=seconds(1), **WHO)
    with pytest.raises(RunNotOpen, match="run 2 took its place"):
        store.commit(commit(1, seconds(5), down("a", seconds(2))))
    with pytest.raises(FactRefused, match="another run"):
        store.commit(commit(2, seconds(5), watched(1, seconds(2), "a")))
    assert store.open_outages() == []
    store.commit(commit(2, seconds(5), WatchClosed(2, seconds(5), WatchEnd.STOPPED)))
    with pytest.raises(RunNotOpen):
        store.commit(commit(2, seconds(9)))


def test_states_are_kept_as_written_last(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    first = SiteState("a", State.UP, T0, None, 20, 3, T0)
    store.commit(commit(1, T0, states=(first, SiteState("b", State.UNKNOWN, T0))))
    store.commit(commit(1, T0, states=(SiteState("b", State.DOWN, T0),)))
    assert store.states() == {"a": first, "b": SiteState("b", State.DOWN, T0)}


def test_the_ledger_gets_what_each_site_was_watched(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    store.commit(commit(1, seconds(10), watched(1, T0, "a", "b"), watched(1, seconds(4), "c")))
    store.commit(commit(1, seconds(20), WatchSites(1, {}, {"b": seconds(12)})))
    store.commit(commit(1, seconds(30), watched(1, seconds(25), "b")))
    # The next run begins just where the last one ended, and a third one later.
    store.begin_watch(at=seconds(30), **WHO)
    store.commit(commit(2, seconds(40), watched(2, seconds(30), "a")))
    store.begin_watch(at=seconds(60), **WHO)
    store.commit(commit(3, seconds(70), watched(3, seconds(61), "a")))
    assert store.ledger_facts(0, EVER).watched == {
        "a": (Interval(T0, seconds(40)), Interval(seconds(61), seconds(70))),
        "b": (Interval(T0, seconds(12)), Interval(seconds(25), seconds(30))),
        "c": (Interval(seconds(4), seconds(30)),),
    }
    assert store.ledger_facts(seconds(40), seconds(61)).watched == {}


def test_a_site_that_is_taken_out_was_watched_no_longer_than_its_run(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    store.commit(commit(1, seconds(5), watched(1, T0, "a")))
    store.commit(commit(1, seconds(5), WatchSites(1, {}, {"a": seconds(50)})))
    assert store.ledger_facts(0, EVER).watched == {"a": (Interval(T0, seconds(5)),)}


def test_a_site_enters_and_leaves_a_run_in_turn(store: Store) -> None:
    store.begin_watch(at=T0, **WHO)
    store.commit(commit(1, T0, watched(1, T0, "a")))
    store.commit(commit(1, T0, watched(1, T0, "a")))
    with pytest.raises(FactRefused, match="already watched"):
        store.commit(commit(1, T0, watched(1, seconds(1), "a")))
    with pytest.raises(FactRefused, match="cannot leave"):
        store.commit(commit(1, T0, WatchSites(1, {}, {"b": T0})))


def test_outages_are_found_where_they_overlap_the_window(store: Store) -> None:
    store.record([down("a", seconds(10)), up_again("a", seconds(20))], at=T0, **WHO)
    store.record([down("b", seconds(15))], at=T0, **WHO)

    def found(begin: int, end: int, site: str | None = None) -> list[str]:
        return [each.id for each in store.outages(seconds(begin), seconds(end), site)]

    assert found(0, 10) == []
    assert found(0, 11) == ["O1"]
    assert found(19, 30) == ["O1", "O3"]
    assert found(20, 30) == ["O3"]
    assert found(0, 1000, "a") == ["O1"]
    (first,) = store.outages(T0, EVER, "a")
    assert (first.last_up_before, first.last_down_within) == (seconds(9), seconds(19))
    assert store.outage("O1") == first
    assert store.outage("O3") == store.open_outages()[0]
    assert store.outage("O3").ended_at is None  # type: ignore[union-attr]  # asserted above
    assert store.outage("O2") is None


def test_what_is_not_open_cannot_be_closed(store: Store) -> None:
    with pytest.raises(FactRefused, match="no open outage"):
        store.record([up_again("a", T0)], at=T0, **WHO)
    with pytest.raises(FactRefused, match="is open"):
        store.record([GapClosed("a", GapReason.NOT_SENT, T0)], at=T0, **WHO)
    with pytest.raises(FactRefused, match="nothing was written"):
        store.record([down("a", T0), up_again("a", T0 - 1)], at=T0, **WHO)
    blind = GapOpened(ALL_SITES, T0, GapReason.VANTAGE_BLIND)
    with pytest.raises(FactRefused, match="already open"):
        store.record([blind, blind], at=T0, **WHO)
    with pytest.raises(FactRefused, match="no import 'I7'"):
        store.record([ImportRevoked("I7", "typo")], at=T0, **WHO)


def test_an_import_counts_until_it_is_revoked(store: Store, data: Path) -> None:
    store.record([down("a", T0), imported(T0)], at=T0, **WHO)
    facts = store.ledger_facts(0, EVER)
    assert facts.imported == (ImportedSpan("I2", "sd-001", T0 - 3600 * SECOND, T0),)
    assert [(o.id, o.cause, o.ticket, o.import_id) for o in facts.outages] == [
        ("O2-1", Cause.POWER, "T-1", "I2"),
        ("O2-2", Cause.UNKNOWN, None, "I2"),
        ("O1", Cause.UNKNOWN, None, None),
    ]
    assert [(g.id, g.reason, g.note) for g in facts.gaps] == [
        ("G2-1", GapReason.IMPORTED, "their mast")
    ]
    store.record([ImportRevoked("I2", "wrong month")], at=T0, **WHO)
    facts = store.ledger_facts(0, EVER)
    assert (facts.imported, facts.gaps) == ((), ())
    assert [outage.id for outage in facts.outages] == ["O1"]
    assert store.outage("O2-1") is None
    with pytest.raises(FactRefused, match="could be revoked"):
        store.record([ImportRevoked("I2", "again")], at=T0, **WHO)
