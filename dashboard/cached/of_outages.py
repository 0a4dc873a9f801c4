"""Outages, what people say of them, and who is on call."""

import streamlit as st

from dashboard.cached.of_now import snapshot_of
from dashboard.cached.terms import (
    HASHES,
    LIST_SECONDS,
    LOOK_SECONDS,
    MONTH_SECONDS,
    digest,
    now,
    places,
    settings_now,
)
from dashboard.gangguan.claims import Claim
from dashboard.gangguan.effect import Effect, read_effect
from dashboard.gangguan.reading import read_outages
from dashboard.gangguan.rows import Row
from dashboard.gangguan.said import Said, read_said
from dashboard.gangguan.shift import Shift, read_shift
from dashboard.gangguan.spans import bounds
from dashboard.settings import Settings
from dashboard.siaga.desk import Desk, read_desk
from pantau.inventory import Inventory


def outages(inventory: Inventory, span: str) -> tuple[Row, ...] | None:
    """The outages of the last days or a month; None where the store is unreadable."""
    return _outages(settings_now(), inventory, span)


def said() -> Said | None:
    """Exclusions, voids, maintenance and objections; None where the store is unreadable."""
    return _said(settings_now())


def effect(inventory: Inventory, claim: Claim) -> tuple[Effect, ...] | None:
    """What deciding it would change, by month; None where the store is unreadable."""
    return _effect(settings_now(), inventory, claim)


def shift(inventory: Inventory, begin: int) -> Shift | None:
    """What happened since ``begin``, microseconds UTC; None where the store is unreadable."""
    return _shift(settings_now(), inventory, begin)


def desk(inventory: Inventory) -> Desk:
    """Who is on call, what was told and what is silenced, as of at most two seconds ago."""
    return _desk(settings_now(), inventory)


@st.cache_resource(ttl=LIST_SECONDS, max_entries=24, show_spinner=False, hash_funcs=HASHES)
def _outages(settings: Settings, inventory: Inventory, span: str) -> tuple[Row, ...] | None:
    at = now()
    return read_outages(settings, inventory, bounds(span, inventory, at), at)


@st.cache_resource(ttl=LIST_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _said(settings: Settings) -> Said | None:
    return read_said(settings)


def _claimed(claim: Claim) -> tuple[str, str]:
    """What was proposed never changes, only where it stands."""
    return claim.id, claim.proposal.standing.value


@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=50,
    show_spinner=False,
    hash_funcs={Settings: places, Inventory: digest, Claim: _claimed},
)
def _effect(settings: Settings, inventory: Inventory, claim: Claim) -> tuple[Effect, ...] | None:
    return read_effect(settings, inventory, claim, now())


@st.cache_resource(ttl=LIST_SECONDS, max_entries=24, show_spinner=False, hash_funcs=HASHES)
def _shift(settings: Settings, inventory: Inventory, begin: int) -> Shift | None:
    return read_shift(settings, inventory, begin, now())


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _desk(settings: Settings, inventory: Inventory) -> Desk:
    return read_desk(settings, inventory, snapshot_of(settings).in_hand, now())


CHANGING = (
    _desk,
    _outages,
    _said,
    _effect,
    _shift,
)
"""Looks that an act of somebody makes old."""
