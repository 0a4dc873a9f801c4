"""A day of many sites is packed some at a time: what others meet between two parts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pantau.facts.instant import MINUTE
from pantau.facts.kinds import EntryKind
from pantau.store import Keeper, Store, backup, restore, verify
from pantau.store.sealed_files import SealedFiles
from pantau.store.sealing import LINES
from tests.store.making import T0, sample, seal_one

EVER = 2**62
MANY = [f"site-{number:04d}" for number in range(2 * LINES + 100)]
MINUTES = 3
ALL = {(site, T0 + n * MINUTE) for site in MANY for n in range(MINUTES)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "data") as found:
        for n in range(MINUTES):
            found.write_samples([sample(site, T0 + n * MINUTE) for site in MANY])
        yield found


def between_parts(monkeypatch: pytest.MonkeyPatch, look: Callable[[int], None]) -> None:
    """``look``, with how many parts are packed, before each part and behind the last."""
    seal_some, done = SealedFiles._seal_some, [0]

    def seal(self: SealedFiles, *asked: object) -> bool:
        look(done[0])
        done[0] += 1
        return seal_some(self, *asked)  # type: ignore[arg-type]

    monkeypatch.setattr(SealedFiles, "_seal_some", seal)


def met(store: Store) -> list[tuple[str, int]]:
    return [
        (site, int(minute) * MINUTE)
        for site, found in store.heartbeats(T0, EVER, MANY)
        for minute in found.minutes
    ]


def reasons(store: Store) -> list[tuple[str, int]]:
    days = [
        day
        for each in store.entries(kinds=[EntryKind.SAMPLES_SEALED])
        for day in each.data()["days"]
    ]
    return [(day["reason"], day["blocks"]) for day in days]


def test_each_part_is_named_and_all_make_one_day(store: Store) -> None:
    assert seal_one(store, EVER)
    whole = len(MANY)
    assert reasons(store) == [("over", LINES), ("over", 2 * LINES), ("over", whole)]
    assert not seal_one(store, EVER)
    assert verify(store.data).faults == ()


def test_between_parts_each_sample_is_there_once_and_others_may_write(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []

    def look(done: int) -> None:
        with Store.open(store.data, readonly=True) as reader:
            found = met(reader)
        assert (len(found), set(found)) == (len(ALL), ALL)
        if done < MINUTES:  # each late one makes a part more
            with Store.open(store.data, busy_ms=1) as writer:
                writer.write_samples([sample("late", T0 + done * MINUTE)])
        looked.append(done)

    between_parts(monkeypatch, look)
    assert seal_one(store, EVER)
    assert looked == [0, 1, 2, 3]
    late = [each.at for each in store.samples("late", 0, EVER)]
    assert late == [T0 + n * MINUTE for n in range(MINUTES)]


def test_a_kill_between_parts_is_finished_later_and_may_be_copied(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(done: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        between_parts(patched, look)
        with pytest.raises(KeyboardInterrupt):
            seal_one(store, EVER)
    assert [blocks for _, blocks in reasons(store)] == [LINES, 2 * LINES]
    assert verify(store.data).faults == ()
    assert set(met(store)) == ALL
    copy = restore(backup(store.data, tmp_path / "b.zip").path, tmp_path / "back").data
    assert verify(copy).faults == ()
    for data in (store.data, copy):
        with Store.open(data) as again:
            assert seal_one(again, EVER)
            assert len(met(again)) == len(ALL)
            # Nothing came late: a machine that was switched off on the way packs on.
            assert reasons(again) == [("over", LINES), ("over", 2 * LINES), ("over", len(MANY))]
            again.write_samples([sample(MANY[0], T0 + MINUTES * MINUTE)])
            assert seal_one(again, EVER)
            assert reasons(again)[-1] == ("late", len(MANY))
            assert verify(data).faults == ()


def test_a_kill_between_entry_and_blocks_of_a_later_part_is_no_fault(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, told = Keeper._record, [0]

    def killed(self: Keeper, *asked: object) -> None:
        record(self, *asked)  # type: ignore[arg-type]
        told[0] += 1
        if told[0] == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Keeper, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            seal_one(store, EVER)
    assert verify(store.data).faults == ()
    assert len(met(store)) == len(ALL)
    assert seal_one(store, EVER)
    assert reasons(store) == [("over", LINES), ("over", 2 * LINES), ("over", len(MANY))]
    assert verify(store.data).faults == ()
