"""What plans look back on."""

import streamlit as st

from dashboard.cached.terms import HASHES, LIST_SECONDS, MONTH_SECONDS, now, settings_now
from dashboard.settings import Settings
from pantau.actions.duties import read_duties
from pantau.actions.plan.lines import Lines, read_lines
from pantau.actions.plan.period import Period
from pantau.actions.plan.use import Uses, read_use
from pantau.inventory import Inventory
from pantau.planning.duties import DutyStanding
from pantau.store import StoreError


def plan_lines(inventory: Inventory, period: Period) -> Lines | None:
    """How the lines were in ``period``; None where the store is unreadable. A minute or two old."""
    return _lines(settings_now(), inventory, period)


def plan_use(inventory: Inventory, period: Period) -> Uses | None:
    """What lines carried in ``period``; None where the store is unreadable. A minute or two old."""
    return _use(settings_now(), inventory, period)


def duties(inventory: Inventory) -> tuple[DutyStanding, ...] | None:
    """How far the duties of agreements are; None where the store is unreadable."""
    return _duties(settings_now(), inventory)


def _months(period: Period) -> tuple[str, ...]:
    return period.months


# Renewed in the background: a year of samples takes a while, and nobody waits for it twice.
@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=6,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs={**HASHES, Period: _months},
)
def _lines(settings: Settings, inventory: Inventory, period: Period) -> Lines | None:
    try:
        with settings.store() as store:
            return read_lines(store, inventory, period, now())
    except StoreError:
        return None


@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=6,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs={**HASHES, Period: _months},
)
def _use(settings: Settings, inventory: Inventory, period: Period) -> Uses | None:
    try:
        with settings.store() as store:
            return read_use(store, inventory, period, now())
    except StoreError:
        return None


@st.cache_resource(ttl=LIST_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _duties(settings: Settings, inventory: Inventory) -> tuple[DutyStanding, ...] | None:
    try:
        with settings.store() as store:
            return read_duties(store, inventory, now())
    except StoreError:
        return None


CHANGING = (_lines, _use, _duties)
"""Looks that an act of somebody makes old."""
