"""Addresses by which whoever got a message can take its outages in hand, without signing in.

The address is the permission: it is signed with a key that lies beside the data and never leaves.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pantau.language import to_say
from pantau.language.system_errors import said_of
from pantau.store import StoreUnwritable

KEY_FILE = "ack.key"
PATH = "/tangani"
_MOST_OUTAGES = 50
_SIGNATURE_BYTES = 16


@dataclass(frozen=True, slots=True)
class AckLinks:
    """Signs and reads such addresses."""

    _key: bytes = field(repr=False)

    @classmethod
    def of(cls, data: Path) -> "AckLinks":
        """With the key of a data directory, which is made where there is none.

        Raises StoreUnwritable.
        """
        path = data / KEY_FILE
        try:
            return cls(_kept(path))
        except OSError as error:
            text = to_say("{path}: {reason}; check the permissions")
            raise StoreUnwritable(text, path=path, reason=said_of(error)) from error

    def url(self, link: str | None, outages: Sequence[str]) -> str | None:
        """The address under ``link`` (that of the pages); None without a link or outages."""
        if link is None or not outages:
            return None
        names = "\n".join(outages[:_MOST_OUTAGES]).encode()
        token = _text(self._sign(names) + names)
        return f"{link.rstrip('/')}{PATH}?t={token}"

    def outages(self, token: str) -> tuple[str, ...] | None:
        """What a token permits to be taken in hand; None where we never signed it."""
        try:
            whole = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            names = whole[_SIGNATURE_BYTES:].decode()
        except (binascii.Error, ValueError):
            return None
        if not hmac.compare_digest(whole[:_SIGNATURE_BYTES], self._sign(names.encode())):
            return None
        return tuple(names.split("\n"))

    def _sign(self, names: bytes) -> bytes:
        return hmac.new(self._key, names, hashlib.sha256).digest()[:_SIGNATURE_BYTES]


def _kept(path: Path) -> bytes:
    """The key; whoever comes first makes it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    if not path.exists():
        handle = os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600)
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.write(secrets.token_bytes(32))
        # Whole or not at all, and never over one that is there.
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_bytes()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
