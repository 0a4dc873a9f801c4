"""Follows the journal and suggests a cause for each outage, when enough is known of it.

Pure of waiting: whoever holds it calls ``look`` once a second, in real time or in virtual time.
"""

import logging
from dataclasses import dataclass

from collector.causes.devices import Devices, Remembered
from collector.causes.good_paths import GoodPaths
from collector.causes.plan import Place, Plan
from collector.causes.together import Scene, Ties
from collector.path.walker import Paths
from pantau.facts.causes import (
    TOGETHER_US,
    CauseFacts,
    CauseSuggested,
    Neighbours,
    PathSeen,
    Suggestion,
)
from pantau.facts.device import Ran
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import Outage
from pantau.facts.path import Path
from pantau.store import FactRefused, Store, StoreError
from pantau.verdict.cause import suggest

log = logging.getLogger(__name__)

EARLY_US = 20 * SECOND
"""So long after the begin, who fails together is mostly written down: the first word."""
SETTLED_US = TOGETHER_US + 15 * SECOND
"""So long after the begin, all of them are."""
PATIENCE_US = 3 * 60 * SECOND
"""So long after the end a router is waited for; it is asked once a minute."""
_PATH_TAKES_US = 15 * SECOND
_BACK_US = HOUR


@dataclass(slots=True)
class _Case:
    """What is known so far of one outage. ``said``: the suggestion written last."""

    outage: str
    place: Place
    begin: int
    end: int | None = None
    path: PathSeen | None = None
    asked_at: int | None = None
    path_waits: bool = False
    neighbours: tuple[Neighbours, ...] = ()
    link: str | None = None
    settled: bool = False
    said: Suggestion | None = None


class Casebook:
    """Each outage is a case until its last word is said."""

    def __init__(
        self, store: Store, paths: Paths, devices: Devices, good: GoodPaths, *, via: str
    ) -> None:
        self._store = store
        self._paths = paths
        self._devices = devices
        self._good = good
        self._via = via
        self._plan: Plan = {}
        self._ties = Ties({})
        self._cases: dict[str, _Case] = {}  # by site: it has one open outage at most
        self._over: list[_Case] = []
        self._cursor: int | None = None
        self._remembered = Remembered()
        self.suggested = 0

    def follow(self, plan: Plan) -> None:
        """The sites and links from now on."""
        self._plan, self._ties = plan, Ties(plan)
        self._good.follow(plan)

    @property
    def open(self) -> int:
        """How many cases there are."""
        return len(self._cases) + len(self._over)

    def look(self, now: int) -> None:
        """Take in what is new, and say what can be said; ``now`` in microseconds UTC.

        Never raises for what the store is like: what cannot be written is tried again.
        """
        try:
            self._remembered.add(self._devices.looks(now))
            self._read(now)
            self._take_paths()
            self._judge(now)
            self._good.look(now, self._paths, self._cases.keys())
        except StoreError as error:
            log.warning("causes cannot be looked for now: %s", error)

    # -- what happened ------------------------------------------------------------------------

    def _read(self, now: int) -> None:
        head = self._store.head()[0]
        if self._cursor is None:
            self._resume(now)
        elif head > self._cursor:
            for entry in self._store.entries(
                kinds=(EntryKind.OUTAGE_OPENED, EntryKind.OUTAGE_CLOSED), after=self._cursor
            ):
                data = entry.data()
                if entry.kind is EntryKind.OUTAGE_OPENED:
                    self._opened(f"O{entry.seq}", data["site"], data["started_at"], now)
                else:
                    self._closed(data["site"], data["ended_at"])
        self._cursor = head

    def _resume(self, now: int) -> None:
        """What was going on, or ended lately, when this process began."""
        outages = [o for o in self._store.outages(now - _BACK_US, now + 1) if o.import_id is None]
        said = self._store.suggestions([each.id for each in outages])
        for each in outages:
            before = said.get(each.id)
            if before is not None and before.ended:
                continue
            self._opened(each.id, each.site, each.started_at, now)
            case = self._cases.get(each.site)
            if case is not None and before is not None:
                case.said = Suggestion(before.cause, before.reasons)
                case.path, facts = before.facts.path, before.facts
                case.neighbours, case.link = facts.neighbours, facts.link
                case.settled = now - case.begin > SETTLED_US
            if each.ended_at is not None:
                self._closed(each.site, each.ended_at)

    def _opened(self, outage: str, site: str, begin: int, now: int) -> None:
        place = self._plan.get(site)
        if place is None:
            return
        case = self._cases[site] = _Case(outage, place, begin, asked_at=now, path_waits=True)
        self._paths.ask(case.place.site, case.place.address, first=True)

    def _closed(self, site: str, end: int) -> None:
        case = self._cases.pop(site, None)
        if case is not None:
            case.end = end
            self._over.append(case)
            self._good.recovered(site, end)

    def _take_paths(self) -> None:
        for name, path in self._paths.take():
            case = self._cases.get(name)
            if case is not None and case.path_waits:
                case.path_waits = False
                case.path = self._seen(case.place, path)
            elif case is None:
                self._good.take(name, path)

    def _seen(self, place: Place, path: Path) -> PathSeen | None:
        """Beside the good path; None where the site answered after all."""
        if path.reached:
            return None
        good = self._good.of(place)
        if good is None:
            return PathSeen(path.asked_at, path.last, path.last_host)
        before = Path(good.asked_at, good.hops[:-1], reached=False)
        same = path.last == 0 or good.hops[path.last - 1 : path.last] == (path.last_host,)
        # Where no router stands before it, its path tells nothing.
        number = before.last or None
        return PathSeen(path.asked_at, path.last, path.last_host, number, good.asked_at, same)

    # -- what it means ------------------------------------------------------------------------

    def _judge(self, now: int) -> None:
        for case in self._cases.values():
            if case.settled:
                continue
            settled = now >= case.begin + SETTLED_US
            early = case.said is None and now >= case.begin + EARLY_US and self._has_path(case, now)
            if settled or early:
                self._look_around(case)
                case.settled = settled
                self._say(case, now)
        for case in list(self._over):
            if now < case.begin + SETTLED_US:
                continue
            if not case.settled:
                self._look_around(case)
                case.settled = True
            assert case.end is not None  # noqa: S101 - asked for in _closed
            ran = self._remembered.ran(case.place.site, case.begin, case.end)
            waits = case.place.device and ran is Ran.UNKNOWN
            if not waits or now >= case.end + PATIENCE_US:
                self._say(case, now, ran)
                self._over.remove(case)

    def _has_path(self, case: _Case, now: int) -> bool:
        asked = case.asked_at
        return not case.path_waits or asked is None or now - asked > _PATH_TAKES_US

    def _look_around(self, case: _Case) -> None:
        begin = case.begin
        outages: list[Outage] = self._store.outages(begin - TOGETHER_US, begin + TOGETHER_US + 1)
        scene = Scene(begin, outages, self._store.states(), self._ties)
        case.neighbours, case.link = scene.together(case.place), scene.link(case.place)

    def _say(self, case: _Case, now: int, ran: Ran = Ran.UNKNOWN) -> None:
        site, end = case.place.site, now if case.end is None else case.end
        mains = self._remembered.mains(site, case.begin, end)
        facts = CauseFacts(case.path, case.neighbours, case.link, ran, mains)
        found = suggest(facts)
        if found == case.said:
            return
        ended = case.end is not None
        fact = CauseSuggested(case.outage, site, found.cause, found.reasons, facts, ended)
        try:
            self._store.record([fact], at=now, author="collector", via=self._via)
        except FactRefused as error:
            log.warning("a cause could not be suggested: %s", error)
        else:
            self.suggested += 1
        case.said = found
