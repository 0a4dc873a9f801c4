"""The guide to a server and the image, carried out in a clean Debian made for it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.accept
@pytest.mark.parametrize(
    ("script", "tools", "last"),
    [
        ("try-install.sh", ("debootstrap", "unshare"), "== installed"),
        ("try-container.sh", ("debootstrap", "buildah"), "== built"),
    ],
)
def test_it_can_be_done_as_it_is_written(script: str, tools: tuple[str, ...], last: str) -> None:
    missing = [
        tool for tool in tools if shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin") is None
    ]
    if missing or os.geteuid() != 0:
        pytest.skip(f"needs root, {', '.join(tools)}")
    done = subprocess.run(
        [str(ROOT / "deploy" / script)],
        capture_output=True,
        text=True,
        check=False,
        timeout=3600,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert done.stdout.rstrip().endswith(last)
