"""The image and how it is run: least privilege, and nothing that the guide does not say."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.story import commands

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
SCRIPTS = [
    path
    for path in (*DEPLOY.glob("*.sh"), *(DEPLOY / "try-install").iterdir())
    if path.read_text().startswith(("#!/usr/bin/env bash", "#!/bin/sh"))
]


def steps() -> list[tuple[str, str]]:
    """Instruction and what it says, lines that go on joined."""
    text = re.sub(r"(?m)^#.*\n", "", (DEPLOY / "Containerfile").read_text())
    joined = re.sub(r"\\\n\s*", "", text)
    return [(word, rest) for word, rest in re.findall(r"(?m)^([A-Z]+) (.+)$", joined)]


def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    return found


def test_the_image_ends_as_an_ordinary_user_with_what_the_guide_names() -> None:
    last = steps()[max(n for n, (word, _) in enumerate(steps()) if word == "FROM") :]
    said = dict(last)
    assert said["USER"] == "pantau"
    assert "HEALTHCHECK" in said
    assert "PANTAU_DATA=/var/lib/pantau" in said["ENV"]
    assert "PANTAU_CONFIG=/etc/pantau" in said["ENV"]
    # What builds it does not stay.
    assert not any("make" in rest or "setcap" in rest for word, rest in last if word == "RUN")


def test_both_stages_stand_on_the_same_base() -> None:
    bases = [rest.split()[0] for word, rest in steps() if word == "FROM"]
    assert bases == ["${BASE}", "${BASE}"]


@pytest.mark.parametrize("step", [rest for word, rest in steps() if word == "RUN"])
def test_a_shell_can_read_each_step(step: str) -> None:
    subprocess.run(["sh", "-n", "-c", step], check=True, timeout=20)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_shell_can_read_each_script(script: Path) -> None:
    subprocess.run(["bash", "-n", str(script)], check=True, timeout=20)
    assert script.stat().st_mode & 0o111


def test_every_service_is_shut_in_and_only_the_collector_may_send_echoes() -> None:
    assert set(services()) == {"collector", "alerter", "dashboard"}
    for name, service in services().items():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service.get("cap_add", []) == (["NET_RAW"] if name == "collector" else [])
        assert {"mem_limit", "pids_limit", "logging"} <= set(service)
        assert (service["command"][0],) in {(command.split()[0],) for command in commands()}


def test_bounds_are_those_of_the_units() -> None:
    for name, service in services().items():
        unit = (DEPLOY / "systemd" / f"pantau-{name}.service").read_text()
        [most] = re.findall(r"^MemoryMax=(\S+)$", unit, re.MULTILINE)
        assert service["mem_limit"] == most.lower()
