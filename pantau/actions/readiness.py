"""What the store tells of a meeting: the same hours of the last weeks, now, and afterwards.

The one way for pages, commands and papers, so that they never disagree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pantau.facts.measured import ALL_SITES, STALE_AFTER, Gap, Interval, Outage
from pantau.facts.meetings import LEAD_US, Advice, Light, MeetingKind
from pantau.facts.minutes import Minutes
from pantau.facts.said import Meeting
from pantau.facts.words import State
from pantau.inventory.model import Inventory
from pantau.meeting.advice import advise, district_office
from pantau.meeting.board import BEFORE_US, PlaceNow, Seen, board, look_at
from pantau.meeting.forecast import Forecast, before, forecast, same_hours
from pantau.meeting.heard import Known
from pantau.meeting.result import PlaceThen, place_then, whole_minutes
from pantau.store import Store, dense_windows


@dataclass(frozen=True, slots=True)
class Asked:
    """A meeting that is, or might be: what kind, when (microseconds UTC), at which sites."""

    kind: MeetingKind
    span: Interval
    sites: tuple[str, ...]

    @classmethod
    def of(cls, meeting: Meeting) -> "Asked":
        """A meeting as it is planned."""
        return cls(meeting.kind, Interval(meeting.begin, meeting.end), meeting.sites)


@dataclass(frozen=True, slots=True)
class PlaceAhead:
    """A place of a meeting that is ahead. ``refuge``: the district office to go to, where that is
    the advice."""

    site: str
    forecast: Forecast
    advice: Advice
    refuge: str | None = None


def is_live(meeting: Meeting, now: int) -> bool:
    """Whether its places are asked densely at ``now``."""
    return meeting.takes_place and meeting.begin - LEAD_US <= now < meeting.until


def look_ahead(store: Store, inventory: Inventory, asked: Asked, now: int) -> list[PlaceAhead]:
    """Each place and what the same hours of the last weeks were like there."""
    offices = {}
    for name in asked.sites:
        site = inventory.site(name)
        office = district_office(inventory, site) if site else None
        offices[name] = office.id if office else None
    every = dict.fromkeys((*asked.sites, *(each for each in offices.values() if each)))
    spans = before(same_hours(asked.span, inventory.timezone), now)
    found = _forecasts(store, asked.kind, spans, tuple(every))
    rows = []
    for name in asked.sites:
        refuge = offices[name]
        better = refuge is not None and found[refuge].judged.light in (Light.GREEN, Light.YELLOW)
        light = found[name].judged.light
        advice = advise(asked.kind, light, early=now < asked.span.begin, refuge=better)
        goes = refuge if advice is Advice.MOVE else None
        rows.append(PlaceAhead(name, found[name], advice, goes))
    return rows


def _forecasts(
    store: Store, kind: MeetingKind, spans: Sequence[Interval], sites: tuple[str, ...]
) -> dict[str, Forecast]:
    weeks: dict[str, list[tuple[Interval, Minutes, Known]]] = {site: [] for site in sites}
    for span in spans:
        known = known_in(store, span, sites)
        for site, minutes in store.heartbeats(span.begin, span.end, sites):
            weeks[site].append((span, minutes, known[site]))
    return {site: forecast(kind, told) for site, told in weeks.items()}


def look_now(store: Store, inventory: Inventory, asked: Asked, now: int) -> list[PlaceNow]:
    """Each place as it is now. Raises StoreError."""
    span = look_at(now)
    whole = Interval(span.begin - BEFORE_US, span.end)
    windows = dense_windows(store.data, whole.begin, whole.end, asked.sites)
    known = known_in(store, whole, asked.sites)
    seen = {site: Seen(windows[site], known[site]) for site in asked.sites}
    states = states_now(store, now)
    return board(asked.kind, asked.span.begin, inventory, seen, states, now)


def states_now(store: Store, now: int) -> dict[str, State]:
    """By site, what the collector thinks; nothing where it has not written for long."""
    watch = store.last_watch()
    if watch is None or watch.end is not None or now - watch.until > STALE_AFTER:
        return {}
    return {site: each.state for site, each in store.states().items()}


def look_back(store: Store, asked: Asked) -> list[PlaceThen]:
    """What the meeting was like at each place. Raises StoreError."""
    span = whole_minutes(asked.span)
    windows = dense_windows(store.data, span.begin, span.end, asked.sites)
    known = known_in(store, span, asked.sites)
    return [
        place_then(site, asked.kind, windows[site], known[site], asked.span) for site in asked.sites
    ]


def known_in(store: Store, span: Interval, sites: Iterable[str]) -> dict[str, Known]:
    """By site, when it was down in ``span``, and when nobody could know."""
    outages = store.outages(span.begin, span.end)
    gaps = store.gaps(span.begin, span.end)
    return {site: Known(_down(site, outages, span), _unseen(site, gaps, span)) for site in sites}


def _down(site: str, outages: Iterable[Outage], span: Interval) -> tuple[Interval, ...]:
    return tuple(
        Interval(each.started_at, span.end if each.ended_at is None else each.ended_at)
        for each in outages
        if each.site == site
    )


def _unseen(site: str, gaps: Iterable[Gap], span: Interval) -> tuple[Interval, ...]:
    return tuple(
        Interval(each.started_at, span.end if each.ended_at is None else each.ended_at)
        for each in gaps
        if each.site == site or (each.site == ALL_SITES and site not in each.but_sites)
    )
