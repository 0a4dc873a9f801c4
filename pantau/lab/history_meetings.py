"""The meetings of a simulated regency: one over and certified, one that runs, one to come."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np

from pantau.actions.meetings import Plan
from pantau.facts.instant import DAY, HOUR, MINUTE
from pantau.facts.measured import Interval
from pantau.facts.meetings import LEAD_US, WINDOW_US, DenseWindow, MeetingKind
from pantau.facts.words import Medium, SiteKind
from pantau.inventory.model import Inventory, Site
from pantau.lab.history import Past, unseen
from pantau.lab.history_acts import Act, Certify, Meet
from pantau.lab.history_office import HEAD, TECHNICIANS, Desk
from pantau.lab.script import LINKS
from pantau.meeting.load import EVERY_US
from pantau.meeting.losses import losses_of

_MOST_PLACES = 9
_PLACES = {SiteKind.KECAMATAN, SiteKind.KELURAHAN, SiteKind.DESA}
_AN_ECHO_NS = 1_000
_STEP = 15 * MINUTE
# In every meeting somebody's radio or modem has a bad day.
_BAD = {Medium.RADIO: 6.0, Medium.MODEM_4G: 5.0}


def meetings(past: Past, inventory: Inventory) -> list[Act]:
    """What people did about them; nothing where no kecamatan has places."""
    groups = _groups(inventory)
    if not groups:
        return []
    desk = Desk(inventory.timezone)
    one, other = groups[0], groups[-1]
    technician = TECHNICIANS[0]
    before = desk.before(past.until, 1)
    held = Interval(desk.at(before, 9), desk.at(before, 11))
    begun = (past.until - 20 * MINUTE) // _STEP * _STEP
    after = desk.after(past.until)
    coming = Interval(desk.at(after, 9), desk.at(after, 12))
    planned = desk.at(desk.before(held.begin, 1), 14)
    found = [
        Act(
            planned,
            technician,
            Meet(
                "rakor",
                _plan(f"Rapat koordinasi Kecamatan {one[0]}", MeetingKind.VOICE, held, one[1]),
            ),
        ),
        Act(
            held.end + 10 * MINUTE,
            technician,
            Certify("rakor", tuple(windows(past, inventory, held, one[1]))),
        ),
        Act(
            desk.at(before, 14),
            HEAD,
            Meet(
                "musrenbang",
                _plan(
                    f"Musrenbang Kecamatan {one[0]}",
                    MeetingKind.VIDEO,
                    Interval(begun, begun + 3 * HOUR),
                    one[1],
                ),
            ),
        ),
        Act(
            desk.at(before, 14, 10),
            HEAD,
            Meet(
                "besok",
                _plan(f"Musrenbang Kecamatan {other[0]}", MeetingKind.VIDEO, coming, other[1]),
            ),
        ),
    ]
    return [each for each in found if each.at > past.installed_at + DAY]


def _groups(inventory: Inventory) -> list[tuple[str, tuple[Site, ...]]]:
    """The places of each kecamatan, the one with most of them first."""
    by_name: defaultdict[str, list[Site]] = defaultdict(list)
    for site in inventory.sites:
        if site.kind in _PLACES:
            by_name[site.kecamatan].append(site)
    groups = sorted(by_name.items(), key=lambda each: (-_media(each[1]), -len(each[1]), each[0]))
    return [(name, _first(sites)) for name, sites in groups]


def _media(sites: Sequence[Site]) -> int:
    return len({site.medium for site in sites})


def _first(sites: Sequence[Site]) -> tuple[Site, ...]:
    """Its office, then of each medium in turn: lines of all kinds meet. Not too many."""
    of_medium: defaultdict[Medium, int] = defaultdict(int)
    turns = {}
    for site in sites:
        medium = site.medium or Medium.FO
        turns[site.id] = of_medium[medium]
        of_medium[medium] += 1
    found = sorted(
        sites, key=lambda each: (each.kind is not SiteKind.KECAMATAN, turns[each.id], each.id)
    )
    return tuple(found[:_MOST_PLACES])


def _plan(name: str, kind: MeetingKind, span: Interval, sites: Sequence[Site]) -> Plan:
    return Plan(name, kind, span, tuple(site.id for site in sites))


def windows(
    past: Past, inventory: Inventory, span: Interval, sites: Sequence[Site]
) -> Iterator[DenseWindow]:
    """What dense echoes would have shown of ``sites`` from half an hour before ``span``."""
    first = (span.begin - LEAD_US) // WINDOW_US * WINDOW_US
    for site in sites:
        blind = unseen(past, site.id == inventory.vantage.site)
        breaks = [Interval(each.begin, each.end) for each in past.silences[site.id]]
        rng = np.random.default_rng((past.seed, 6, crc32(site.id.encode())))
        medium = site.medium or Medium.FO
        worse = _BAD.get(medium, 1.0) if rng.random() < 0.5 else 1.0
        for at in range(first, span.end, WINDOW_US):
            if _within(at, [Interval(run.begin, run.end) for run in past.runs]):
                silent = _within(at, (*breaks, *blind))
                yield _window(site.id, at, medium, worse, rng, silent=silent)


def _within(at: int, spans: Sequence[Interval]) -> bool:
    return any(each.begin < at + WINDOW_US and each.end > at for each in spans)


def _window(
    site: str,
    at: int,
    medium: Medium,
    worse: float,
    rng: np.random.Generator,
    *,
    silent: bool,
) -> DenseWindow:
    count = WINDOW_US // EVERY_US
    link = LINKS[medium]
    came = np.zeros(count, bool) if silent else rng.random(count) >= link.loss * worse
    wander = rng.exponential(link.jitter * min(worse, 3.0), count)
    trips = ((link.delay + wander) // _AN_ECHO_NS).astype(int)[came]
    steps = np.abs(np.diff(trips))
    whole = len(trips) > 0
    return DenseWindow(
        site=site,
        at=at,
        every_us=EVERY_US,
        losses=losses_of(came.tolist()),
        rtt_min_us=int(trips.min()) if whole else None,
        rtt_median_us=int(np.sort(trips)[(len(trips) - 1) // 2]) if whole else None,
        rtt_max_us=int(trips.max()) if whole else None,
        jitter_us=int(steps.mean()) if len(steps) else None,
        pairs=len(steps),
    )
