"""Who pays for which line until when, and where two are paid for at one place. Pure.

Days are those of the inventory's time zone; the last day of a funding is paid for. None of it moves
a figure: what a provider is owed is reckoned by the terms, whoever pays.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from math import cos, hypot, radians

from pantau.facts.region import DoubleReason, FundingState
from pantau.facts.words import SiteKind
from pantau.inventory.contracts import Funding
from pantau.inventory.model import Site

AHEAD_DAYS = 90
"""So many days before its last day a funding is said to end."""

NEAR_METRES = 30

_OFFICES = frozenset({SiteKind.DESA, SiteKind.KELURAHAN})
_METRES_A_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class HandOver:
    """A site whose payer pays until ``ends``; ``next``: who pays from the day after, if anybody."""

    site: str
    now: Funding
    ends: date
    next: Funding | None


@dataclass(frozen=True, slots=True)
class FundingRow:
    """How a site's funding stands on a day.

    ``now``: who pays; ``next``: whose turn comes after, at once or later. ``ends``: the last day of
    the one who pays, or of the last who did. ``days``: how many are left until then, below 0 where
    it is over. ``fee``: rupiah a month before tax of today's term.
    """

    site: Site
    state: FundingState
    now: Funding | None = None
    next: Funding | None = None
    ends: date | None = None
    days: int | None = None
    fee: int | None = None


@dataclass(frozen=True, slots=True)
class Double:
    """Sites that serve one place and are all paid for today.

    ``wasted``: rupiah a month, all fees but the highest; None where not all of them are known.
    """

    sites: tuple[Site, ...]
    reason: DoubleReason
    wasted: int | None


def payer_on(site: Site, day: date) -> Funding | None:
    """Who pays for a site on ``day``."""
    return next((each for each in site.funding if each.holds_on(day)), None)


def hand_overs(
    sites: Iterable[Site], today: date, within: int = AHEAD_DAYS
) -> tuple[HandOver, ...]:
    """Whose payer pays for at most ``within`` days more, by day.

    Also where the term ends with it: contracts are signed for a year, and services go on.
    """
    found = []
    for site in sites:
        now = payer_on(site, today)
        if now is None or now.end is None or (now.end - today).days > within:
            continue
        following = payer_on(site, now.end + timedelta(days=1))
        found.append(HandOver(site.id, now, now.end, following))
    return tuple(sorted(found, key=lambda each: (each.ends, each.site)))


def rows(sites: Iterable[Site], today: date, within: int = AHEAD_DAYS) -> tuple[FundingRow, ...]:
    """Every site, those first of which something has to be done."""
    order = list(FundingState)
    found = [row(site, today, within) for site in sites]
    return tuple(
        sorted(
            found,
            key=lambda each: (order.index(each.state), each.ends or date.max, each.site.id),
        )
    )


def row(site: Site, today: date, within: int = AHEAD_DAYS) -> FundingRow:
    """How one site's funding stands on ``today``."""
    term = site.term_on(today)
    fee = term.fee if term else None
    if not site.funding:
        return FundingRow(site, FundingState.UNSTATED, fee=fee)
    now = payer_on(site, today)
    coming = next((each for each in site.funding if each.start > today), None)
    ends = now.end if now else _last_end(site, today)
    days = None if ends is None else (ends - today).days
    if now is None:
        # Without a term nobody need pay.
        state = FundingState.UNPAID if term else FundingState.PAID
    elif not (handed := hand_overs([site], today, within)):
        state = FundingState.PAID
    else:
        state = FundingState.HANDED_OVER if handed[0].next else FundingState.ENDING
    return FundingRow(site, state, now, coming, ends, days, fee)


def doubles(sites: Iterable[Site], today: date) -> tuple[Double, ...]:
    """Places with more than one line that is paid for on ``today``; the most wasteful first.

    A line is paid for where a term with a fee runs and, if it is written down who pays, somebody
    does. That two lines serve one place is taken from the inventory: a second line on purpose is
    found too, and somebody has to say so.
    """
    paid = [site for site in sites if _is_paid(site, today)]
    found: dict[tuple[str, ...], Double] = {}
    for reason, groups in (
        (DoubleReason.PLACE, _by(paid, lambda site: site.place)),
        (DoubleReason.VILLAGE_OFFICE, _by(paid, _office)),
        (DoubleReason.NEAR, _near(paid)),
    ):
        for group in groups:
            key = tuple(sorted(site.id for site in group))
            if not any(set(key) <= set(known) for known in found):
                found[key] = Double(tuple(group), reason, _wasted(group, today))
    return tuple(sorted(found.values(), key=lambda each: (-(each.wasted or 0), each.sites[0].id)))


def _last_end(site: Site, today: date) -> date | None:
    ends = [each.end for each in site.funding if each.end is not None and each.end < today]
    return max(ends, default=None)


def _is_paid(site: Site, today: date) -> bool:
    term = site.term_on(today)
    if term is None or term.fee == 0:
        return False
    return not site.funding or payer_on(site, today) is not None


def _by(sites: Sequence[Site], key: Callable[[Site], str | None]) -> list[list[Site]]:
    groups: dict[str, list[Site]] = {}
    for site in sites:
        named = key(site)
        if named is not None:
            groups.setdefault(named, []).append(site)
    return [group for group in groups.values() if len(group) > 1]


def _office(site: Site) -> str | None:
    return site.desa if site.kind in _OFFICES else None


def _near(sites: Sequence[Site]) -> list[list[Site]]:
    """Pairs of one kind and village some metres apart.

    A place that is written no finer than to 100 m tells of no nearness: often it is the middle of
    the village.
    """
    placed = [site for site in sites if site.at is not None and _is_fine(site.at)]
    return [
        [one, other]
        for one, other in combinations(placed, 2)
        if (one.kind, one.desa) == (other.kind, other.desa) and metres(one, other) <= NEAR_METRES
    ]


def _is_fine(at: tuple[float, float]) -> bool:
    """Whether it has more than three decimals of a degree."""
    return any(round(each, 3) != each for each in at)


def metres(one: Site, other: Site) -> float:
    """How far two sites lie apart, on a plane; both must have a place."""
    assert one.at is not None  # noqa: S101 - asked before
    assert other.at is not None  # noqa: S101 - asked before
    north = one.at[0] - other.at[0]
    east = (one.at[1] - other.at[1]) * cos(radians(one.at[0]))
    return hypot(north, east) * _METRES_A_DEGREE


def _wasted(group: Sequence[Site], today: date) -> int | None:
    terms = [site.term_on(today) for site in group]
    fees = [term.fee for term in terms if term is not None and term.fee is not None]
    return sum(fees) - max(fees) if len(fees) == len(group) else None
