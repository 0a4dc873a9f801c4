"""LibreOffice as a reader of what we write."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("PANTAU_REQUIRE_OFFICE"),
    reason="needs LibreOffice (Debian: libreoffice-calc-nogui, libreoffice-writer-nogui)",
)


# Never trust a figure that stands in the file: reckon every formula again.
_RECKON = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def converted(content: bytes, to: str, folder: Path, source: str = "docx") -> bytes:
    """A file of kind ``source`` as LibreOffice writes it anew: ``pdf``, ``xlsx``, or
    ``txt:Text (encoded):UTF8``. Formulas are reckoned again."""
    assert SOFFICE is not None, "soffice is not on the path"
    file = folder / f"paper.{source}"
    file.write_bytes(content)
    # A profile of its own: two may run at once, and nothing is written into a home.
    profile, made = folder / "profile", folder / "made"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECKON)
    options = ["--headless", "--norestore", "--convert-to", to, "--outdir", str(made)]
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{profile}", *options, str(file)],
        check=True,
        capture_output=True,
        timeout=50,
    )
    return (made / f"paper.{to.split(':', maxsplit=1)[0]}").read_bytes()
