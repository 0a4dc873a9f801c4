"""The map: every site where it is, by its state, medium or month; villages by their coverage."""

import streamlit as st

from dashboard import cached
from dashboard.choice import choice
from dashboard.chosen import chosen_language
from dashboard.markup import element
from dashboard.peta import lists
from dashboard.peta.board import board
from dashboard.peta.picture import KECAMATAN, VIEW, part
from dashboard.peta.shades import TITLES, Told
from dashboard.visitor import visitor
from pantau.facts.words import Role
from pantau.language import translator


def _is_provider() -> bool:
    """What is said of villages is none of theirs."""
    return visitor().role is Role.PROVIDER


@st.fragment(run_every="5s")
def live() -> None:
    """What is so now; the browser changes only the sites that differ."""
    language = chosen_language()
    say = translator(language)
    head = st.container(key="map_head")
    with head:
        told = choice(
            say("Colours show"),
            tuple(each for each in Told if each is not Told.COVERAGE or not _is_provider()),
            key="warna",
            shown=lambda each: say(TITLES[each]),
            look="buttons",
            hide_label=True,
        )
    sheet, outlines = cached.map_sheet(told, language), cached.outlines(language)
    if sheet is None:
        # The banner above says why, and what to do.
        return
    if sheet.top:
        head.html(sheet.top)
    if outlines.trouble:
        st.warning(outlines.trouble, icon=":material/warning:")
    chosen = st.query_params.get(KECAMATAN)
    left, right = st.columns([13, 9], gap="small")
    if sheet.drawn is not None:
        asked = part(sheet.marks, outlines.found, st.query_params.get(VIEW), chosen)
        with left:
            board(sheet.drawn, key="map", part=asked)
    right.html(
        element(
            "div",
            element("div", sheet.side),
            lists.kecamatan(sheet.districts, told, chosen, language) if sheet.districts else "",
            class_="m-side",
        )
    )


live()
