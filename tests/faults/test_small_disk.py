"""A disk that fills, a disk that is read-only, a folder that is shut: on the real thing, a file
system of its own in a mount namespace that only the child sees."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_APART = ("unshare", "-rm", "sh", "-c")
_SMALL = 'mount -t tmpfs -o size=3m none "$0" && exec "$@"'
_WITHOUT_ROOTS_RIGHT = (
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
)
FULL, READ_ONLY = "make room", "is read-only"
OUTAGE = ["site-2", 203, 300]


def refused() -> str | None:
    tools = [tool for tool in ("unshare", "mount", "setpriv") if shutil.which(tool) is None]
    if tools:
        return f"not installed: {', '.join(tools)}"
    tried = subprocess.run(
        [*_APART, 'mount -t tmpfs none "$0"', "/mnt"], capture_output=True, check=False
    )
    return None if tried.returncode == 0 else "mount namespaces are refused here"


REFUSED = refused()
pytestmark = pytest.mark.skipif(
    REFUSED is not None and not os.environ.get("PANTAU_REQUIRE_LAB"), reason=str(REFUSED)
)


def played(scenario: str, disk: Path, *before: str) -> dict[str, Any]:
    """What the scenario saw on a disk of 3 MB."""
    disk.mkdir()
    child = (sys.executable, "-m", "tests.faults.inside")
    done = subprocess.run(
        [*_APART, _SMALL, str(disk), *before, *child, scenario, str(disk)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    assert list(disk.iterdir()) == []  # it was the namespace's own
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_full_disk_costs_nothing_that_memory_can_hold(tmp_path: Path) -> None:
    seen = played("full_disk", tmp_path / "disk")
    assert FULL in seen["full"]["storing"]
    assert FULL in seen["full"]["why"]
    assert (seen["full"]["ticks"], seen["dropped"]) == (0, 0)
    assert (seen["after"], seen["sound"]) == (None, True)
    assert (seen["outages"], seen["watched"], seen["minutes"]) == ([OUTAGE], [[5, 460]], 8)


def test_what_memory_cannot_hold_becomes_unknown_and_no_false_time(tmp_path: Path) -> None:
    seen = played("full_beyond_bounds", tmp_path / "disk")
    assert (seen["after"], seen["sound"], seen["dropped"] > 0) == (None, True, True)
    # Neither the outage nor the time around it is claimed: nobody watched then.
    (_, until), (since, _) = seen["watched"]
    assert until < 200
    assert since > 700
    assert seen["outages"] == []


def test_a_start_on_a_full_disk_says_so_and_the_next_one_goes_on(tmp_path: Path) -> None:
    seen = played("started_while_full", tmp_path / "disk")
    assert FULL in seen["refused"]
    assert seen["sound"]
    assert len(seen["watched"]) == 2


def test_a_full_disk_is_told_although_the_outbox_lies_on_it(tmp_path: Path) -> None:
    seen = played("told_while_full", tmp_path / "disk")
    [(title, line)] = seen["queued"]
    assert title == "PENYIMPANAN BERMASALAH"
    assert "penuh" in line
    # Afterwards all of it is in the file, and what was held back is told.
    assert seen["in_memory"] == ""
    assert [each.partition(":")[0] for each in seen["kept"]] == [
        "PENYIMPANAN BERMASALAH",
        "GANGGUAN",
        "PENYIMPANAN BERFUNGSI LAGI",
        "PULIH",
    ]
    assert seen["outages"] == [OUTAGE]


def test_a_read_only_disk_can_be_read_and_says_what_it_is(tmp_path: Path) -> None:
    seen = played("read_only_disk", tmp_path / "disk")
    assert READ_ONLY in seen["refused"]
    assert READ_ONLY in seen["why"]
    assert seen["readable"] == 5
    assert seen["current"], "what was opened on the read-only disk is not believed afterwards"
    assert (len(seen["watched"]), seen["sound"]) == (2, True)


def test_samples_that_cannot_be_written_wait_and_facts_go_on(tmp_path: Path) -> None:
    seen = played("read_only_samples", tmp_path / "disk")
    assert "Read-only file system" in seen["refused"]
    assert seen["waiting"] > 0
    assert (seen["after"], seen["outages"], seen["minutes"]) == (None, [OUTAGE], 6)


def test_a_folder_that_is_shut_is_named_and_goes_on_when_it_is_opened(tmp_path: Path) -> None:
    seen = played("shut_folder", tmp_path / "disk", *_WITHOUT_ROOTS_RIGHT)
    assert "Permission denied" in seen["refused"]
    assert "may not be written by our user" in seen["why"]
    assert (seen["after"], seen["outages"], seen["minutes"]) == (None, [OUTAGE], 6)
