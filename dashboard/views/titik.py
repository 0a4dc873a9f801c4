"""One site."""

import streamlit as st

from dashboard import cached
from dashboard.scene import scene
from dashboard.titik import parts
from dashboard.titik.choice import all_sites, asked_site, search
from dashboard.titik.heat import heat_room
from dashboard.titik.later import after_the_picture
from dashboard.titik.picture_part import picture_part

here = scene()
found = asked_site(here)
if found is None:
    all_sites(here)
    st.stop()
site = found

names, others = st.columns([3, 2], vertical_alignment="center")
with others:
    search(here, site)
with names:
    parts.live_title(here, site)
parts.live_cards(here, site)


def past_and_around() -> None:
    """The squares of thirteen months, what stands near and what people remarked; the outages and
    why they are some."""
    past = cached.past_of(here.inventory, site.id)
    if past is None:
        return
    left, right = st.columns([5, 3], gap="medium")
    with left:
        parts.days_part(here, site, past)
    with right:
        parts.live_neighbours(here, site)
        parts.notes_part(here, site, past)
    left, right = st.columns([5, 2], gap="medium")
    with left:
        event = parts.outages_part(here, past)
    with right:
        parts.why_part(here, event)


left, right = st.columns([5, 3], gap="medium")
with left:
    picture_part(here, site)
    if len(site.probes) > 1:
        parts.live_others(here, site)
with right:
    parts.agreed_part(here, site)
after_the_picture(past_and_around, heat_room(here.language))
