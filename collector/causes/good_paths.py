"""The path to each site while all is well: asked once a day, spread, and after each recovery."""

from collections.abc import Collection
from heapq import heappop, heappush
from zlib import crc32

from collector.causes.plan import Place, Plan
from collector.path.walker import Paths as Asking
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.path import Path
from pantau.store import GoodPath, Paths

DAY_US = 24 * HOUR
_AGAIN_US = HOUR
"""When the site was not reached, or could not be asked."""
_FIRST_WITHIN_US = 10 * MINUTE
_AFTER_RECOVERY_US = 30 * SECOND
_WRITE_EVERY_US = 5 * SECOND


class GoodPaths:
    """At most one a second is asked, so that nobody notices."""

    def __init__(self, kept: Paths) -> None:
        """Raises StoreError."""
        self._kept = kept
        self._good = kept.all()
        self._plan: Plan = {}
        self._due: list[tuple[int, str]] = []
        self._turn: dict[str, int] = {}  # what else lies in _due has been put off
        self._fresh: dict[str, GoodPath] = {}
        self._now = self._asked_at = self._written_at = 0

    def follow(self, plan: Plan) -> None:
        """Of these from now on. Raises StoreError."""
        self._kept.keep_only(plan)
        self._plan = plan
        self._turn.clear()
        self._due.clear()

    def of(self, place: Place) -> Path | None:
        """The last good path to where the site is now."""
        found = self._good.get(place.site)
        return found.path if found is not None and found.address == place.address else None

    def recovered(self, site: str, end: int) -> None:
        """Its way may be another one now."""
        self._plan_turn(site, end + _AFTER_RECOVERY_US)

    def take(self, site: str, path: Path) -> None:
        """A path that was asked while nothing was known to be wrong."""
        place = self._plan.get(site)
        if place is None:
            return
        if path.reached:
            self._good[site] = self._fresh[site] = GoodPath(place.address, path)
        self._plan_turn(site, self._now + (DAY_US if path.reached else _AGAIN_US))

    def look(self, now: int, asking: Asking, down: Collection[str]) -> None:
        """Ask the next that is due, and write down what is new. Raises StoreError."""
        self._now = now
        for site in self._plan.keys() - self._turn.keys():
            self._plan_turn(site, self._first(now, self._plan[site]))
        while self._due and self._turn.get(self._due[0][1]) != self._due[0][0]:
            heappop(self._due)
        if self._due and self._due[0][0] <= now and abs(now - self._asked_at) >= SECOND:
            self._asked_at = now
            site = self._due[0][1]
            # Until it is known what came of it.
            self._plan_turn(site, now + _AGAIN_US)
            if site not in down:
                asking.ask(site, self._plan[site].address)
        if self._fresh and abs(now - self._written_at) >= _WRITE_EVERY_US:
            self._written_at = now
            self._kept.write(self._fresh)
            self._fresh = {}

    def _plan_turn(self, site: str, at: int) -> None:
        if site in self._plan:
            self._turn[site] = at
            heappush(self._due, (at, site))

    def _first(self, now: int, place: Place) -> int:
        """A path that is known is good for a day; the others are asked soon, but not at once."""
        good = self.of(place)
        if good is None:
            return now + crc32(place.site.encode()) % _FIRST_WITHIN_US
        return max(now, min(good.asked_at + DAY_US, now + DAY_US))
