"""The places of a meeting as they are now: light, figures, trend and advice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import Interval
from pantau.facts.meetings import WINDOW_US, Advice, DenseWindow, Light, MeetingKind, Trend
from pantau.facts.words import State
from pantau.inventory.model import Inventory
from pantau.meeting.advice import advise, district_office
from pantau.meeting.heard import Heard, Known, heard
from pantau.meeting.lights import NOBODY_KNOWS, Judged, judge

SETTLED_US = 20 * SECOND
"""A window is written so long after its begin at the latest: its end, and the last answers."""
NOW_US = MINUTE
"""What is called now: the last minute that is written."""
BEFORE_US = 5 * MINUTE
"""What the trend is against: so much before that."""
_POINTS = 3.0


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A place of a meeting. ``refuge``: the district office to go to, where that is the advice."""

    site: str
    judged: Judged
    heard: Heard
    trend: Trend
    advice: Advice
    refuge: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store tells of one site: its windows, and when it was down or could not be seen."""

    windows: Sequence[DenseWindow]
    known: Known


def look_at(now: int) -> Interval:
    """The span of windows that count as now."""
    end = (now - SETTLED_US) // WINDOW_US * WINDOW_US + WINDOW_US
    return Interval(end - NOW_US, end)


def board(
    kind: MeetingKind,
    begin: int,
    inventory: Inventory,
    seen: Mapping[str, Seen],
    states: Mapping[str, State],
    now: int,
) -> list[PlaceNow]:
    """Each place, in the order of ``seen``. ``begin``: of the meeting; ``states``: what the
    collector thinks of any site now, those left out are unknown."""
    span = look_at(now)
    earlier = Interval(span.begin - BEFORE_US, span.begin)
    lights = {name: _now(kind, each, states.get(name), span) for name, each in seen.items()}
    found = []
    for name, each in seen.items():
        judged, there = lights[name]
        refuge = _refuge(inventory, name, lights, states)
        advice = advise(kind, judged.light, early=now < begin, refuge=refuge is not None)
        trend = _trend(there, heard(each.windows, each.known, earlier))
        goes = refuge if advice is Advice.MOVE else None
        found.append(PlaceNow(name, judged, there, trend, advice, goes))
    return found


def _now(
    kind: MeetingKind, seen: Seen, state: State | None, span: Interval
) -> tuple[Judged, Heard]:
    there = heard(seen.windows, seen.known, span)
    if state in (None, State.UNKNOWN):
        return NOBODY_KNOWS, there
    return judge(kind, there, down=state is State.DOWN), there


def _refuge(
    inventory: Inventory,
    name: str,
    lights: Mapping[str, tuple[Judged, Heard]],
    states: Mapping[str, State],
) -> str | None:
    """The district office, where it is measured and better, or not measured and up."""
    site = inventory.site(name)
    office = district_office(inventory, site) if site else None
    if office is None:
        return None
    if office.id in lights:
        better = lights[office.id][0].light in (Light.GREEN, Light.YELLOW)
    else:
        better = states.get(office.id) in (State.UP, State.DEGRADED)
    return office.id if better else None


def _trend(now: Heard, before: Heard) -> Trend:
    if now.r is None or before.r is None:
        return Trend.UNKNOWN
    if abs(now.r - before.r) < _POINTS:
        return Trend.STEADY
    return Trend.BETTER if now.r > before.r else Trend.WORSE
