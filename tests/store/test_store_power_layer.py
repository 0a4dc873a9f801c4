"""The disk of the power-cut tests does lose what was not synced: so those tests can fail."""

from pathlib import Path

import pytest

from tests.store.power.disk import Said, Survival
from tests.store.power.little import LITTLE, TEXT, read_rows
from tests.store.power.record import disk_after, files_below, points, recorded
from tests.store.power.scenes import SCENES


def left(name: str, survival: Survival, folder: Path, seed: int = 0) -> dict[str, bytes]:
    """Of a little scene when the power goes at its end."""
    root = folder / f"{name} {survival.value} {seed}"
    disk_after(recorded(name)).cut(survival, seed, root)
    return files_below(root)


@pytest.mark.parametrize("name", [*LITTLE, *SCENES])
def test_the_recorder_misses_nothing(name: str, quick: Path) -> None:
    run = recorded(name)
    disk_after(run).cut(Survival.ALL, 0, quick / "all")
    assert files_below(quick / "all") == run.files
    assert run.files or name == "let_go"


def test_what_was_not_synced_may_be_gone_empty_or_there(quick: Path) -> None:
    assert left("written", Survival.NONE, quick) == {}
    assert left("written", Survival.NAMES, quick) == {"file": b""}
    assert left("written", Survival.ALL, quick) == {"file": TEXT}


def test_bytes_on_the_disk_are_no_name_on_the_disk(quick: Path) -> None:
    assert left("synced", Survival.NONE, quick) == {}
    assert left("synced", Survival.NAMES, quick) == {"file": TEXT}


@pytest.mark.parametrize("survival", Survival)
def test_what_was_synced_under_a_synced_name_stays(survival: Survival, quick: Path) -> None:
    assert left("named", survival, quick) == {"file": TEXT}


def test_a_file_that_was_not_synced_replaces_a_sound_one_by_nothing(quick: Path) -> None:
    assert left("replaced", Survival.NONE, quick) == {"file": b""}


def test_a_write_is_torn_into_sectors(quick: Path) -> None:
    found = {left("overwritten", Survival.SOME, quick, seed)["file"] for seed in range(200)}
    assert {TEXT, TEXT.upper()} < found
    assert any({old, new} == {b"h", b"H"} for old, new in _both_cases(found))


def _both_cases(found: set[bytes]) -> list[tuple[bytes, bytes]]:
    """Of files of full length, a letter of the first sector and one of a later one."""
    whole = [each for each in found if len(each) == len(TEXT)]
    return [(each[:1], each[2_000:2_001]) for each in whole]


def test_a_folder_takes_along_what_is_in_it(quick: Path) -> None:
    assert left("moved", Survival.NONE, quick) == {"new/file": TEXT}
    run = recorded("moved")
    ways = set()
    for number, survival in points(run):
        root = quick / f"{number} {survival.value}"
        disk_after(run, number + 1).cut(survival, number, root)
        ways |= set(files_below(root))
    assert {"old/file", "new/file", "beside"} <= ways


def rows_gone(name: str, folder: Path) -> int:
    """At how many points rows are missing that SQLite had acknowledged."""
    run, count = recorded(name), 0
    for number, survival in points(run):
        root = folder / f"{number} {survival.value}"
        disk_after(run, number + 1).cut(survival, number, root)
        told = [each.value for each in run.events[: number + 1] if isinstance(each, Said)]
        wanted = [number for number in told if number is not None]
        found = read_rows(root)
        assert found == list(range(len(found))), "SQLite mended something wrong"
        count += len(found) < len(wanted)
    return count


def test_a_database_that_syncs_too_little_loses_rows(quick: Path) -> None:
    assert rows_gone("rows_normal", quick) > 20


def test_a_database_that_syncs_each_commit_loses_none(quick: Path) -> None:
    assert rows_gone("rows_full", quick) == 0


def test_a_database_that_syncs_nothing_is_lost(quick: Path) -> None:
    disk_after(recorded("rows_off")).cut(Survival.NONE, 0, quick / "none")
    assert read_rows(quick / "none") == []
