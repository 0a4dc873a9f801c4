"""A process is killed before each step that it takes at a file: kept files, anchors, backups.

Unlike in test_store_power_cut.py nothing is simulated, and nothing that was written is lost.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.power.checks import Promised, examine, hashes_of
from tests.store.power.killing import said

_HOME = Path(__file__).parents[2]


def killed(name: str, folder: Path, every: int) -> int:
    """Kill a scene at every ``every``-th step, and look; how many of these there were."""
    command = [sys.executable, "-m", "tests.store.power.killing", name, str(folder), str(every)]
    subprocess.run(command, cwd=_HOME, check=True)
    hashes = hashes_of(folder / "whole" / "data")
    roots = sorted(path for path in folder.glob("[0-9]*") if path.is_dir())
    for root in roots:
        promised = Promised()
        for each in said(root):
            promised.happens(each)
        try:
            assert examine(root, promised, hashes)
        except Exception as error:
            error.add_note(f"killed before step {root.name}")
            raise
    return len(roots)


@pytest.mark.timeout(300)  # some seconds of work, which a busy machine stretches
@pytest.mark.parametrize(
    ("name", "every", "least"), [("append", 15, 5), ("let_go", 11, 5), ("copy", 30, 10)]
)
def test_a_kill_loses_nothing_and_leaves_nothing_half_done(
    name: str, every: int, least: int, quick: Path
) -> None:
    assert killed(name, quick, every) >= least


@pytest.mark.accept
@pytest.mark.parametrize("name", ["append", "seal", "parts", "let_go", "copy"])
def test_a_kill_anywhere_loses_nothing_and_leaves_nothing_half_done(name: str, quick: Path) -> None:
    assert killed(name, quick, 1) > 10
