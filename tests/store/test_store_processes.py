"""Several processes at one store, and processes that are killed."""

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Sample
from pantau.store import AlreadyRunning, CollectorLock, Store, StoreUnwritable, verify
from tests.store.making import T0, WHO, inventory, sample

CHILD = Path(__file__).with_name("child.py")


@contextmanager
def child(what: str, data: Path, number: int = 0) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(CHILD), what, str(data), str(number)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def acknowledged(process: subprocess.Popen[str], number: int) -> list[int]:
    assert process.stdout is not None
    return [int(process.stdout.readline()) for _ in range(number)]


def rest(process: subprocess.Popen[str]) -> list[int]:
    """What was still said before the end; a line cut off by the kill was not said."""
    assert process.stdout is not None
    return [int(line) for line in process.stdout.read().splitlines(keepends=True) if "\n" in line]


def test_several_processes_append_to_one_unbroken_chain(data: Path) -> None:
    # All of them find no store and create it at once.
    with (
        child("record", data, 40) as a,
        child("record", data, 40) as b,
        child("record", data, 40) as c,
    ):
        said = [seq for process in (a, b, c) for seq in acknowledged(process, 40)]
        assert [process.wait() for process in (a, b, c)] == [0, 0, 0]
    assert sorted(said) == list(range(1, 121))
    found = verify(data)
    assert (found.entries, found.faults) == (120, ())


def test_threads_share_one_store(store: Store, data: Path) -> None:
    def append() -> None:
        for number in range(20):
            store.record([inventory(str(number))], at=T0, **WHO)
            store.outages(0, 1)

    threads = [threading.Thread(target=append) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.head()[0] == 80
    assert verify(data).sound


def test_a_thread_at_the_samples_keeps_no_other_from_the_journal(store: Store) -> None:
    # Who packs a day holds the samples' file until the journal has its entry: he would wait for
    # the one who waits for him.
    kept_waiting = []

    class Met(list[Sample]):
        def __iter__(self) -> Iterator[Sample]:
            other = threading.Thread(target=store.head)
            other.start()
            other.join(5)
            kept_waiting.append(other.is_alive())
            return super().__iter__()

    store.write_samples(Met([sample("a", T0)]))
    assert not any(kept_waiting)
    assert kept_waiting
    assert [each.at for each in store.samples("a", 0, 2**62)] == [T0]


def test_every_acknowledged_entry_survives_a_kill(data: Path) -> None:
    dice = random.Random(5)
    known: list[int] = []
    for _ in range(5):
        with child("record", data) as process:
            known += acknowledged(process, dice.randrange(1, 40))
            process.kill()
            known += rest(process)
        # First of all by a reader, who finds the dead writer's log.
        assert verify(data).faults == ()
        with Store.open(data) as store:
            entries = {entry.seq for entry in store.entries()}
        assert set(known) <= entries
        # At most the one that was committed and not yet told.
        assert len(entries) - len(known) <= 5


def test_a_killed_collector_leaves_nothing_but_the_end_of_its_watched_time(data: Path) -> None:
    dice = random.Random(6)
    for _ in range(5):
        with child("collect", data) as process:
            untils = acknowledged(process, dice.randrange(2, 40))
            process.kill()
            untils += rest(process)
        with Store.open(data) as store:
            watch = store.last_watch()
            assert watch is not None
            assert watch.until in (untils[-1], untils[-1] + SECOND)
            spans = store.ledger_facts(0, 2**62).watched["a"]
            assert spans[-1].end == watch.until
            assert len(store.samples("a", 0, 2**62)) == 1
        assert verify(data).faults == ()


def test_a_kill_while_a_day_is_packed_loses_and_doubles_nothing(data: Path) -> None:
    dice = random.Random(7)
    known = [sample(f"s{n}", T0 + minute * MINUTE) for n in range(20) for minute in range(300)]
    with Store.open(data) as store:
        store.write_samples(known)
    for _ in range(5):
        with child("seal", data) as process:
            packed = acknowledged(process, dice.randrange(1, 30))
            process.kill()
            packed += rest(process)
        with Store.open(data) as store:
            found = [each for n in range(20) for each in store.samples(f"s{n}", 0, 2**62)]
            assert found == known
            late = [each.at for each in store.samples("a", 0, 2**62)]
            assert len(set(late)) == len(late)
            assert {T0 + count * MINUTE for count in packed} <= set(late)


def test_a_second_collector_names_the_first_and_ends(data: Path) -> None:
    with child("lock", data) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(AlreadyRunning, match=rf"process {process.pid} on .*, started 20"):
            CollectorLock(data)
        process.kill()
        process.wait()
    # The lock died with its process, whatever the file says.
    with CollectorLock(data), pytest.raises(AlreadyRunning, match="already writes to"):
        CollectorLock(data)
    lock = CollectorLock(data)
    lock.release()
    lock.release()


def test_a_lock_that_is_not_signed_yet_is_held_all_the_same(data: Path) -> None:
    with CollectorLock(data):
        (data / "collector.lock").write_bytes(b"")
        with pytest.raises(AlreadyRunning, match="just starting"):
            CollectorLock(data)


def test_a_lock_that_cannot_be_taken_says_why(data: Path) -> None:
    (data / "collector.lock").mkdir(parents=True)
    with pytest.raises(StoreUnwritable, match="Is a directory"):
        CollectorLock(data)
