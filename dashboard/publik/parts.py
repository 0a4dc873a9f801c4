"""Pieces that several public views are made of."""

from collections.abc import Iterable, Sequence

from dashboard.live import SIGNS
from dashboard.markup import Html, element, joined
from dashboard.overview import Counts, Tile
from dashboard.publik.look import Look
from dashboard.publik.wanted import address
from pantau.facts.words import State
from pantau.language import Language, label, number, percent, recent, short_duration, translator
from pantau.sla import Total, floor_percent

NOTHING = "–"

Cell = tuple[str, str | None]
"""What stands in a cell, and its class."""

# What citizens ask first stands first.
ORDER = (State.DOWN, State.DEGRADED, State.UNKNOWN, State.UP)


def table(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]], style: str | None = None) -> Html:
    """A table whose first column names the row."""
    columns = [element("th", text, scope="col", class_=of) for text, of in heads]
    return element(
        "div",
        element(
            "table",
            element("thead", element("tr", *columns)),
            element("tbody", *map(_row, rows)),
            class_=style,
        ),
        class_="scroll",
    )


def _row(cells: Sequence[Cell]) -> Html:
    (first, style), *rest = cells
    return element(
        "tr",
        element("th", first, scope="row", class_=style),
        *(element("td", text, class_=style) for text, style in rest),
    )


def panel(title: str, *parts: str) -> Html:
    """A part of the page under its heading."""
    return element("section", element("h2", title), *parts, class_="panel")


def state_word(state: State, language: Language) -> Html:
    """Sign and word: the colour says nothing that these do not."""
    words = f"{SIGNS[state]} {label(state, language)}"
    return element("span", words, class_=f"s {state.value}")


def counts_list(counts: Counts, language: Language) -> Html:
    """How many are in each state that there is."""
    found = {
        State.DOWN: counts.down,
        State.DEGRADED: counts.degraded,
        State.UNKNOWN: counts.unknown,
        State.UP: counts.up,
    }
    return element(
        "ul",
        *(
            element(
                "li",
                f"{SIGNS[state]} {label(state, language)}: {number(found[state], language)}",
                class_=state.value,
            )
            for state in ORDER
            if found[state]
        ),
        class_="counts",
    )


def name_link(name: str, href: str) -> Html:
    """A name that leads somewhere. It stands for itself: no letter of it turns its neighbours."""
    return element("a", name, href=href, class_="name")


def site_link(tile: Tile, language: Language) -> Html:
    """A site's name, leading to its view."""
    return name_link(tile.name, address("titik", tile.site, language))


def since(tile: Tile, look: Look, language: Language) -> str | None:
    """Since when it is so; None where nobody knows."""
    if tile.since is None:
        return None
    say = translator(language)
    begun = recent(tile.since, look.now, look.inventory.timezone, language)
    return say("since {time}", time=begun)


def state_cell(tile: Tile, look: Look, language: Language) -> Cell:
    """How it is, since when, and whether announced work is running there."""
    begun = since(tile, look, language)
    parts = [state_word(tile.state, language), work_tag(tile, look, language)]
    if begun:
        parts.insert(1, element("span", begun, class_="about nw"))
    return joined(*parts), "l state"


def work_tag(tile: Tile, look: Look, language: Language) -> Html:
    """That announced work is running at the site."""
    if tile.site not in look.worked_on:
        return Html()
    say = translator(language)
    return joined(" ", element("span", say("Announced work"), class_="tag"))


def share_cell(total: Total | None, language: Language) -> Cell:
    """Availability; a dash where nothing was measured."""
    share = total.availability if total else None
    return (NOTHING if share is None else percent(floor_percent(share, None), language)), "nw"


def figure_heads(language: Language, *, one: bool = False) -> tuple[Cell, ...]:
    """The headings of ``figure_cells``."""
    say = translator(language)
    down: tuple[Cell, ...] = ((say("Down time"), None),) if one else ()
    heads: tuple[Cell, ...] = ((say("Outages"), "wide"), (say("Coverage"), "wide" if one else None))
    return ((say("Availability"), None), *down, *heads)


def figure_cells(total: Total | None, language: Language, *, one: bool = False) -> tuple[Cell, ...]:
    """The figures of a month, or dashes where there are none.

    ``one``: of a single site, whose time down says something; that of many together does not.
    """
    heads = figure_heads(language, one=one)
    if total is None or total.coverage is None:
        return tuple((NOTHING, style) for _, style in heads)
    down = short_duration(total.down_seconds, language) if total.down_seconds else NOTHING
    words = (
        share_cell(total, language)[0],
        *((down,) if one else ()),
        number(total.outages, language),
        percent(floor_percent(total.coverage, None), language),
    )
    return tuple(
        (text, f"nw {style}" if style else "nw")
        for text, (_, style) in zip(words, heads, strict=True)
    )
