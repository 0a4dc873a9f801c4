"""The map: every site where it is, by its state, its medium or its month."""

import os

import streamlit as st

from dashboard import cached
from dashboard.chosen import chosen_language
from dashboard.live import status_line
from dashboard.markup import element
from dashboard.peta import side
from dashboard.peta.board import board
from dashboard.peta.marks import Month, marks, month_by_site
from dashboard.peta.outline_file import outlines_beside
from dashboard.peta.picture import KECAMATAN, VIEW, look, picture
from dashboard.peta.shades import TITLES, Told
from dashboard.scene import scene
from dashboard.settings import from_environment
from dashboard.summary import overview
from pantau.inventory import Inventory
from pantau.language import translator

# What the colours tell, in the address. (A text here would be shown on the page.)
TOLD = "warna"


def told_by_address() -> Told:
    """What the address asks the colours to tell; the state where it asks for nothing sensible."""
    asked = st.query_params.get(TOLD)
    return Told(asked) if asked in set(Told) else Told.STATE


def choose(told: Told) -> None:
    """The control for it. The address is what counts: it may have come by a link."""
    say = translator(chosen_language())
    st.session_state["map_told"] = told
    st.segmented_control(
        say("Colours show"),
        list(Told),
        format_func=lambda each: say(TITLES[each]),
        required=True,
        key="map_told",
        on_change=_chosen,
        label_visibility="collapsed",
    )


def _chosen() -> None:
    told = st.session_state["map_told"]
    if told in (None, Told.STATE):
        st.query_params.pop(TOLD, None)
    else:
        st.query_params[TOLD] = Told(told).value


def month_so_far(inventory: Inventory) -> Month:
    """The month so far by site; nothing where it cannot be judged."""
    found, risks = cached.month_so_far(inventory), cached.risks_so_far(inventory)
    near = frozenset(risk.site for risk in risks.near) if risks else frozenset()
    return month_by_site(found[0] if found else None, near)


@st.fragment(run_every="5s")
def live() -> None:
    """What is so now; the browser changes only the sites that differ."""
    here = scene()
    language, told = here.language, told_by_address()
    seen = overview(here.snapshot, here.now)
    found = marks(seen, here.inventory, month_so_far(here.inventory), told, here.now, language)
    outlines = outlines_beside(from_environment(os.environ).inventory, language)
    chosen = st.query_params.get(KECAMATAN)
    shown = look(found, outlines.found, st.query_params.get(VIEW), chosen)

    with st.container(key="map_head"):
        choose(told)
        st.html(status_line(seen, here.now, here.zone, language))
    if outlines.trouble:
        st.warning(outlines.trouble, icon=":material/warning:")
    left, right = st.columns([13, 9], gap="small")
    with left:
        if shown is not None:
            board(picture(found, outlines, shown, language), key="map")
    right.html(
        element(
            "div",
            element(
                "div",
                side.legend(found, told, language),
                side.silent_links(seen.links, here.now, here.zone, language),
                side.down(seen.down, here.now, here.zone, language, measuring=seen.measuring),
                side.nowhere(found, language),
            ),
            side.kecamatan(seen.districts, told, chosen, language),
            class_="m-side",
        )
    )


live()
