"""The overview: how old the data is, what is down, every site's state, the month so far."""

import streamlit as st

from dashboard import cached
from dashboard.chosen import chosen_language
from dashboard.markup import Html
from dashboard.suspicion import put_together, suspicion_list, unexplained
from dashboard.unseen import unseen, unseen_list
from dashboard.zone import zone_of
from pantau.language import Language


@st.fragment(run_every="5s")
def live() -> None:
    """What is so now; runs by itself, and touches only the pieces that changed."""
    language = chosen_language()
    seen = cached.overview_picture(language)
    st.html(seen.top)
    if not seen.cards:
        return
    st.html(seen.cards)
    left, right = st.columns([9, 11], gap="medium")
    suspected = suspicions(language)
    if suspected:
        left.html(suspected)
    left.html(seen.down)
    blank = not_seen(language)
    if blank:
        left.html(blank)
    if seen.risks:
        left.html(seen.risks)
    right.html(seen.sites)


def suspicions(language: Language) -> Html:
    """What the collector suggests of what is down and nothing else explains."""
    now = cached.seen_now()
    causes = cached.suggested(unexplained(now, cached.snapshot().open_outages))
    return suspicion_list(put_together(now.down, causes), language)


def not_seen(language: Language) -> Html:
    """The sites of which nothing is known while others are seen."""
    found = cached.snapshot()
    blank = unseen(cached.seen_now(), found.open_gaps)
    return unseen_list(blank, cached.now(), zone_of(found.inventory), language)


live()
