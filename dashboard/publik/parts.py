"""Pieces that several public views are made of."""

from collections.abc import Iterable, Sequence

from dashboard.live import SIGNS
from dashboard.markup import Html, element
from dashboard.publik.look import Look
from dashboard.publik.wanted import address
from dashboard.summary import Counts, Tile
from pantau.facts.words import State
from pantau.language import Language, label, number, percent, recent, short_duration, translator
from pantau.sla import Total, floor_percent

NOTHING = "–"

Cell = tuple[str, str | None]
"""What stands in a cell, and its class."""

# What citizens ask first stands first.
ORDER = (State.DOWN, State.DEGRADED, State.UNKNOWN, State.UP)


def table(
    heads: Sequence[Cell], rows: Iterable[Sequence[Cell] | Html], caption: str | None = None
) -> Html:
    """A table whose first column names the row; a row that is Html stands as it is."""
    columns = [element("th", text, scope="col", class_=style) for text, style in heads]
    return element(
        "div",
        element(
            "table",
            element("caption", caption) if caption else Html(),
            element("thead", element("tr", *columns)),
            element("tbody", *(row if isinstance(row, Html) else _row(row) for row in rows)),
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
    """How many are in each state."""
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
            if found[state] or state is not State.DEGRADED
        ),
        class_="counts",
    )


def name_link(name: str, href: str) -> Html:
    """A name that leads somewhere. It stands for itself: no letter of it turns its neighbours."""
    return element("a", name, href=href, class_="name")


def site_link(tile: Tile, language: Language) -> Html:
    """A site's name, leading to its view."""
    return name_link(tile.name, address("titik", tile.site, language))


def since(tile: Tile, look: Look, language: Language) -> str:
    """Since when it is so."""
    if tile.since is None:
        return NOTHING
    return recent(tile.since, look.now, look.inventory.timezone, language)


def work_tag(tile: Tile, look: Look, language: Language) -> Html:
    """That announced work is running at the site."""
    if tile.site not in look.worked_on:
        return Html()
    return element("span", translator(language)("Announced work"), class_="tag")


def figure_heads(language: Language) -> tuple[Cell, ...]:
    """The headings of ``figure_cells``."""
    say = translator(language)
    return (
        (say("Availability"), None),
        (say("Down time"), "wide"),
        (say("Outages"), "wide"),
        (say("Coverage"), None),
    )


def figure_cells(total: Total | None, language: Language) -> tuple[Cell, ...]:
    """The figures of a month, or dashes where there are none."""
    if total is None or total.availability is None or total.coverage is None:
        return ((NOTHING, None), (NOTHING, "wide"), (NOTHING, "wide"), (NOTHING, None))
    down = short_duration(total.down_seconds, language) if total.down_seconds else NOTHING
    return (
        (percent(floor_percent(total.availability, None), language), "nw"),
        (down, "nw wide"),
        (number(total.outages, language), "wide"),
        (percent(floor_percent(total.coverage, None), language), "nw"),
    )
