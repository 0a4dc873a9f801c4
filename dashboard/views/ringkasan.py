"""The overview: how old the data is, what is down, every site's state, the month so far."""

import streamlit as st

from dashboard import cached
from dashboard.chosen import chosen_language


@st.fragment(run_every="5s")
def live() -> None:
    """What is so now; runs by itself, and touches only the pieces that changed."""
    seen = cached.overview_picture(chosen_language())
    st.html(seen.top)
    if not seen.cards:
        return
    st.html(seen.cards)
    left, right = st.columns([9, 11], gap="medium")
    for each in (seen.suspicions, seen.down, seen.unseen, seen.risks):
        if each:
            left.html(each)
    right.html(seen.sites)


live()
