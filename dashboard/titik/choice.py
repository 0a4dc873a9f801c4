"""Which site: out of the address, or by search."""

import streamlit as st

from dashboard import cached
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.live import SIGNS
from dashboard.markup import literal
from dashboard.overview import Tile
from dashboard.scene import Scene
from pantau.facts.words import State
from pantau.inventory import Site
from pantau.language import label, recent

SITE = "site"
_WORST = (State.DOWN, State.DEGRADED, State.UNKNOWN, State.UP)
_FIELD = "t_pilih"
# Of another site these mean nothing.
_OF_ONE_SITE = ("dari", "sampai", "gangguan", "cara")


def asked_site(here: Scene) -> Site | None:
    """The site that the address names. One that is none is said to be none."""
    asked = st.query_params.get(SITE)
    if not asked:
        return None
    found = here.inventory.site(asked)
    if found is None:
        st.warning(
            here.say("There is no site '{id}'. Choose one below.", id=literal(asked[:80])),
            icon=":material/wrong_location:",
        )
    return found


def go_to(site: str) -> None:
    """Have the address name this site."""
    for name in _OF_ONE_SITE:
        st.query_params.pop(name, None)
    st.query_params[SITE] = site


def search(here: Scene, site: Site | None) -> None:
    """A field in which the words of a name find the site."""
    sites = {each.id: each for each in here.inventory.judged}
    options = sorted(sites, key=lambda id: (sites[id].name.casefold(), id))
    # The address decides, and the field shows what it says.
    st.session_state[_FIELD] = site.id if site else None

    def chosen() -> None:
        if st.session_state[_FIELD] in sites:
            go_to(st.session_state[_FIELD])

    st.selectbox(
        here.say("Search a site"),
        options,
        index=None,
        format_func=lambda id: f"{sites[id].name} · {sites[id].kecamatan}",
        placeholder=here.say("Search a site by name or kecamatan …"),
        key=_FIELD,
        on_change=chosen,
        label_visibility="collapsed",
    )


def all_sites(here: Scene) -> None:
    """Every site as a row; the row that is clicked is the one meant."""
    say, language = here.say, here.language
    seen = cached.seen_now()
    tiles = [tile for district in seen.districts for tile in district.tiles]

    def since(tile: Tile) -> str:
        return "–" if tile.since is None else recent(tile.since, here.now, here.zone, language)

    columns = (
        Column[Tile](say("Site"), lambda tile: tile.name, width="large"),
        Column[Tile](
            say("State"),
            lambda tile: f"{SIGNS[tile.state]} {label(tile.state, language)}",
            lambda tile: _WORST.index(tile.state),
            left=True,
        ),
        Column[Tile](say("Since"), since, lambda tile: tile.since, left=True),
        Column[Tile](say("Kecamatan"), lambda tile: tile.kecamatan),
        Column[Tile](say("Kind"), lambda tile: label(tile.kind, language)),
        Column[Tile](say("Provider"), lambda tile: tile.provider or "–"),
    )
    tiles.sort(key=lambda tile: (_WORST.index(tile.state), tile.name, tile.site))
    chosen = grid(
        tiles,
        columns,
        key="titik",
        title=say("Sites"),
        select="single",
        empty=say("The inventory has no site yet. Add some to it and apply it."),
    )
    if chosen:
        go_to(chosen[0].site)
        st.rerun()
