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


def locked() -> dict[str, str]:
    """By name the version of all that ``uv.lock`` says a server may need, on any machine."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    by_name = {each["name"]: each for each in packages}
    found: dict[str, str] = {}
    waiting = [{"name": "pantau"}]
    while waiting:
        wanted = waiting.pop()
        package = by_name[wanted["name"]]
        extras = package.get("optional-dependencies", {})
        waiting += [each for extra in wanted.get("extra", ()) for each in extras.get(extra, ())]
        if package["name"] not in found:
            found[package["name"]] = package["version"]
            waiting += package.get("dependencies", ())
    del found["pantau"]
    return found
