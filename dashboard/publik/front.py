"""The first public view: what is so now, where, what is planned, and how the months were."""

from collections.abc import Mapping
from typing import TypeVar

from dashboard.live import SIGNS
from dashboard.markup import Html, element, joined
from dashboard.overview import Counts, Tile
from dashboard.publik.frame import as_of, document
from dashboard.publik.look import Look
from dashboard.publik.month_list import Months, months_panel
from dashboard.publik.parts import (
    Cell,
    counts_list,
    name_link,
    panel,
    share_cell,
    site_link,
    state_cell,
    table,
)
from dashboard.publik.wanted import View, Wanted, address
from dashboard.publik.work_list import works_panel
from dashboard.summary import counted
from pantau.facts.words import SiteKind, State
from pantau.language import Language, label, number, translator
from pantau.sla import Total

K = TypeVar("K")

_LONGEST_LIST = 25


def front(look: Look, asked: Wanted, months: Months) -> Html:
    """The whole view."""
    language = asked.language
    say = translator(language)
    running = months(look.months[0])
    by_kecamatan = _by_kecamatan(look, running.kecamatan if running else {}, language)
    by_kind = _by_kind(look, running.kinds if running else {}, language)
    return document(
        look,
        asked,
        say("State of the government's internet service"),
        _now(look, language),
        _failing(look, language),
        element(
            "div",
            panel(say("By kecamatan"), by_kecamatan),
            panel(say("By kind of site"), by_kind),
            class_="two",
        ),
        works_panel(look, language),
        months_panel(look, months, language),
        live=True,
    )


def _now(look: Look, language: Language) -> Html:
    """The answer in one line, then the counts."""
    say = translator(language)
    counts = look.seen.counts
    if not look.inventory.sites:
        return panel(say("Now"), element("p", say("There is no site yet.")))
    if counts.unknown == counts.sites:
        big, style = f"? {say('Nothing is known of any site now')}", "unknown"
    elif counts.down:
        big = "✕ " + say.plural(
            "{n} of {sites} sites is down",
            "{n} of {sites} sites are down",
            counts.down,
            sites=number(counts.sites, language),
        )
        style = "down"
    else:
        big, style = f"✓ {_calm(counts, language)}", "up"
    return element(
        "section",
        element("p", big, class_=f"big {style}"),
        counts_list(counts, language),
        element("p", as_of(look, language), class_="soft"),
        class_="panel",
    )


def _calm(counts: Counts, language: Language) -> str:
    """That all is well, as far as anybody sees."""
    say = translator(language)
    if counts.unknown:
        return say("No site is known to be down")
    return say("None of {sites} sites is down", sites=number(counts.sites, language))


def _failing(look: Look, language: Language) -> Html:
    """What is down or degraded, the newest first."""
    say = translator(language)
    found = [tile for tile in look.tiles if tile.state in {State.DOWN, State.DEGRADED}]
    if not found:
        return Html()
    found.sort(key=lambda tile: (tile.state is not State.DOWN, -(tile.since or 0), tile.name))
    more = len(found) - _LONGEST_LIST
    rest = say.plural("and {n} more site", "and {n} more sites", more) if more > 0 else None
    return panel(
        say("Down or degraded now"),
        table(
            ((say("Site"), None), (say("State"), "l")),
            [_failing_row(tile, look, language) for tile in found[:_LONGEST_LIST]],
        ),
        element("p", rest, class_="soft") if rest else Html(),
    )


def _failing_row(tile: Tile, look: Look, language: Language) -> tuple[Cell, ...]:
    about = element("span", tile.kecamatan, class_="about")
    return (
        (joined(site_link(tile, language), about), None),
        state_cell(tile, look, language),
    )


def _by_kecamatan(look: Look, figures: Mapping[str, Total], language: Language) -> Html:
    rows = [
        _group_row(each.name, "kecamatan", each.name, each.counts, figures.get(each.name), language)
        for each in look.seen.districts
    ]
    return _groups(translator(language)("Kecamatan"), rows, language)


def _by_kind(look: Look, figures: Mapping[SiteKind, Total], language: Language) -> Html:
    rows = []
    for kind in SiteKind:
        tiles = [tile for tile in look.tiles if tile.kind is kind]
        if tiles:
            counts, total = counted(tiles), figures.get(kind)
            name = label(kind, language)
            rows.append(_group_row(name, "jenis", kind.value, counts, total, language))
    return _groups(translator(language)("Kind"), rows, language)


def _groups(what: str, rows: list[tuple[Cell, ...]], language: Language) -> Html:
    say = translator(language)
    heads: tuple[Cell, ...] = (
        (what, None),
        (say("Sites"), "wide"),
        (_state_head(State.DOWN, language), None),
        (_state_head(State.UNKNOWN, language), None),
        (say("Availability this month"), None),
    )
    return table(heads, rows)


def _state_head(state: State, language: Language) -> Html:
    """On a phone only the sign is seen; who listens hears the word."""
    return joined(f"{SIGNS[state]}\u00a0", element("span", label(state, language), class_="wide"))


def _group_row(
    name: str, view: View, key: str, counts: Counts, total: Total | None, language: Language
) -> tuple[Cell, ...]:
    return (
        (name_link(name, address(view, key, language)), None),
        (number(counts.sites, language), "wide"),
        (number(counts.down, language), "s down" if counts.down else None),
        (number(counts.unknown, language), None),
        share_cell(total, language),
    )
