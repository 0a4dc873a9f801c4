"""Upgrade and recovery: drills are run; both languages have the same commands, and these exist."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.story import commands
from tests.deploy.test_install import NAMES, ROOT, blocks

DRILLS = sorted(path for path in (ROOT / "deploy" / "drills").iterdir() if path.name != "lib.sh")
PAGES = [("upgrade.md", "peningkatan.md"), ("recovery.md", "pemulihan.md")]


QUICK = {"lost-disk", "leaked-token"}


@pytest.mark.parametrize(
    "drill",
    [
        pytest.param(path, id=path.stem, marks=() if path.stem in QUICK else pytest.mark.accept)
        for path in DRILLS
    ],
)
def test_a_drill_passes_and_leaves_nothing(drill: Path, tmp_path: Path) -> None:
    pantau = Path(sys.executable).with_name("pantau")
    env = os.environ | {"PANTAU": str(pantau), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [drill], env=env, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-1000:]
    assert "BERHASIL / PASSED" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.accept
def test_a_drill_whose_figure_is_wrong_fails(tmp_path: Path) -> None:
    broken = tmp_path / "drills"
    broken.mkdir()
    for name in ("lib.sh", "lost-disk.sh"):
        text = (ROOT / "deploy" / "drills" / name).read_text()
        (broken / name).write_text(text.replace('2025-03)" 7200', '2025-03)" 7201'))
    pantau = Path(sys.executable).with_name("pantau")
    done = subprocess.run(
        ["bash", broken / "lost-disk.sh"],
        env=os.environ | {"PANTAU": str(pantau)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "down seconds is 7200, not 7201" in done.stderr


@pytest.mark.parametrize("pages", PAGES, ids=lambda pages: str(pages[0]))
def test_both_languages_have_the_same_commands(pages: tuple[str, str]) -> None:
    english, indonesian = pages
    assert len(blocks(english)) >= 4
    assert blocks(english) == blocks(indonesian)


@pytest.mark.parametrize("page", [english for english, _ in PAGES])
def test_every_call_of_ours_has_the_options_that_it_is_given(page: str) -> None:
    known, met = commands(), 0
    for line in "\n".join(blocks(page)).replace("\\\n", " ").splitlines():
        words = shlex.split(line)
        called = [
            words[at + 1 :]
            for at, word in enumerate(words[:-1])
            if word == "pantau" and words[at + 1] in NAMES
        ]
        if not called:
            continue
        [words] = called
        name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
        options = {word for each in known[name].params for word in each.opts}
        assert {word for word in words if word.startswith("--")} <= options
        met += 1
    assert met >= 4


def test_every_drill_is_in_the_page_and_every_path_of_ours_is_there() -> None:
    named = re.findall(r"/opt/pantau/(deploy/drills/\S+)", "".join(blocks("recovery.md")))
    assert sorted(named) == [str(path.relative_to(ROOT)) for path in DRILLS]
