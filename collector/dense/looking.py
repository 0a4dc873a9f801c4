"""Which places are to be asked now: the meetings of the store, followed by a cursor."""

import logging
from threading import Thread

from collector.dense.asker import Place
from collector.dense.plan import Plan, places_of, to_be_asked
from collector.names import looked_up
from collector.transport import Destination
from pantau.facts.instant import MINUTE
from pantau.facts.meetings import LEAD_US
from pantau.facts.said import Meeting
from pantau.store import Store, StoreError

log = logging.getLogger(__name__)


class Looking:
    """Reads the store again when its journal has grown, or a minute has passed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._plan: Plan = {}
        self._meetings: list[Meeting] = []
        self._cursor = -1
        self._read_at = 0
        self._known: dict[str, Destination] = {}
        self._looking_up: Thread | None = None

    def follow(self, plan: Plan) -> None:
        """The sites from now on."""
        self._plan = plan

    def places(self, now: int) -> dict[str, Place]:
        """Whom to ask at ``now`` (microseconds UTC), and how. Never raises for the store."""
        try:
            self._read(now)
        except StoreError as error:
            log.warning("meetings cannot be read now, those known are asked on: %s", error)
        sites = to_be_asked(self._meetings, now)
        addresses = {self._plan[site].address for site in sites if site in self._plan}
        self._look_up(addresses)
        return places_of(self._plan, sites, self._known)

    def _read(self, now: int) -> None:
        head = self._store.head()[0]
        if head == self._cursor and 0 <= now - self._read_at < MINUTE:
            return
        with self._store.view() as view:
            self._meetings = view.meetings(now, now + LEAD_US + 2 * MINUTE)
        self._cursor, self._read_at = head, now

    def _look_up(self, addresses: set[str]) -> None:
        """Numbers at once; names in a thread, for a name server may hang for long."""
        names = []
        for address in addresses - self._known.keys():
            to = Destination.of(address)
            if to is not None:
                self._known[address] = to
            else:
                names.append(address)
        if names and (self._looking_up is None or not self._looking_up.is_alive()):
            self._looking_up = Thread(target=self._resolve, args=[names], daemon=True)
            self._looking_up.start()

    def _resolve(self, names: list[str]) -> None:
        for name in names:
            to = looked_up(name)
            if to is not None:
                self._known[name] = to
