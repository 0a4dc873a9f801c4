"""Which sites or villages stand where on the map, and how each is drawn. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from dashboard.links import page_url
from dashboard.month_part import shown_share
from dashboard.overview import Overview, Tile
from dashboard.peta.shades import Shade, Told, of_medium, of_month, of_state
from pantau.facts.words import State
from pantau.inventory import Inventory, Site
from pantau.inventory.outlines.projection import Spot, spot
from pantau.language import Language, label, percent, recent, translator
from pantau.sla import MonthResult, SlaResult


@dataclass(frozen=True, slots=True)
class Month:
    """The month so far by site; its worst row where a site has several. ``near``: at risk."""

    results: Mapping[str, SlaResult]
    near: frozenset[str]


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


def month_by_site(result: MonthResult | None, near: frozenset[str]) -> Month:
    """``result`` by site: a row whose objective is missed, else the least available one."""
    worst: dict[str, SlaResult] = {}
    for row in result.sites if result else ():
        known = worst.get(row.site)
        if known is None or _badness(row) < _badness(known):
            worst[row.site] = row
    return Month(worst, near)


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
    sites = {site.id: site for site in inventory.sites}
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
            lines=_lines(
                tile, site, because.get(tile.site), month, (now, inventory.timezone), language
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


def _lines(
    tile: Tile,
    site: Site,
    link: str | None,
    month: Month,
    here: tuple[int, ZoneInfo],
    language: Language,
) -> tuple[str, ...]:
    """Where it is and what it is; its state and since when; its month so far."""
    say = translator(language)
    about = [tile.kecamatan, label(tile.kind, language)]
    if site.medium is not None:
        about.append(label(site.medium, language))
    state = label(tile.state, language)
    if tile.since is not None:
        state = say("{state} since {time}", state=state, time=recent(tile.since, *here, language))
    if tile.suspected:
        state = say("{state}, being asked again", state=state)
    if link is not None:
        state = f"{state} · {say('with {link}', link=link)}"
    lines = [" · ".join(about), state]
    result = month.results.get(site.id)
    if result is not None:
        lines.append(
            say(
                "This month {share}, objective {objective}",
                share=shown_share(result.availability, result.objective, language),
                objective=_objective(result, language),
            )
        )
    return tuple(lines)


def _objective(result: SlaResult, language: Language) -> str:
    if result.objective is None:
        say = translator(language)
        return say("none")
    return percent(result.objective, language)
