"""Which sites or villages stand where on the map, and how each is drawn. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.month_part import shown_share
from dashboard.overview import Overview, Tile
from dashboard.peta.shades import Shade, Told, of_medium, of_month, of_state
from pantau.facts.instant import midnight, to_datetime
from pantau.facts.words import Medium, SiteKind, State
from pantau.inventory import Inventory, Site
from pantau.inventory.outlines.projection import Spot, spot
from pantau.language import Language, label, percent, recent, translator
from pantau.sla import MonthResult, SlaResult


@dataclass(frozen=True, slots=True)
class Month:
    """The month so far by site; its worst row where a site has several. ``near``: at risk.

    ``lines``: what is told of it.
    """

    results: Mapping[str, SlaResult] = field(default_factory=dict)
    near: frozenset[str] = frozenset()
    lines: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A site or village on the map. ``at`` is None where nobody said where it is.

    ``state`` is None of a village. ``href``: where it leads.
    ``with_link``: the shared link that fell silent together with it. ``lines``: what is told of it
    beside its name.
    """

    site: str
    name: str
    kecamatan: str
    at: Spot | None
    shade: Shade
    state: State | None
    suspected: bool
    with_link: str | None
    lines: tuple[str, ...]
    href: str


def month_by_site(result: MonthResult, near: frozenset[str], language: Language) -> Month:
    """``result`` by site: a row whose objective is missed, else the least available one."""
    worst: dict[str, SlaResult] = {}
    for row in result.sites:
        known = worst.get(row.site)
        if known is None or _badness(row) < _badness(known):
            worst[row.site] = row
    return Month(worst, near, {site: _month_line(row, language) for site, row in worst.items()})


def _badness(row: SlaResult) -> tuple[int, float]:
    rank = {False: 0, None: 1, True: 2}[row.compliant]
    return rank, float(row.availability) if row.availability is not None else 1.0


def marks(
    seen: Overview,
    inventory: Inventory,
    month: Month,
    told: Told,
    now: int,
    language: Language,
) -> tuple[Mark, ...]:
    """Every site, in order of id: what a site is called says where it stands in no list."""
    sites, zone = {site.id: site for site in inventory.sites}, inventory.timezone
    today = to_datetime(now, zone).date()
    because = {each.site: each.because for each in seen.down}
    found = [
        Mark(
            site=tile.site,
            name=tile.name,
            kecamatan=tile.kecamatan,
            at=spot(*site.at) if site.at else None,
            shade=_shade(tile, site, month, told),
            state=tile.state,
            suspected=tile.suspected,
            with_link=because.get(tile.site),
            lines=(
                _about(tile.kecamatan, tile.kind, site.medium, language),
                _state_line(tile, because.get(tile.site), today, zone, language),
                *([month.lines[site.id]] if site.id in month.lines else ()),
            ),
            href=page_url("titik", language, site=tile.site),
        )
        for district in seen.districts
        for tile in district.tiles
        for site in [sites[tile.site]]
    ]
    return tuple(sorted(found, key=lambda mark: mark.site))


def _shade(tile: Tile, site: Site, month: Month, told: Told) -> Shade:
    if told is Told.STATE:
        return of_state(tile.state)
    if told is Told.MEDIUM:
        return of_medium(site.medium)
    return of_month(month.results.get(site.id), near=site.id in month.near)


# Where a site is, what it is and how it is are at most looks what they were five seconds ago.
@lru_cache(maxsize=4_096)
def _about(kecamatan: str, kind: SiteKind, medium: Medium | None, language: Language) -> str:
    """Where it is and what it is."""
    parts = [kecamatan, label(kind, language)]
    if medium is not None:
        parts.append(label(medium, language))
    return " · ".join(parts)


@lru_cache(maxsize=4_096)
def _state_line(
    tile: Tile, link: str | None, today: date, zone: ZoneInfo, language: Language
) -> str:
    """Its state and since when; with what it fell silent."""
    say = translator(language)
    state = label(tile.state, language)
    if tile.since is not None:
        since = recent(tile.since, midnight(today, zone), zone, language)
        state = say("{state} since {time}", state=state, time=since)
    if tile.suspected:
        state = say("{state}, being asked again", state=state)
    return state if link is None else f"{state} · {say('with {link}', link=link)}"


def _month_line(result: SlaResult, language: Language) -> str:
    say = translator(language)
    objective = result.objective
    return say(
        "This month {share}, objective {objective}",
        share=shown_share(result.availability, objective, language),
        objective=say("none") if objective is None else percent(objective, language),
    )
