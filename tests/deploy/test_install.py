"""The guide to a server: the same commands in both languages, units that systemd takes."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.story import commands

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
ANALYZE = shutil.which("systemd-analyze")
MOST_EXPOSED = 25  # in tenths, systemd's own measure: below 2.5 is "OK"


def blocks(page: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / page).read_text(), flags=re.DOTALL)


def of(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text(), flags=re.MULTILINE)


def test_both_guides_have_the_same_commands() -> None:
    assert blocks("install.md") == blocks("pasang.md")
    assert len(blocks("install.md")) == 8


def calls() -> list[list[str]]:
    """Every call of pantau in guide and units, from its first word on."""
    lines = [
        line
        for block in blocks("install.md")
        for line in block.replace("\\\n", " ").splitlines()
        if re.search(r"(^| )pantau [a-z]", line)
    ]
    lines += [line for unit in SERVICES for line in of(unit, "ExecStart")]
    found = []
    for line in lines:
        words = shlex.split(line)
        at = next(
            n
            for n, word in enumerate(words)
            if Path(word).name == "pantau" and n + 1 < len(words) and words[n + 1] in NAMES
        )
        found.append(words[at + 1 :])
    return found


NAMES = {name.partition(" ")[0] for name in commands()}


def test_every_call_is_a_command_with_options_that_it_has() -> None:
    known = commands()
    found = calls()
    assert len(found) == 6
    for words in found:
        name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
        options = {word for each in known[name].params for word in each.opts}
        assert {word for word in words if word.startswith("--")} <= options


def test_what_a_unit_runs_and_where_it_writes_is_what_the_guide_makes() -> None:
    made = "".join(blocks("install.md"))
    for unit in SERVICES:
        [start] = of(unit, "ExecStart")
        assert start.startswith("/opt/pantau/.venv/bin/pantau ")
        assert "--data /var/lib/pantau --inventory /etc/pantau/inventory.yaml" in start
        assert of(unit, "User") == ["pantau"]
        assert of(unit, "EnvironmentFile") == ["-/etc/pantau/secrets.env"]
    for place in ("/var/lib/pantau", "/etc/pantau/inventory.yaml", "/etc/pantau/secrets.env"):
        assert place in made


def test_the_command_that_the_guide_links_works_on_what_the_guide_makes(tmp_path: Path) -> None:
    link = r"ln -sf /opt/pantau/(\S+) /usr/local/bin/pantau"
    [linked] = re.findall(link, "".join(blocks("install.md")))
    assert os.access(ROOT / linked, os.X_OK)
    called = 'exec /opt/pantau/.venv/bin/pantau "$@"'
    text = (ROOT / linked).read_text()
    assert called in text
    here = tmp_path / "pantau"
    here.write_text(text.replace(called, "exec printenv PANTAU_DATA PANTAU_CONFIG"))

    def works_on(**given: str) -> list[str]:
        env = {"PATH": os.environ["PATH"], **given}
        return subprocess.check_output(["sh", here], env=env, text=True).split()

    assert works_on() == ["/var/lib/pantau", "/etc/pantau"]
    assert works_on(PANTAU_DATA="/elsewhere") == ["/elsewhere", "/etc/pantau"]


def test_only_the_collector_may_send_echoes() -> None:
    having = [unit.name for unit in SERVICES if "CAP_NET_RAW" in unit.read_text()]
    assert having == ["pantau-collector.service"]


@pytest.fixture
def as_here(tmp_path: Path) -> list[Path]:
    """The units, running the program of this machine: what they name must be there."""
    found = []
    for unit in UNITS:
        here = tmp_path / unit.name
        text = unit.read_text().replace("/opt/pantau/.venv/bin/pantau", sys.executable)
        here.write_text(text.replace("file:/opt/pantau", f"file:{ROOT}"))
        found.append(here)
    return found


@pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze here")
def test_systemd_takes_the_units(as_here: list[Path]) -> None:
    assert ANALYZE is not None
    done = subprocess.run(
        [ANALYZE, "verify", "--man=no", *map(str, as_here)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze here")
def test_little_is_left_open_to_the_services(as_here: list[Path]) -> None:
    assert ANALYZE is not None
    for unit in as_here:
        if unit.suffix == ".service":
            done = subprocess.run(
                [
                    *(ANALYZE, "security", "--offline=true", "--no-pager"),
                    *(f"--threshold={MOST_EXPOSED}", str(unit)),
                ],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            assert done.returncode == 0, done.stdout[-300:]


def test_where_the_form_of_the_log_is_set_is_said_where_one_looks_for_it() -> None:
    """The file that all services read: no unit sets what it would overrule."""
    for page in ("install.md", "pasang.md", "logs.md"):
        [said] = re.findall(r"[^.]*`PANTAU_LOG=json`[^.]*", (ROOT / "docs" / page).read_text())
        assert "`/etc/pantau/secrets" in said
    for path in (*SERVICES, ROOT / "deploy" / "compose.yaml"):
        text = path.read_text()
        [said] = re.findall(r"# Also PANTAU_LOG=json.*\n(.*)", text)
        assert "/etc/pantau/secrets.env" in said
        assert not re.search(r"^ *Environment=.*PANTAU_LOG", text, re.MULTILINE)
