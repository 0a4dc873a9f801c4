"""LibreOffice as a reader of what we write."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None and not os.environ.get("PANTAU_REQUIRE_OFFICE"),
    reason="needs LibreOffice (Debian: libreoffice-writer-nogui)",
)


def converted(content: bytes, to: str, folder: Path) -> bytes:
    """A .docx as LibreOffice writes it anew: ``pdf``, or ``txt:Text (encoded):UTF8``."""
    assert SOFFICE is not None, "soffice is not on the path"
    source = folder / "paper.docx"
    source.write_bytes(content)
    # A profile of its own: two may run at once, and nothing is written into a home.
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    options = ["--headless", "--norestore", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run(
        [SOFFICE, profile, *options, str(source)], check=True, capture_output=True, timeout=50
    )
    return (folder / f"paper.{to.split(':', maxsplit=1)[0]}").read_bytes()
