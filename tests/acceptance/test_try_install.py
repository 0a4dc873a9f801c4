"""The guides to a server, to an upgrade and the image, carried out as they are written."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lacking(tools: tuple[str, ...]) -> list[str]:
    """What this machine has not; "root" where we are somebody else."""
    path = f"{os.environ['PATH']}:/usr/sbin"
    found = [tool for tool in tools if shutil.which(tool, path=path) is None]
    return found if os.geteuid() == 0 else ["root", *found]


def has_history(schema: str) -> bool:
    """Whether the program of that schema is in this repository: a shallow copy has it not."""
    text = (ROOT / "tests" / "store" / "released" / "make.py").read_text()
    [commit] = re.findall(rf'"{schema}": "(.*)"', text)
    words = ["git", "-C", str(ROOT), "cat-file", "-e", f"{commit}^{{commit}}"]
    return subprocess.run(words, check=False, capture_output=True).returncode == 0


@pytest.mark.accept
@pytest.mark.parametrize(
    ("script", "tools", "last"),
    [
        ("try-install.sh", ("debootstrap", "unshare"), "== installed"),
        ("try-container.sh", ("debootstrap", "buildah"), "== built"),
        ("try-upgrade.sh", ("git", "unshare"), "== up and back"),
    ],
    ids=["install", "container", "upgrade"],
)
def test_it_can_be_done_as_it_is_written(script: str, tools: tuple[str, ...], last: str) -> None:
    if missing := lacking(tools):
        pytest.skip(f"needs {', '.join(missing)}")
    if script == "try-upgrade.sh" and not has_history("0012"):
        pytest.skip("needs the repository's history, for the older program")
    done = subprocess.run(
        [str(ROOT / "deploy" / script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert done.stdout.rstrip().endswith(last)
