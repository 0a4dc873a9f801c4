"""What only a real process shows: what is imported, and what becomes of a fault of ours."""

import os
import subprocess
import sys
from pathlib import Path

from tests.acceptance.processes import pantau
from tests.cli.story import Desk

HEAVY = ("pandas", "streamlit", "pydantic", "prometheus_client", "apsw", "numpy", "babel", "yaml")
# A command whose module is gone: nothing that anybody foresaw.
BROKEN = """\
from pantau.cli import main
main._COMMANDS["check"] = ("is_gone", "")
main.main()
"""


def python(code: str, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | environment,
        check=False,
    )


def imported_by(*words: str) -> set[str]:
    code = (
        "import sys\n"
        "from pantau.cli.main import cli\n"
        "try:\n"
        "    cli.main(sys.argv[1:], prog_name='pantau')\n"
        "finally:\n"
        "    print('\\nMODULES', *sys.modules)\n"
    )
    done = python(code, *words)
    assert "Usage: pantau" in done.stdout
    return set(done.stdout.rpartition("MODULES")[2].split())


def test_asking_for_help_waits_for_nothing_heavy() -> None:
    assert not imported_by("--help") & set(HEAVY)


def test_status_speaks_of_the_pages_and_does_not_load_them() -> None:
    assert not imported_by("status", "--help") & {"streamlit", "pandas", "plotly", "pyarrow"}


def test_an_unexpected_error_is_one_line_and_what_to_do() -> None:
    done = python(BROKEN, "check")
    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("pantau: unexpected ModuleNotFoundError: ")
    assert "PANTAU_DEBUG=1" in second


def test_who_asks_for_it_gets_the_traceback() -> None:
    done = python(BROKEN, "check", PANTAU_DEBUG="1")
    assert done.returncode == 1
    assert "Traceback" in done.stderr


def test_exit_codes_and_streams_of_the_real_command(desk: Desk, tmp_path: Path) -> None:
    fine = pantau("check", str(desk.inventory), "--lang", "en")
    assert (fine.returncode, fine.stderr) == (0, "")
    assert "usable" in fine.stdout
    problem = pantau("verify", "--data", str(tmp_path / "nowhere"))
    assert (problem.returncode, problem.stdout) == (1, "")
    assert problem.stderr.startswith("pantau: ")
    wrong = pantau("verify", "--anchor", "x")
    assert (wrong.returncode, wrong.stdout) == (2, "")
