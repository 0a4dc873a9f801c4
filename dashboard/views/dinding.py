"""The wall of the command centre."""

from pathlib import Path

import streamlit as st

from dashboard import cached, dinding
from dashboard.chosen import chosen_language
from dashboard.dinding import sides
from dashboard.dinding.head import foot, head, is_old, old_band
from dashboard.dinding.pulse import pulse
from dashboard.dinding.turns import TITLES, Turn, turn_at, turn_seconds
from dashboard.live import frozen
from dashboard.markup import Html, element
from dashboard.month_part import shown_share
from dashboard.scene import REGENCY
from dashboard.summary import Overview, overview
from pantau.inventory import Inventory
from pantau.language import Language, translator


@st.fragment(run_every="5s")
def wall() -> None:
    """The whole wall as one piece: nothing in it is younger than the rest."""
    language, now, snapshot = chosen_language(), cached.now(), cached.snapshot()
    inventory = snapshot.inventory
    zone = inventory.timezone if inventory else REGENCY
    seen = overview(snapshot, now)
    turn = turn_at(now, turn_seconds(st.query_params.get("putar")), st.query_params.get("tampilan"))
    say = translator(language)
    st.html(
        element(
            "div",
            head(seen, now, zone, language),
            old_band(seen, language),
            element(
                "main",
                element(
                    "section",
                    element("h2", say(TITLES[turn])),
                    _left(turn, seen, inventory, language),
                    class_="w-side",
                ),
                sides.failures(seen, now, zone, language, band=is_old(seen)),
            ),
            foot(snapshot.on_call, seen, _month_line(inventory, language), language),
            frozen(language),
            class_="w-wall w-grey" if is_old(seen) else "w-wall",
            # Differs at every run, so that the browser starts the clock of the style sheet anew.
            data_at=str(now),
        )
    )
    pulse(now)


def _left(turn: Turn, seen: Overview, inventory: Inventory | None, language: Language) -> Html:
    if turn is Turn.MONTH and inventory is not None:
        found = cached.month_so_far(inventory)
        if found is not None:
            return sides.month(found[0], cached.risks_so_far(inventory), language)
    return sides.tiles(seen.districts, language, band=is_old(seen))


def _month_line(inventory: Inventory | None, language: Language) -> Html:
    found = cached.month_so_far(inventory) if inventory else None
    say = translator(language)
    share = "–" if found is None else shown_share(found[0].total.availability, None, language)
    return element(
        "div", element("span", say("This month")), element("strong", share), class_="w-part"
    )


sheet = Path(dinding.__file__).with_name("wall.css").read_text()
st.html(f"<style>{sheet}</style>")
wall()
