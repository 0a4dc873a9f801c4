"""The form of a backup: one zip file with the databases, the anchors and a manifest of digests.

manifest.json: {"format": 1, "entries": N, "head": HASH, "files": {name: {"bytes", "sha256"}}}. Of
format 2, in a directory of backups, are those with files that lie beside the zip, once for all
backups: these bear "stored": true, and "stamp", by which an unchanged file is known again.
"""

import json
import os
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from pantau.language import to_say
from pantau.store import anchors, kept, months, zipped
from pantau.store.access import ACCESS
from pantau.store.connection import sync_folder
from pantau.store.dense import DENSE
from pantau.store.errors import ArchiveRefused
from pantau.store.journal_file import JOURNAL
from pantau.store.months import SAMPLES
from pantau.store.outbox import ALERTS

FORMAT = 1
WITH_STORED = 2
MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 10_000_000
# Only names that we write ourselves: nothing else can reach outside of the data directory.
_NAME = re.compile(
    rf"{re.escape(JOURNAL)}|{re.escape(ALERTS)}|{re.escape(ACCESS)}|{re.escape(DENSE)}"
    rf"|{SAMPLES}/{months.FILE_NAME.pattern}"
    rf"|{anchors.ANCHORS}/{anchors.FILE_NAME.pattern}"
    rf"|{kept.KEPT}/{kept.FILE_NAME.pattern}"
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive says of itself. ``files``: name to (bytes, SHA-256 in hexadecimal).

    ``stored``: those of them that lie beside it, each with its stamp or an empty text.
    """

    entries: int
    head: str
    files: Mapping[str, tuple[int, str]]
    stored: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(size for size, _ in self.files.values())

    @property
    def inside(self) -> list[str]:
        """The files that are in the zip itself."""
        return [name for name in self.files if name not in self.stored]


def is_ours(name: str) -> bool:
    """Whether a file of this name belongs into a data directory."""
    return _NAME.fullmatch(name) is not None


def pack(archive: zipfile.ZipFile, source: Path, name: str) -> tuple[int, str]:
    """Add a file; returns its size and digest."""
    with source.open("rb") as stream, archive.open(name, "w", force_zip64=True) as into:
        return zipped.copy(stream, into, None)


def pack_manifest(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Add the manifest, last."""
    text = {
        "format": WITH_STORED if manifest.stored else FORMAT,
        "entries": manifest.entries,
        "head": manifest.head,
        "files": {
            name: {
                "bytes": size,
                "sha256": digest,
                **(
                    {"stored": True, "stamp": manifest.stored[name]}
                    if name in manifest.stored
                    else {}
                ),
            }
            for name, (size, digest) in sorted(manifest.files.items())
        },
    }
    archive.writestr(MANIFEST, json.dumps(text, indent=1))


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """The manifest, and that it names just what is inside. Raises ArchiveRefused."""
    names = archive.namelist()
    if MANIFEST not in names:
        raise ArchiveRefused(to_say("this archive is not a backup of Pantau: it has no manifest"))
    with archive.open(MANIFEST) as stream:
        manifest = _parse(stream.read(_LARGEST_MANIFEST))
    strange = sorted(name for name in {*names, *manifest.files} - {MANIFEST} if not is_ours(name))
    if strange:
        raise ArchiveRefused(
            to_say("this backup holds a file that is not Pantau's: {name}"), name=f"{strange[0]!r}"
        )
    if any(kept.FILE_NAME.fullmatch(manifest.files[name][1]) is None for name in manifest.stored):
        raise ArchiveRefused(
            to_say("this backup names a stored file by something else than SHA-256")
        )
    if sorted(names) != sorted([MANIFEST, *manifest.inside]) or JOURNAL not in manifest.inside:
        raise ArchiveRefused(
            to_say("the files of this backup are not those that its manifest names")
        )
    return manifest


def _parse(text: bytes) -> Manifest:
    try:
        found: dict[str, Any] = json.loads(text)
        if found["format"] not in (FORMAT, WITH_STORED):
            raise ArchiveRefused(to_say("this backup was made by a newer Pantau; use that version"))
        files = {
            str(name): (int(each["bytes"]), str(each["sha256"]))
            for name, each in found["files"].items()
        }
        stored = {
            str(name): str(each.get("stamp", ""))
            for name, each in found["files"].items()
            if each.get("stored")
        }
        return Manifest(int(found["entries"]), str(found["head"]), files, stored)
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as error:
        raise ArchiveRefused(
            to_say("the manifest of this backup cannot be read: {error}"), error=f"{error!r}"
        ) from error


def unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path) -> None:
    """Write the files inside (0600, folders 0700) and onto the disk. Raises ArchiveRefused."""
    for name in manifest.inside:
        with archive.open(name) as stream:
            if not place(stream, folder / name, manifest.files[name]):
                raise ArchiveRefused(
                    to_say("{name} in this backup is not what was saved"), name=name
                )
        sync_folder((folder / name).parent)
    sync_folder(folder)


def place(stream: IO[bytes], target: Path, expected: tuple[int, str]) -> bool:
    """Write ``target`` from a stream; whether it has the size and the digest that it must have.

    On the disk when this returns. Not beyond that size, whatever a zip unfolds to. Raises OSError.
    """
    target.parent.mkdir(mode=0o700, exist_ok=True)
    target.touch(mode=0o600)
    with target.open("wb") as into:
        found = zipped.copy(stream, into, expected[0])
        into.flush()
        os.fsync(into.fileno())
    return found == expected


def check(archive: zipfile.ZipFile, manifest: Manifest) -> str | None:
    """The first file inside that is not what was saved; None where all are."""
    for name in manifest.inside:
        with archive.open(name) as stream, Path(os.devnull).open("wb") as nowhere:
            if zipped.copy(stream, nowhere, manifest.files[name][0]) != manifest.files[name]:
                return name
    return None
