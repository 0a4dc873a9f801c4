"""One site: its past, its round trips, its devices, and why it was judged so."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.cached.terms import HASHES, LIST_SECONDS, MONTH_SECONDS, now, settings_now
from dashboard.settings import Settings
from dashboard.titik.device import read_curves
from dashboard.titik.others import read_answers
from dashboard.titik.past import Past, read_past
from dashboard.titik.samples import Seen, read_seen
from dashboard.titik.why import read_why
from pantau.facts.curves import Curves
from pantau.facts.probed import LastAnswer
from pantau.inventory import Inventory


def past_of(inventory: Inventory, site: str) -> Past | None:
    """A site's last thirteen months; None where the store is unreadable. A minute old, or two."""
    return _past(settings_now(), inventory, site)


def seen_of(site: str, probe: str, begin: int, end: int) -> Seen | None:
    """A probe's round trips in [begin, end) (microseconds UTC); None: the store is unreadable."""
    return _seen_of(settings_now(), site, probe, begin, end)


def curves_of(site: str, probe: str, begin: int, end: int) -> Curves | None:
    """What a device said in [begin, end) (microseconds UTC); None: it cannot be read."""
    return _curves_of(settings_now(), site, probe, begin, end)


def answers_of(site: str) -> tuple[LastAnswer, ...]:
    """What a site's further probes answered last, as of at most five seconds ago."""
    return _answers_of(settings_now(), site)


def why_of(outage: str) -> Mapping[str, Any] | None:
    """What ``pantau explain`` says of an outage; None where there is none, or no readable store."""
    return _why(settings_now(), outage)


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=HASHES)
def _past(settings: Settings, inventory: Inventory, site: str) -> Past | None:
    return read_past(settings, inventory, site, now())


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=HASHES)
def _seen_of(settings: Settings, site: str, probe: str, begin: int, end: int) -> Seen | None:
    return read_seen(settings, site, probe, (begin, end), now())


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=HASHES)
def _curves_of(settings: Settings, site: str, probe: str, begin: int, end: int) -> Curves | None:
    return read_curves(settings, site, probe, begin, end)


@st.cache_resource(ttl=LIST_SECONDS, max_entries=100, show_spinner=False, hash_funcs=HASHES)
def _answers_of(settings: Settings, site: str) -> tuple[LastAnswer, ...]:
    return read_answers(settings, site)


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=HASHES)
def _why(settings: Settings, outage: str) -> Mapping[str, Any] | None:
    return read_why(settings, outage)


CHANGING = (
    _past,
    _seen_of,
    _answers_of,
    _curves_of,
    _why,
)
"""Looks that an act of somebody makes old."""
