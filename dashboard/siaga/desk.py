"""All that the page shows, from one look into the store and one into the outbox."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.settings import Settings
from dashboard.siaga.roster import Roster, read_rosters
from dashboard.siaga.told import Alert, active
from pantau.facts.instant import DAY
from pantau.facts.letters import Kept, Waiting
from pantau.facts.said import Silence
from pantau.facts.telling import LetterState
from pantau.inventory import Inventory
from pantau.language import Sentence
from pantau.store import Outbox, StoreError, StoreMissing

SILENCES_BACK = 7 * DAY
LETTERS_BACK = DAY
MOST_LETTERS = 1_000

_BUSY_MS = 500
_EVER = 2**62


@dataclass(frozen=True, slots=True)
class Desk:
    """At one moment. ``silences``: coming, running, and those that ended in the last seven days.

    ``letters``: of the last day, and whatever waits or was given up, the newest first, at most a
    thousand. ``queues``: by receiver. ``told_ever``: whether an alerter ever ran here.
    ``trouble``: what the store or the outbox said where it could not be read.
    """

    rosters: tuple[Roster, ...] = ()
    silences: tuple[Silence, ...] = ()
    alerts: tuple[Alert, ...] = ()
    letters: tuple[Kept, ...] = ()
    queues: Mapping[str, Waiting] = field(default_factory=dict)
    told_ever: bool = True
    trouble: Sentence | None = None


def read_desk(
    settings: Settings, inventory: Inventory, in_hand: Mapping[str, str], now: int
) -> Desk:
    """Look. ``in_hand``: by open outage, who took it. Never raises for what it finds."""
    try:
        with settings.store() as store:
            rosters = read_rosters(store, inventory, now)
            with store.view() as view:
                set_ones = view.silences(now - SILENCES_BACK, _EVER)
    except StoreError as error:
        return Desk(trouble=error.why)
    silences = tuple(each for each in set_ones if each.until > now - SILENCES_BACK)
    try:
        with Outbox.open(settings.data, readonly=True, busy_ms=_BUSY_MS) as outbox:
            return Desk(
                rosters,
                silences,
                active(outbox.memory(), in_hand),
                _letters(outbox, now),
                {each.receiver: each for each in outbox.waiting()},
            )
    except StoreMissing:
        return Desk(rosters, silences, told_ever=False)
    except StoreError as error:
        return Desk(rosters, silences, trouble=error.why)


def _letters(outbox: Outbox, now: int) -> tuple[Kept, ...]:
    stuck = outbox.letters(states=[LetterState.WAITING, LetterState.DEAD], most=MOST_LETTERS)
    recent = outbox.letters(now - LETTERS_BACK, most=MOST_LETTERS)
    found = {each.number: each for each in (*stuck, *recent)}
    return tuple(found[number] for number in sorted(found, reverse=True)[:MOST_LETTERS])
