"""A sign in the form of when it was made: no machine sends it at once, and none keeps it for ever.

Signed with a key of this process, so that nothing is kept of who looked at the form.
"""

import hmac
import secrets
from hashlib import sha256

from pantau.facts.instant import HOUR, SECOND

SOONEST_US = 3 * SECOND
LATEST_US = 12 * HOUR
_SIGNATURE = 24


class Tokens:
    """``now`` everywhere: microseconds of a steady clock."""

    def __init__(self, key: bytes | None = None) -> None:
        """With a new key where none is given."""
        self._key = key or secrets.token_bytes(32)

    def made(self, now: int) -> str:
        """A token of now."""
        when = f"{now // SECOND:x}"
        return f"{when}.{self._sign(when)}"

    def age_us(self, token: str, now: int) -> int | None:
        """How old it is; None where we never made it."""
        when, _, signature = token.partition(".")
        if not hmac.compare_digest(signature.encode(), self._sign(when).encode()):
            return None
        return now - int(when, 16) * SECOND

    def _sign(self, when: str) -> str:
        return hmac.new(self._key, when.encode(), sha256).hexdigest()[:_SIGNATURE]
