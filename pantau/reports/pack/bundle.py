"""A zip file that depends on nothing but what is put into it."""

import hashlib
import json
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from pantau.facts.instant import to_datetime

FORMAT = 1
MANIFEST = "manifest.json"
# The years that a zip file can name.
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)


class Bundle:
    """A zip file as it is written. Every member bears the same time, ``at`` (microseconds UTC)."""

    def __init__(self, into: IO[bytes], at: int) -> None:
        self._zip = zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._time = min(max(to_datetime(at).timetuple()[:6], _FIRST), _LAST)
        self._files: dict[str, dict[str, Any]] = {}

    def add(self, name: str, content: bytes) -> None:
        """Add a member."""
        self.add_parts(name, [content])

    def add_parts(self, name: str, parts: Iterable[bytes]) -> None:
        """Add a member part by part."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._member(name), "w", force_zip64=True) as into:
            for part in parts:
                digest.update(part)
                size += len(part)
                into.write(part)
        self._files[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def close(self, manifest: dict[str, Any]) -> None:
        """Add the manifest, last, with the length and SHA-256 of every member; end the file."""
        text = json.dumps({**manifest, "files": self._files}, ensure_ascii=False, indent=1)
        self._zip.writestr(self._member(MANIFEST), text + "\n")
        self._zip.close()

    def _member(self, name: str) -> zipfile.ZipInfo:
        """The same on every machine: no file of this one lends its time, owner or mode."""
        member = zipfile.ZipInfo(name, self._time)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.create_system = 3
        member.external_attr = 0o644 << 16
        return member
