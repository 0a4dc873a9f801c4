"""Disks for backups that are full, read-only or away: real ones, small and our own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pantau.store import Store
from pantau.store.kept import keep
from tests.store.making import History
from tests.store.mounted import REFUSED


def played(scenario: str, tmp_path: Path) -> list[Any]:
    data, folder = tmp_path / "data", tmp_path / "usb"
    with Store.open(data) as store:
        History(store, 3).live(10)
        keep(data, b"evidence")
    folder.mkdir()
    command = [sys.executable, "-m", "tests.store.mounted", scenario, str(data), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    if done.returncode == REFUSED:
        (pytest.fail if "PANTAU_REQUIRE_LAB" in os.environ else pytest.skip)(done.stderr)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def test_a_full_disk_keeps_the_backups_it_has_and_takes_the_next_when_there_is_room(
    tmp_path: Path,
) -> None:
    first, full, sound, leftovers, again, both = played("full", tmp_path)
    assert (first, full, again) == ("None", "full", "None")
    assert (sound, leftovers, both) == ([True], [], [True, True])


def test_a_disk_that_is_away_is_not_replaced_by_the_folder_it_was_mounted_on(
    tmp_path: Path,
) -> None:
    first, away, written, back, read_only, sound, other, begun, new = played("unplugged", tmp_path)
    assert (first, away, written, back) == ("None", "emptied", [], "None")
    assert (read_only, sound) == ("read_only", [True, True])
    assert (other, begun, new) == ("emptied", "None", [True])


def test_where_the_data_cannot_be_written_a_backup_is_made_all_the_same(tmp_path: Path) -> None:
    assert played("no_notes", tmp_path) == [True, [True]]
