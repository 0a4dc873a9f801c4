"""Power is cut behind every step of writing, packing, letting go and copying.

Each scene of tests.store.power.scenes is recorded once. Then every point is a moment of it and a
way in which what was not synced survives; tests.store.power.checks says what must hold. Some
hundred points are in every run, all of them in `make accept`.
"""

import shutil
from pathlib import Path

import pytest

from tests.store.power.checks import Promised, examine, hashes_of
from tests.store.power.disk import Disk, Survival, Unlinked
from tests.store.power.record import Run, points, recorded
from tests.store.power.scenes import SCENES

_FEW = 80


def cut_at(run: Run, chosen: list[tuple[int, Survival]], folder: Path, seed: int = 0) -> int:
    """Cut the power at each point and look; how often `verify` was not content at once."""
    folder.mkdir(exist_ok=True)
    whole = folder / "whole"
    _after(run).cut(Survival.ALL, 0, whole)
    hashes = hashes_of(whole / "data")
    wanted: dict[int, list[Survival]] = {}
    for number, survival in chosen:
        wanted.setdefault(number, []).append(survival)
    disk, promised, unsound = Disk(), Promised(), 0
    for number, event in enumerate(run.events):
        disk.happens(event)
        promised.happens(event)
        for survival in wanted.get(number, ()):
            root = folder / "cut"
            disk.cut(survival, number + seed, root)
            try:
                unsound += not examine(root, promised, hashes)
            except Exception as error:
                error.add_note(
                    f"cut after event {number} of {len(run.events)}: {survival}, {seed=}"
                )
                raise
            shutil.rmtree(root)
    return unsound


def _after(run: Run) -> Disk:
    disk = Disk()
    for each in run.events:
        disk.happens(each)
    return disk


@pytest.mark.timeout(300)  # some seconds of work, which a busy machine stretches
@pytest.mark.parametrize("name", SCENES)
def test_a_power_cut_loses_nothing_that_was_acknowledged(name: str, quick: Path) -> None:
    run = recorded(name)
    assert cut_at(run, list(points(run, _FEW, seed=9)), quick) == 0


@pytest.mark.timeout(300)  # some seconds of work, which a busy machine stretches
def test_a_file_and_its_log_that_go_may_go_in_any_order(quick: Path) -> None:
    run = recorded("let_go")
    last = max(
        number
        for number, event in enumerate(run.events)
        if isinstance(event, Unlinked) and event.name == "2026-10.sqlite-wal"
    )
    for seed in range(12):
        assert cut_at(run, [(last, Survival.SOME)], quick / f"{seed}", seed) == 0


@pytest.mark.accept
@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("survival", Survival)
def test_a_power_cut_anywhere_loses_nothing_that_was_acknowledged(
    name: str, survival: Survival, quick: Path
) -> None:
    run = recorded(name)
    chosen = [point for point in points(run) if point[1] is survival]
    assert cut_at(run, chosen, quick) == 0
