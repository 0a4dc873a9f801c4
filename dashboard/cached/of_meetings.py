"""Meetings and their places."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.cached.terms import (
    HASHES,
    LOOK_SECONDS,
    MONTH_SECONDS,
    now,
    settings_now,
)
from dashboard.rapat.reading import (
    Meetings,
    Phase,
    Places,
    phase,
    read_ahead,
    read_meetings,
    read_places,
)
from dashboard.settings import Settings
from pantau.actions.readiness import Asked
from pantau.facts.said import Meeting
from pantau.inventory import Inventory


def meetings() -> Meetings:
    """Of the last three months and all to come, as of at most two seconds ago."""
    return _meetings(settings_now())


def places_of_meeting(inventory: Inventory, meeting: Meeting) -> Places:
    """While it runs of two seconds ago, else of a minute."""
    look = _now if phase(meeting, now()) is Phase.LIVE else _quiet
    return look(settings_now(), inventory, meeting, phase(meeting, now()))


def places_ahead(inventory: Inventory, asked: Asked) -> Places:
    """What the last weeks say of a meeting that is only thought of."""
    return _ahead(settings_now(), inventory, asked)


def _as_meant(meeting: Meeting) -> tuple[object, ...]:
    return meeting.id, meeting.kind, meeting.begin, meeting.until, meeting.sites


def _as_asked(asked: Asked) -> tuple[object, ...]:
    return asked.kind, asked.span.begin, asked.span.end, asked.sites


_MET: dict[str | type, Callable[[Any], Any]] = {
    **HASHES,
    Meeting: _as_meant,
    Asked: _as_asked,
}


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _meetings(settings: Settings) -> Meetings:
    return read_meetings(settings, now())


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=8, show_spinner=False, hash_funcs=_MET)
def _now(settings: Settings, inventory: Inventory, meeting: Meeting, _: Phase) -> Places:
    return read_places(settings, inventory, meeting, now())


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=24, show_spinner=False, hash_funcs=_MET)
def _quiet(settings: Settings, inventory: Inventory, meeting: Meeting, stands: Phase) -> Places:  # noqa: ARG001 - one kept for each
    return read_places(settings, inventory, meeting, now())


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=24, show_spinner=False, hash_funcs=_MET)
def _ahead(settings: Settings, inventory: Inventory, asked: Asked) -> Places:
    return read_ahead(settings, inventory, asked, now())


CHANGING = (_meetings, _now, _quiet, _ahead)
"""Looks that an act of somebody makes old."""
