"""Asking for known weaknesses of the libraries in ``uv.lock``, by pip-audit (``make audit``)."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.supply.bill import exported

NONE_KNOWN, SOME_KNOWN, NOT_ASKED = 0, 1, 3
"""How it ends. 2 is wrong usage everywhere in Pantau."""


def audit() -> int:
    """Ask, print what is known, and say how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "requirements.txt"
        wanted.write_text(exported("requirements.txt", "--no-emit-project"), "utf-8")
        words = ["--disable-pip", "--require-hashes", "--requirement", str(wanted)]
        command = [sys.executable, "-P", "-m", "pip_audit", *words, "--format", "json"]
        command += ["--progress-spinner", "off", "--timeout", "15"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    code, said = judged(done.stdout, done.stderr)
    print(said)
    return code


def judged(answer: str, errors: str) -> tuple[int, str]:
    """How it ended, and what is said of it, from what pip-audit printed."""
    try:
        libraries = json.loads(answer)["dependencies"]
        known = [
            f"{each['name']} {each['version']}: {weak['id']}, mended in "
            f"{', '.join(weak['fix_versions']) or 'no version yet'}"
            for each in libraries
            for weak in each.get("vulns", ())
        ]
        skipped = [
            f"{each['name']}: {each['skip_reason']}" for each in libraries if "skip_reason" in each
        ]
    except (ValueError, LookupError, TypeError):
        last = (errors.strip().splitlines() or ["it said nothing"])[-1]
        return NOT_ASKED, f"NOT AUDITED: the vulnerability service could not be asked.\n{last}"
    if known:
        return SOME_KNOWN, "\n".join(known)
    if skipped or not libraries:
        return NOT_ASKED, "\n".join(["NOT AUDITED, at least in part:", *skipped])
    return NONE_KNOWN, f"no weakness is known of {len(libraries)} libraries"
