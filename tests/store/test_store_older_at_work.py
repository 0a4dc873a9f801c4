"""Data is not brought up while an older program works on it; one that has it open stops writing
once it was. The others are processes of their own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pantau.store import (
    Access,
    AlerterLock,
    AlreadyRunning,
    CollectorLock,
    Dense,
    Outbox,
    Store,
    StoreTooNew,
    verify,
)
from pantau.store.migrate import last_step
from pantau.store.upgrade import BEFORE
from tests.acceptance.processes import pantau
from tests.cli.story import INVENTORY, Desk
from tests.store.making import T0, WHO, inventory, plain, sample
from tests.store.test_store_released import chain, written

OLD = "0012"
# What such a program wrote into the file: it signed no step.
_HOLDS = """
import fcntl, json, os, sys
handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
fcntl.flock(handle, fcntl.LOCK_EX)
who = {"pid": os.getpid(), "host": "server", "start": "2026-10-01T00:00:00Z"}
who |= json.loads(sys.argv[2])
os.pwrite(handle, json.dumps(who).encode(), 0)
print(os.getpid(), flush=True)
sys.stdin.readline()
"""


@contextmanager
def at_work(data: Path, file: str, **signed: str) -> Iterator[int]:
    """Another process holds the lock; its number."""
    words = [sys.executable, "-c", _HOLDS, str(data / file), json.dumps(signed)]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline())
    finally:
        process.communicate("go\n", timeout=20)


@pytest.mark.parametrize("file", ["collector.lock", "alerter.lock"])
def test_an_older_one_at_work_is_named_and_nothing_is_changed(data: Path, file: str) -> None:
    before = chain(written(OLD, data))
    steps = list(plain(data).execute("SELECT * FROM migration"))
    with at_work(data, file) as pid:
        for opening in (Store.open, Outbox.open):
            with pytest.raises(AlreadyRunning, match=rf"older.*process {pid} on server.*Stop it"):
                opening(data)
    assert list(plain(data).execute("SELECT * FROM migration")) == steps
    assert not (data / BEFORE).exists()
    Store.open(data).close()
    assert chain(data) == before
    assert verify(data).sound


def test_those_of_today_start_side_by_side_on_old_data(data: Path) -> None:
    """As at the start of the services after an upgrade: each holds its lock when it opens."""
    written(OLD, data)
    with at_work(data, "alerter.lock", knows=last_step("journal")), CollectorLock(data):
        Store.open(data).close()
    assert verify(data).sound


def test_our_own_locks_are_signed_with_what_we_know(data: Path) -> None:
    for lock in (CollectorLock, AlerterLock):
        assert lock.holder(data) is None
        with lock(data):
            holder = lock.holder(data)
        assert holder is not None
        assert holder.knows == last_step("journal")
        assert lock.holder(data) is None


@pytest.mark.parametrize(
    ("words", "file"),
    [(["collect", "--listen", "127.0.0.1:0"], "alerter"), (["alert"], "collector")],
)
def test_a_service_says_it_in_one_message_and_ends(
    tmp_path: Path, words: list[str], file: str
) -> None:
    desk = Desk.at(tmp_path, INVENTORY)
    written(OLD, desk.data)
    place = ("--data", str(desk.data), "--inventory", str(desk.inventory), "--lang", "en")
    with at_work(desk.data, f"{file}.lock"):
        done = pantau(*words, *place)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"an older {file} is still at work" in done.stderr
    assert "systemctl stop pantau.target" in done.stderr
    assert len(done.stderr.splitlines()) == 1


# The schema moves under a program that has it open


def brought_up_by_a_newer_one(data: Path, file: str = "journal.sqlite") -> None:
    db = plain(data, file)
    db.execute("INSERT INTO migration VALUES ('0999_future', 'ab')")
    db.close()


def test_who_has_the_journal_open_writes_nothing_more(data: Path) -> None:
    with Store.open(data) as store:
        store.record([inventory("one")], at=T0, **WHO)
        brought_up_by_a_newer_one(data)
        with pytest.raises(StoreTooNew, match=r"while this process ran.*'0999_future'.*end it"):
            store.record([inventory("two")], at=T0, **WHO)
        assert store.head()[0] == 1


def test_who_has_a_month_open_writes_no_sample_more(data: Path) -> None:
    with Store.open(data) as store:
        store.write_samples([sample("a", T0)])
        brought_up_by_a_newer_one(data, "samples/2026-10.sqlite")
        with pytest.raises(StoreTooNew, match="while this process ran"):
            store.write_samples([sample("b", T0)])
    [(rows,)] = plain(data, "samples/2026-10.sqlite").execute("SELECT count(*) FROM hot")
    assert rows == 1


BESIDE: dict[str, tuple[type[Access | Dense | Outbox], Callable[[Any, int], object]]] = {
    "access.sqlite": (Access, lambda access, n: access.set_password("ani", str(n), T0)),
    "alerts.sqlite": (Outbox, lambda box, n: box.remember([], [], [], cursor=n, at=T0)),
    "dense.sqlite": (Dense, lambda dense, n: dense.forget_before(T0 + n)),
}


@pytest.mark.parametrize("file", BESIDE)
def test_who_has_a_file_beside_the_journal_open_writes_nothing_more(data: Path, file: str) -> None:
    kind, write = BESIDE[file]
    with kind.open(data) as opened:
        write(opened, 1)
        assert opened.is_as_opened()
        brought_up_by_a_newer_one(data, file)
        assert not opened.is_as_opened()
        with pytest.raises(StoreTooNew, match="while this process ran"):
            write(opened, 2)
        if isinstance(opened, Access):
            assert opened.password("ani") == "1"
        if isinstance(opened, Outbox):
            assert opened.cursor() == 1
