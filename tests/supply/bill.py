"""The bill of materials (CycloneDX): each library of a server, with its digests and licence."""

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from tests.supply.licences import licence_of

ROOT = Path(__file__).parents[2]
_UV = ROOT / ".venv/bin/uv"


def exported(form: str, *more: str) -> str:
    """What uv makes of its lock for those who run Pantau: without what only developers need."""
    words = [str(_UV), "export", "--quiet", "--offline", "--locked", "--no-dev", "--format", form]
    done = subprocess.run([*words, *more], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def bill() -> dict[str, Any]:
    """uv's bill, to which each library's licence is added."""
    made: dict[str, Any] = json.loads(exported("cyclonedx1.5", "--preview-features", "sbom-export"))
    for each in made["components"]:
        licence = licence_of(each["name"])
        if licence is not None:
            kind = "expression" if " " in licence else "license"
            each["licenses"] = [{kind: licence if " " in licence else {"id": licence}}]
    return made


def locked() -> set[tuple[str, str]]:
    """Name and version of all that ``uv.lock`` says a server may need, on any machine.

    Of some libraries newer Pythons get another version.
    """
    packages = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    found: set[tuple[str, str]] = set()
    waiting = [{"name": "pantau"}]
    while waiting:
        wanted = waiting.pop()
        for package in packages:
            if package["name"] != wanted["name"]:
                continue
            extras = package.get("optional-dependencies", {})
            waiting += [each for extra in wanted.get("extra", ()) for each in extras.get(extra, ())]
            if (package["name"], package["version"]) not in found:
                found.add((package["name"], package["version"]))
                waiting += package.get("dependencies", ())
    return {each for each in found if each[0] != "pantau"}
