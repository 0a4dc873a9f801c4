"""Packs of small stores: made, opened, run and tampered with."""

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pantau.inventory import Inventory
from pantau.reports.pack import PackMade, make_pack
from pantau.store import Store

Members = dict[str, bytes]
Change = Callable[[bytes], bytes]


def made(
    store: Store, town: Inventory, month: str, now: int, outage: str | None = None
) -> PackMade:
    found = make_pack(store, town, month, now, outage=outage)
    assert isinstance(found, PackMade), found
    return found


def members(pack: PackMade) -> Members:
    with zipfile.ZipFile(BytesIO(pack.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked(found: Members, folder: Path) -> Path:
    for name, content in found.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder


def packed(found: Members, path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return path


def run(folder: Path) -> tuple[int, list[str]]:
    """The script of the pack, where nothing but Python itself can be imported."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "recompute.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def with_right_digests(found: Members) -> Members:
    """The manifest made anew, as one would who wants to deceive."""
    manifest = json.loads(found["manifest.json"])
    manifest["files"] = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in found.items()
        if name != "manifest.json"
    }
    return {**found, "manifest.json": json.dumps(manifest).encode()}


def changed(found: Members, name: str, old: str, new: str) -> Members:
    content = found[name].decode()
    assert old in content, f"{name} does not hold {old!r}"
    return {**found, name: content.replace(old, new, 1).encode()}
