"""The part about shared links: a tree, with every site below its link."""

from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import visitor
from dashboard.inventaris.tree import Branch, tree
from dashboard.live import SIGNS
from dashboard.markup import Html, element
from dashboard.pages import STAFF
from dashboard.scene import Scene, scene
from dashboard.summary import overview
from dashboard.tiles import squares
from pantau.facts.words import State
from pantau.language import Language, label, translator


@st.fragment(run_every="10s")
def links_part() -> None:
    """Each link with what hangs on it, as it is now."""
    here = scene()
    tiles = {
        tile.site: tile
        for each in overview(here.snapshot, here.now).districts
        for tile in each.tiles
    }
    found = tree(here.inventory, tiles)
    if not found.roots:
        st.info(here.say("No site hangs on a shared link. Write upstreams where some do."))
    else:
        staff = visitor.visitor().role in STAFF
        st.html(
            element(
                "section",
                *(_branch(each, here, staff) for each in found.roots),
                class_="p-panel p-tree",
            )
        )
    if found.free:
        head = here.say("Hanging on nothing that is known")
        body = squares(found.free, here.now, here.zone, here.language)
        st.html(element("section", element("h2", head), body, class_="p-panel"))


def _branch(branch: Branch, here: Scene, staff: bool) -> Html:
    language, zone = here.language, here.zone
    return element(
        "div",
        element(
            "div",
            element("h3", branch.name),
            element("span", _about(branch, staff, language), class_="p-count"),
            _down(branch, language),
            class_="p-where",
        ),
        element(
            "div",
            _tiles(branch, here.now, zone, language),
            *(_branch(each, here, staff) for each in branch.branches),
        ),
        class_="p-district",
    )


def _about(branch: Branch, staff: bool, language: Language) -> str:
    say = translator(language)
    count = say.plural("{n} site", "{n} sites", len(branch.all_tiles))
    words = [count, branch.provider, branch.address if staff else None]
    return " · ".join(word for word in words if word)


def _down(branch: Branch, language: Language) -> Html | str:
    if not branch.down:
        return ""
    words = f"{SIGNS[State.DOWN]} {branch.down} {label(State.DOWN, language).lower()}"
    return element("span", words, class_="p-count p-down")


def _tiles(branch: Branch, now: int, zone: ZoneInfo, language: Language) -> Html | str:
    return squares(branch.tiles, now, zone, language) if branch.tiles else ""
