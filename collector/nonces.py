"""Payloads that nobody can guess."""

import secrets

from collector.transport import NONCE_BYTES

_AT_ONCE = 512


class Nonces:
    """Random payloads of NONCE_BYTES each; the kernel is asked for many at once."""

    def __init__(self) -> None:
        self._pool = b""
        self._used = 0

    def next(self) -> bytes:
        """One that was never given before, as surely as 64 random bits can say so."""
        begin = self._used
        if begin == len(self._pool):
            self._pool = secrets.token_bytes(NONCE_BYTES * _AT_ONCE)
            begin = 0
        self._used = begin + NONCE_BYTES
        return self._pool[begin : self._used]
