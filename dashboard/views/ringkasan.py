"""The overview: how old the data is, what is down, every site's state, the month so far."""

import streamlit as st

from dashboard import cached
from dashboard.alarms import banners
from dashboard.chosen import chosen_language
from dashboard.down import down_list
from dashboard.live import state_cards, status_line
from dashboard.markup import element, joined
from dashboard.month_part import month_cards
from dashboard.risk_list import risk_list
from dashboard.scene import REGENCY
from dashboard.summary import overview
from dashboard.tiles import districts


@st.fragment(run_every="5s")
def live() -> None:
    """What is so now; runs by itself, and touches only the pieces that changed."""
    language = chosen_language()
    now = cached.now()
    snapshot = cached.snapshot()
    inventory = snapshot.inventory
    zone = inventory.timezone if inventory else REGENCY
    seen = overview(snapshot, now)
    month = cached.month_so_far(inventory) if inventory else None

    loud = element("div", banners(seen, snapshot, now, zone, language), class_="p-alarms")
    st.html(joined(status_line(seen, now, zone, language), loud))
    if inventory is None:
        return
    st.html(
        element(
            "div",
            state_cards(seen.counts, language),
            month_cards(month[0], inventory, language) if month else "",
            class_="p-cards",
        )
    )
    left, right = st.columns([9, 11], gap="medium")
    left.html(down_list(seen, now, zone, language))
    risky = cached.risks_so_far(inventory)
    if risky is not None:
        left.html(risk_list(risky, zone, language))
    right.html(districts(seen.districts, now, zone, language))


live()
