"""What the page knows: the meetings, and the places of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dashboard.settings import Settings
from pantau.actions.readiness import (
    Asked,
    PlaceAhead,
    is_live,
    look_ahead,
    look_back,
    look_now,
)
from pantau.facts.instant import DAY
from pantau.facts.meetings import Light
from pantau.facts.said import Meeting
from pantau.inventory import Inventory
from pantau.language import Sentence
from pantau.meeting.board import PlaceNow
from pantau.meeting.result import PlaceThen
from pantau.store import StoreError

BACK_US = 92 * DAY
_EVER = 2**62


class Phase(StrEnum):
    """Where a meeting stands."""

    LIVE = "live"
    AHEAD = "ahead"
    OVER = "over"
    CANCELLED = "cancelled"


def phase(meeting: Meeting, now: int) -> Phase:
    """At ``now`` (microseconds UTC). Live: its places are asked densely."""
    if is_live(meeting, now):
        return Phase.LIVE
    if not meeting.takes_place:
        return Phase.CANCELLED
    return Phase.AHEAD if now < meeting.begin else Phase.OVER


@dataclass(frozen=True, slots=True)
class Meetings:
    """Those of the last three months and all to come, the one that matters most first.

    ``trouble``: what the store said where it could not be read.
    """

    meetings: tuple[Meeting, ...] = ()
    trouble: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a meeting: those of one of the three, by its phase."""

    ahead: tuple[PlaceAhead, ...] = ()
    now: tuple[PlaceNow, ...] = ()
    then: tuple[PlaceThen, ...] = ()
    trouble: Sentence | None = None


def read_meetings(settings: Settings, now: int) -> Meetings:
    """Look. Never raises for what it finds."""
    try:
        with settings.store() as store, store.view() as view:
            found = view.meetings(now - BACK_US, _EVER)
    except StoreError as error:
        return Meetings(trouble=error.why)
    return Meetings(tuple(sorted(found, key=lambda each: _turn(each, now))))


def _turn(meeting: Meeting, now: int) -> tuple[int, int]:
    """Running ones first, then those to come, then what is over, the newest first."""
    order = list(Phase).index(phase(meeting, now))
    later = phase(meeting, now) in (Phase.LIVE, Phase.AHEAD)
    return order, meeting.begin if later else -meeting.begin


def read_places(settings: Settings, inventory: Inventory, meeting: Meeting, now: int) -> Places:
    """The places of a meeting at ``now``. Never raises for what it finds."""
    asked = Asked.of(replace(meeting, end=meeting.until))
    try:
        with settings.store() as store:
            match phase(meeting, now):
                case Phase.LIVE:
                    return Places(now=tuple(look_now(store, inventory, asked, now)))
                case Phase.AHEAD:
                    return Places(ahead=tuple(look_ahead(store, inventory, asked, now)))
                case Phase.OVER:
                    return Places(then=tuple(look_back(store, asked)))
                case Phase.CANCELLED:
                    return Places()
    except StoreError as error:
        return Places(trouble=error.why)


def read_ahead(settings: Settings, inventory: Inventory, asked: Asked, now: int) -> Places:
    """What the last weeks say of a meeting that is only thought of."""
    try:
        with settings.store() as store:
            return Places(ahead=tuple(look_ahead(store, inventory, asked, now)))
    except StoreError as error:
        return Places(trouble=error.why)


def lights(places: Sequence[PlaceAhead] | Sequence[PlaceNow]) -> dict[Light, int]:
    """How many places have which light."""
    found = [
        each.forecast.judged.light if isinstance(each, PlaceAhead) else each.judged.light
        for each in places
    ]
    return {light: found.count(light) for light in Light}
