"""What colour and shape tell: a site's state now, medium or month, a village's coverage. Pure.

Colour is never alone: whatever differs in colour differs in shape, and mostly in a sign too.
"""

from dataclasses import dataclass
from enum import StrEnum

from dashboard.live import SIGNS
from dashboard.month_part import NOTHING
from pantau.facts.region import CoverageGroup
from pantau.facts.words import Medium, State
from pantau.language import Language, label, to_say, translator
from pantau.sla import SlaResult


class Told(StrEnum):
    """What the map's colours tell; the value stands in the address."""

    STATE = "keadaan"
    MEDIUM = "media"
    MONTH = "bulan"
    COVERAGE = "cakupan"


TITLES = {
    Told.STATE: to_say("State now"),
    Told.MEDIUM: to_say("Medium"),
    Told.MONTH: to_say("This month against the objective"),
    Told.COVERAGE: to_say("Coverage of villages"),
}


@dataclass(frozen=True, slots=True)
class Shade:
    """How a group of sites is drawn. ``tone``: of the style sheet; ``size``: of a usual site's.

    ``rank``: the highest is drawn on top. ``words``: its name, where no vocabulary has one.
    """

    key: str
    shape: str
    tone: str
    sign: str = ""
    size: float = 1.0
    rank: int = 0
    words: str = ""


_STATES = {
    State.UP: Shade("up", "circle", "up", SIGNS[State.UP], 0.8, 0),
    State.UNKNOWN: Shade("unknown", "ring", "unknown", SIGNS[State.UNKNOWN], 0.95, 1),
    State.DEGRADED: Shade("degraded", "triangle", "degraded", SIGNS[State.DEGRADED], 1.2, 2),
    State.DOWN: Shade("down", "square", "down", SIGNS[State.DOWN], 1.15, 3),
}

_MEDIA = {
    Medium.FO: Shade("fo", "circle", "medium-a", size=0.8),
    Medium.COPPER: Shade("tembaga", "square", "medium-b", rank=1),
    Medium.RADIO: Shade("radio", "triangle", "medium-c", rank=2),
    Medium.MODEM_4G: Shade("modem-4g", "diamond", "medium-d", rank=3),
    Medium.VSAT: Shade("vsat", "hexagon", "medium-e", rank=4),
    Medium.LEO: Shade("leo", "star", "medium-f", size=1.1, rank=5),
}
_NO_MEDIUM = Shade("none", "ring", "unknown", "?", rank=6, words=to_say("Not given"))

_MEETS = Shade("meets", "circle", "up", "✓", 0.8, 1, to_say("Meets its objective"))
_NEAR = Shade("near", "triangle", "degraded", "!", 1.2, 3, to_say("Close to missing it"))
_MISSES = Shade("misses", "square", "down", "✕", 1.1, 4, to_say("Misses its objective"))
_OPEN = Shade("open", "ring", "unknown", "?", 0.95, 2, to_say("Not judged yet"))
_FREE = Shade("free", "diamond", "unknown", NOTHING, 0.85, 0, to_say("No objective promised"))

_COVERAGE = {
    CoverageGroup.BLANK: Shade("blank", "square", "down", "✕", 1.15, 5),
    CoverageGroup.DISPUTED: Shade("disputed", "star", "medium-e", "≠", 1.2, 4),
    CoverageGroup.WEAK: Shade("weak", "triangle", "degraded", "!", 1.2, 3),
    CoverageGroup.IN_WORK: Shade("in_work", "diamond", "medium-a", "…", 1.1, 2),
    CoverageGroup.COVERED: Shade("covered", "circle", "up", "✓", 0.9, 1),
    CoverageGroup.UNSTATED: Shade("unstated", "ring", "unknown", "?", 0.85, 0),
}


def of_coverage(group: CoverageGroup) -> Shade:
    """How a village that is counted as this is drawn."""
    return _COVERAGE[group]


def of_state(state: State) -> Shade:
    """How a site in this state is drawn."""
    return _STATES[state]


def of_medium(medium: Medium | None) -> Shade:
    """How a site on this medium is drawn."""
    return _NO_MEDIUM if medium is None else _MEDIA[medium]


def of_month(result: SlaResult | None, *, near: bool) -> Shade:
    """How a site's month so far is drawn. ``near``: whether it is about to miss its objective."""
    if result is None:
        return _OPEN
    if result.objective is None:
        return _FREE
    if result.compliant is None:
        return _OPEN
    if not result.compliant:
        return _MISSES
    return _NEAR if near else _MEETS


def shades(told: Told) -> tuple[Shade, ...]:
    """All that may be seen, as the legend lists them: what matters most comes first."""
    if told is Told.STATE:
        order = (State.DOWN, State.DEGRADED, State.UNKNOWN, State.UP)
        return tuple(_STATES[state] for state in order)
    if told is Told.MEDIUM:
        return (*_MEDIA.values(), _NO_MEDIUM)
    if told is Told.COVERAGE:
        return tuple(_COVERAGE.values())
    return (_MISSES, _NEAR, _OPEN, _MEETS, _FREE)


def named(shade: Shade, told: Told, language: Language) -> str:
    """What the legend calls it."""
    if shade.words:
        return translator(language)(shade.words)
    if told is Told.COVERAGE:
        return label(CoverageGroup(shade.key), language)
    return label(State(shade.key) if told is Told.STATE else Medium(shade.key), language)
