"""Zip files that somebody hands to us: a backup, an evidence pack. Nothing in one is trusted."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pantau.language import Sentence, to_say
from pantau.language.system_errors import said_of
from pantau.store.errors import ArchiveRefused

_PIECE = 1 << 20
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@contextmanager
def opened(path: Path, called: str) -> Iterator[zipfile.ZipFile]:
    """The zip file at ``path`` for reading, ``called`` "backup" in what is said of it.

    Raises ArchiveRefused for whatever is wrong with it, also while its members are read.
    """
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise ArchiveRefused(
            to_say("there is no {called} {path}"), called=Sentence(called), path=path
        ) from None
    except OSError as error:
        raise ArchiveRefused(
            to_say("{path} cannot be read: {reason}"), path=path, reason=said_of(error)
        ) from error
    try:
        with stream, zipfile.ZipFile(stream) as archive:
            if any(member.compress_type not in _PACKED for member in archive.infolist()):
                raise ArchiveRefused(
                    to_say("this {called} was packed in a way that Pantau never uses"),
                    called=Sentence(called),
                )
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError: zipfile's word for an encrypted member.
        raise ArchiveRefused(
            to_say("{path} is not a whole {called} of Pantau: {error}"),
            path=path,
            called=Sentence(called),
            error=error,
        ) from error


def copy(stream: IO[bytes], into: IO[bytes], most: int | None) -> tuple[int, str]:
    """Copy a stream; its length and SHA-256. Not far beyond ``most`` bytes, whatever comes."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if most is not None and size > most:
            break
        digest.update(piece)
        into.write(piece)
    return size, digest.hexdigest()
