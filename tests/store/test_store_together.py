"""A past that is brought in whole: one transaction, the same chain."""

from contextlib import suppress
from pathlib import Path

import pytest

from pantau.facts.instant import DAY
from pantau.facts.people import Noted
from pantau.facts.words import Role
from pantau.store import Commit, FactRefused, RunNotOpen, Store, verify
from tests.store.making import T0, WHO


def commit(run: int, at: int) -> Commit:
    return Commit(run, at, (), (), at, **WHO)


def past(store: Store) -> None:
    run = store.begin_watch(at=T0, **WHO).run
    for day in range(3):
        store.commit(commit(run, T0 + day * DAY))
        with store.pen(at=T0 + day * DAY, author="Rina", via="simulasi") as pen:
            pen.record(Noted("opd-dkisp", f"day {day}", Role.TECHNICIAN))


def test_what_is_written_together_is_what_would_have_come_one_by_one(
    store: Store, data: Path, tmp_path: Path
) -> None:
    with store.together():
        past(store)
    with Store.open(tmp_path / "one-by-one") as other:
        past(other)
        assert store.head() == other.head()
    watch = store.last_watch()
    assert watch is not None
    assert watch.until == T0 + 2 * DAY
    assert verify(data).faults == ()


def test_it_can_be_read_inside_as_it_stands(store: Store, data: Path) -> None:
    with Store.open(data, readonly=True) as outside, store.together():
        past(store)
        assert len(store.entries()) == 4
        assert outside.entries() == []


def with_a_bad_commit(store: Store) -> None:
    with store.together():
        past(store)
        store.commit(commit(17, T0 + 4 * DAY))


def test_one_bad_commit_takes_all_of_them_back(store: Store) -> None:
    with pytest.raises(RunNotOpen):
        with_a_bad_commit(store)
    assert store.entries() == []
    past(store)
    assert len(store.entries()) == 4


def with_a_step_that_fails_unheard(store: Store) -> None:
    with store.together():
        past(store)
        with suppress(RunNotOpen):
            store.commit(commit(17, T0 + 4 * DAY))


def test_a_step_that_failed_takes_all_of_them_back_though_somebody_caught_it(
    store: Store,
) -> None:
    with pytest.raises(FactRefused, match="together"):
        with_a_step_that_fails_unheard(store)
    assert store.entries() == []
    past(store)
    assert len(store.entries()) == 4
