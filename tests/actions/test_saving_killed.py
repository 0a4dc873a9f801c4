"""A backup that is killed at any step, by SIGKILL in a process of its own, harms none before it."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pantau.actions.saving import save
from pantau.facts.instant import DAY
from pantau.facts.saved import KeepRule
from pantau.store import Store, backups_in, restore, verify
from pantau.store.kept import keep
from tests.fakes.clocks import SetClock
from tests.store.making import T0, WHO, History, inventory, sample, seal_one

ZONE = ZoneInfo("Asia/Makassar")
ONE_STAYS = KeepRule(1, 0, 0), ZONE
LATER = T0 + 400 * DAY
# What puts anything onto a disk, or takes it off.
STEPS = ("fsync", "replace", "unlink", "mkdir", "rmdir")


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights' backups, and a third to be made: with late samples, a new paper, new entries."""
    folder = tmp_path_factory.mktemp("nights")
    data, usb = folder / "data", folder / "usb"
    usb.mkdir()
    with Store.open(data) as store:
        History(store, 5).live(10)
        store.write_samples([sample("a", T0 - 3 * DAY), sample("a", T0)])
        while seal_one(store, T0 + 3 * DAY):
            pass
        keep(data, b"evidence")
    for n in range(2):
        assert save(data, usb, SetClock(LATER + n * DAY)).attempt.sound
    with Store.open(data) as store:
        store.write_samples([sample("late", T0 - 2 * DAY)])
        store.record([inventory("new")], at=LATER, **WHO)
        keep(data, b"more evidence")
    return folder


def killed(work: Callable[[], Any], step: int) -> bool:
    """Do it in a child that is killed before its n-th step; whether it came so far."""
    child = os.fork()
    if child == 0:
        left = [step]
        for name in STEPS:
            real = getattr(os, name)

            def counted(*words: Any, real: Any = real, **more: Any) -> Any:
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
                return real(*words, **more)

            setattr(os, name, counted)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_whenever_it_is_killed_what_was_there_is_whole_and_the_next_one_goes_through(
    nights: Path, tmp_path: Path
) -> None:
    step, ended = 0, False
    while not ended:
        here = tmp_path / "here"
        shutil.copytree(nights, here)
        data, usb = here / "data", here / "usb"

        def third(data: Path = data, usb: Path = usb) -> None:
            save(data, usb, SetClock(LATER + 2 * DAY), ONE_STAYS)

        ended = not killed(third, step)
        found = list(backups_in(usb, deep=True))
        assert found, step
        assert [each.wrong for each in found] == [()] * len(found), step
        assert save(data, usb, SetClock(LATER + 3 * DAY), ONE_STAYS).attempt.sound
        (last,) = backups_in(usb, deep=True)
        assert last.wrong == ()
        assert last.manifest is not None
        needed = {last.manifest.files[name][1] for name in last.manifest.stored}
        assert {each.name for each in (usb / "stored").iterdir()} == needed
        assert list(usb.rglob(".*")) == []
        if step % 10 == 0 or ended:
            restore(usb, here / "back")
            assert verify(here / "back").sound
        shutil.rmtree(here)
        step += 1
    assert step > 20
