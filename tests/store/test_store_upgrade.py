"""Before data is brought up it is saved; where that cannot be, nothing is changed."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from pantau.facts.measured import SiteState
from pantau.facts.words import State
from pantau.store import Outbox, Store, StoreUnwritable, restore, verify
from pantau.store.upgrade import BEFORE
from tests.store.making import plain
from tests.store.test_store_released import chain, written

OLD = "0010"


def steps(data: Path, file: str = "journal.sqlite") -> list[str]:
    db = plain(data, file)
    try:
        return [str(name) for (name,) in db.execute("SELECT name FROM migration ORDER BY name")]
    finally:
        db.close()


def saved(data: Path) -> list[Path]:
    return sorted((data / BEFORE).glob("*.zip"))


def test_what_was_is_saved_before_and_can_be_brought_back(data: Path, tmp_path: Path) -> None:
    before, of_then = chain(written(OLD, data)), steps(data)
    Store.open(data).close()
    [made] = saved(data)
    assert steps(data) != of_then
    unpacked = tmp_path / "then"
    shutil.unpack_archive(made, unpacked)
    assert steps(unpacked) == of_then
    assert chain(unpacked) == before
    # By the program of today as well: it is brought up on the way.
    report = restore(made, tmp_path / "again")
    assert (report.entries, len(report.missing)) == (len(before), 3)  # kept files lie in data
    assert chain(tmp_path / "again") == before


def test_who_comes_first_brings_up_all_of_it(data: Path) -> None:
    written("0005", data)
    Outbox.open(data).close()
    assert len(saved(data)) == 1
    assert steps(data)[-1] == "0014_fading"
    assert steps(data, "alerts.sqlite") == ["0001_outbox", "0002_calm"]
    assert steps(data, "samples/2025-03.sqlite")[-1] == "0003_readings"
    assert verify(data).sound


def test_what_was_known_of_a_line_s_losses_before_they_faded_is_taken_along(data: Path) -> None:
    db = plain(written("0013", data))
    db.execute("INSERT INTO site_state VALUES ('desa', 'up', 7, NULL, 400, 300)")
    db.close()
    with Store.open(data) as store:
        assert store.states()["desa"] == SiteState("desa", State.UP, 7, None, 400, 300, None)


def test_a_store_of_today_and_a_new_one_are_not_saved(data: Path) -> None:
    for _ in range(2):
        Store.open(data).close()
    assert not (data / BEFORE).exists()


def test_after_a_kill_the_same_moment_is_not_saved_twice(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(OLD, data)

    def dies(data: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pantau.store.upgrade.bring_up", dies)
        with pytest.raises(KeyboardInterrupt):
            Store.open(data)
    [made] = saved(data)
    Store.open(data).close()
    assert saved(data) == [made]
    assert verify(data).sound


def test_without_room_nothing_is_changed_and_one_message_says_what_to_do(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_then = steps(written(OLD, data))
    disk = namedtuple("disk", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: disk(10**9, 10**9, 1_000))
    with pytest.raises(StoreUnwritable, match=r"needs 1 MB and 0 MB are free.*make room"):
        Store.open(data)
    assert steps(data) == of_then
    assert saved(data) == []
    monkeypatch.undo()
    Store.open(data).close()
    assert verify(data).sound


def test_samples_of_long_ago_are_read_once_all_is_brought_up(data: Path) -> None:
    written("0002", data)
    assert steps(data, "samples/2025-03.sqlite") == ["0001_hot"]
    Store.open(data).close()
    with Store.open(data, readonly=True) as store:
        assert len(store.samples("desa", 0, 2**62)) == 30
