"""One site."""

import streamlit as st

from dashboard import cached
from dashboard.scene import scene
from dashboard.titik import parts
from dashboard.titik.choice import all_sites, asked_site, search
from dashboard.titik.picture_part import picture_part

here = scene()
site = asked_site(here)
if site is None:
    all_sites(here)
    st.stop()

names, others = st.columns([3, 2], vertical_alignment="center")
with others:
    search(here, site)
with names:
    parts.live_title(here, site)
parts.live_cards(here, site)

left, right = st.columns([5, 3], gap="medium")
with left:
    # First, for it is what people come for; the past takes longer to read.
    picture_part(here, site)
    past = cached.past_of(here.inventory, site.id)
    if len(site.probes) > 1:
        parts.live_others(here, site)
    if past is not None:
        parts.days_part(here, site, past)
with right:
    parts.agreed_part(here, site)
    parts.live_neighbours(here, site)
    if past is not None:
        parts.notes_part(here, site, past)
if past is not None:
    outages, reasons = st.columns([5, 2], gap="medium")
    with outages:
        event = parts.outages_part(here, past)
    with reasons:
        parts.why_part(here, event)
