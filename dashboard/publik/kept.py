"""What was made for one visitor and serves all: bytes, ready to be sent."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from gzip import compress
from hashlib import sha256
from threading import Lock

from pantau.facts.clock import Clock
from pantau.facts.instant import SECOND

FRESH_US = 5 * SECOND
_MOST = 128
_WORTH_PACKING = 500


@dataclass(frozen=True, slots=True)
class Made:
    """An answer as it is sent.

    ``packed``: the body under gzip, None where that would not pay. ``tag``: what it is known by, as
    long as no byte of it changes. ``keep``: whether the next visitor may have it too.
    """

    status: int
    body: bytes
    packed: bytes | None
    tag: str
    headers: Mapping[str, str] = field(default_factory=dict)
    keep: bool = True


def made(status: int, body: bytes, headers: Mapping[str, str], *, keep: bool = True) -> Made:
    """Pack and tag a body."""
    # mtime: the same body gives the same bytes.
    packed = compress(body, 6, mtime=0) if len(body) >= _WORTH_PACKING and keep else None
    tag = sha256(body).hexdigest()[:24]
    return Made(status, body, packed, tag, dict(headers), keep)


class Kept:
    """The answers of the last five seconds: each address is made at most once in that time.

    At most 128 of them: whoever asks for all there is does not fill the memory.
    """

    def __init__(self, clock: Clock, fresh_us: int = FRESH_US, most: int = _MOST) -> None:
        self._clock = clock
        self._fresh_us = fresh_us
        self._most = most
        self._lock = Lock()
        self._answers: dict[Hashable, tuple[int, Made]] = {}

    def get(self, key: Hashable) -> Made | None:
        """What was made for this key not longer ago than that."""
        found = self._answers.get(key)
        if found is None or self._now() - found[0] >= self._fresh_us:
            return None
        return found[1]

    def put(self, key: Hashable, answer: Made) -> None:
        """Keep it from now on; where there is no room the oldest makes some."""
        with self._lock:
            self._answers.pop(key, None)
            while len(self._answers) >= self._most:
                del self._answers[next(iter(self._answers))]
            self._answers[key] = (self._now(), answer)

    def _now(self) -> int:
        """Of the clock that no one sets: an answer does not live on because the time was set."""
        return self._clock.boot_ns() // 1_000
