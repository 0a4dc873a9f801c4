"""Who may call, and when each called last. Shared by the port's thread and the engine's."""

import hmac
from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import sha256
from threading import Lock

from collector.push.request import Call, Said

SELF = "-"
"""Our own calls to our own port: no site has this id."""

_AGAIN_NS = 1_000_000_000
_NOBODY = sha256(b"").digest()


class Callers:
    """Times are boot time in ns. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._secrets: dict[str, bytes] = {}
        self._last: dict[str, int] = {}
        self._heard: dict[str, None] = {}
        self.said: Counter[str] = Counter()
        """How many calls were answered what."""

    def know(self, sites: Collection[str], secrets: Mapping[str, str]) -> tuple[str, ...]:
        """Who calls from now on, and with what; the sites for which there is no secret."""
        with self._lock:
            self._secrets = {
                site: sha256(secrets[site].encode()).digest()
                for site in (*sites, SELF)
                if secrets.get(site)
            }
            self._last = {site: at for site, at in self._last.items() if site in self._secrets}
        return tuple(site for site in sites if not secrets.get(site))

    def knows(self, site: str) -> bool:
        """Whether it can call at all: there is a secret for it."""
        return site in self._secrets

    def hear(self, call: Call, now_ns: int) -> Said:
        """Take a call. It costs the same time whether the site or the secret is wrong."""
        given = sha256(call.secret).digest()
        with self._lock:
            kept = self._secrets.get(call.site)
            if not hmac.compare_digest(given, kept or _NOBODY) or kept is None:
                return Said.REFUSED
            last = self._last.get(call.site)
            if call.site != SELF and last is not None and now_ns - last < _AGAIN_NS:
                return Said.TOO_OFTEN
            self._last[call.site] = now_ns
            if call.site != SELF:
                self._heard[call.site] = None
            return Said.HEARD

    def take(self) -> list[str]:
        """The sites that called since this was asked last, in order."""
        with self._lock:
            heard, self._heard = [*self._heard], {}
        return heard

    def last(self, site: str) -> int | None:
        """When it called last."""
        return self._last.get(site)

    def latest(self) -> int | None:
        """When any site called last; our own calls are none."""
        with self._lock:
            times = [at for site, at in self._last.items() if site != SELF]
        return max(times, default=None)
