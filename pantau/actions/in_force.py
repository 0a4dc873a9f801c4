"""The inventory that figures are judged by: the one applied last, and the sites that departed.

The one reader of it for every face, so that no two of them can disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pantau import inventory as inventories
from pantau.facts.kinds import EntryKind
from pantau.inventory.departed import Leaver, with_departed
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem, Reading
from pantau.language import Sentence, Translator, to_say
from pantau.store import Applied, Store, Wanted


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An inventory that came into force and that this version cannot read, and why not.

    No other takes its place: figures would change silently.
    """

    digest: str
    problems: tuple[Problem, ...]

    @property
    def why(self) -> Sentence:
        """What cannot be done with it."""
        text = to_say("the inventory in force ({digest}) cannot be read by this version")
        return Sentence(text, digest=self.digest[:12])

    def __str__(self) -> str:
        return self.why.message

    def said(self, say: Translator) -> str:
        """In the language of ``say``."""
        return self.why.said(say)


def in_force(store: Store) -> Inventory | Unreadable | None:
    """What holds now; None where none was ever applied. Raises only what the store raises."""
    found = store.applied()
    return None if found is None else put_together(found)


def text_of_before(store: Store, back: int) -> str | None:
    """The text that was in force ``back`` changes ago (0: now); None where none was.

    To put one in force again is a change, too.
    """
    wanted = Wanted(kinds=frozenset({EntryKind.INVENTORY_APPLIED}))
    found = store.find(wanted, most=back + 1).entries
    return store.inventory_text(found[back].data()["digest"]) if len(found) > back else None


def put_together(applied: Applied) -> Inventory | Unreadable:
    """The inventory applied last, with the sites that departed as each had been until then.

    A site served until the end of the day, in the zone of its inventory, on which the one without
    it was applied.
    """
    for digest in (applied.digest, *(each.digest for each in applied.departures)):
        reading = _read(applied.texts.get(digest, ""))
        if reading.inventory is None:
            return Unreadable(digest, reading.errors)
    last = _read(applied.texts[applied.digest]).inventory
    assert last is not None  # noqa: S101 - looked at above
    # The digest is that of the file's bytes: the text alone lacks a byte order mark.
    return with_departed(replace(last, digest=applied.digest), _leavers(applied))


def _leavers(applied: Applied) -> Iterator[Leaver]:
    for each in applied.departures:
        had = _read(applied.texts[each.digest]).inventory
        site = had.site(each.site) if had else None
        if had is not None and site is not None:
            yield Leaver(site, had.calendars, had.local_day(each.at))


@lru_cache(maxsize=16)
def _read(text: str) -> Reading:
    """Reading 300 sites takes a twentieth of a second: done once for each text."""
    return inventories.parse_inventory(text.encode(), "journal")
