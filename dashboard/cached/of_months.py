"""Months: how they are judged, and their way to paper."""

import streamlit as st

from dashboard.cached.terms import HASHES, LIST_SECONDS, MONTH_SECONDS, digest, now, settings_now
from dashboard.laporan.kept import read_kept
from dashboard.laporan.months import Listed
from dashboard.laporan.reading import Papers, read_months, read_papers, read_reconciliation
from dashboard.settings import Settings
from dashboard.sla.looks import Month, OfSite, of_site, read_sla_month, supposed
from pantau.actions.papers import KeptPaper
from pantau.inventory import Inventory
from pantau.sla import MonthResult
from pantau.sla.reconcile.reconcile import Reconciliation
from pantau.sla.what_if import Supposed


def months(inventory: Inventory) -> tuple[Listed, ...]:
    """All months and how far each has got."""
    return _months(settings_now(), inventory)


def sla_month(inventory: Inventory, month: str) -> Month | None:
    """A month and what is known of it; None where the store is unreadable. At most a minute old."""
    return _sla_month(settings_now(), inventory, month)


def site_month(month: Month, inventory: Inventory, site: str) -> OfSite:
    """A site's days and outages in a month."""
    return _site_month(month, inventory, site)


def supposed_month(
    month: Month, inventory: Inventory, rules: Supposed, approved: tuple[str, ...]
) -> MonthResult:
    """A month under other rules and with these proposed exclusions."""
    return _supposed_month(month, inventory, rules, approved)


def papers(inventory: Inventory, month: str) -> Papers | None:
    """A month's way to paper; None where the store is unreadable."""
    return _papers(settings_now(), inventory, month)


def kept(month: str) -> tuple[KeptPaper, ...]:
    """The papers that are kept of a month and its year; empty where the store is unreadable."""
    return _kept(settings_now(), month)


def reconciliation(inventory: Inventory, month: str) -> Reconciliation | None:
    """A month beside what others told of it; None where the store is unreadable."""
    return _reconciliation(settings_now(), inventory, month)


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _months(settings: Settings, inventory: Inventory) -> tuple[Listed, ...]:
    return read_months(settings, inventory, now())


# A few megabytes each. Not renewed in the background: money is decided by these figures, and nobody
# is to see those of an hour ago.
@st.cache_resource(ttl=MONTH_SECONDS, max_entries=14, show_spinner=False, hash_funcs=HASHES)
def _sla_month(settings: Settings, inventory: Inventory, month: str) -> Month | None:
    return read_sla_month(settings, inventory, month, now())


def _read_at(month: Month) -> tuple[str, int]:
    """Each reading has a moment of its own."""
    return month.result.month, month.at


@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=50,
    show_spinner=False,
    hash_funcs={Month: _read_at, Inventory: digest},
)
def _site_month(month: Month, inventory: Inventory, site: str) -> OfSite:
    return of_site(month, inventory, site)


@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=50,
    show_spinner=False,
    hash_funcs={Month: _read_at, Inventory: digest, Supposed: repr},
)
def _supposed_month(
    month: Month, inventory: Inventory, rules: Supposed, approved: tuple[str, ...]
) -> MonthResult:
    return supposed(month, inventory, rules, approved)


@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=24,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=HASHES,
)
def _papers(settings: Settings, inventory: Inventory, month: str) -> Papers | None:
    return read_papers(settings, inventory, month, now())


@st.cache_resource(ttl=LIST_SECONDS, max_entries=24, show_spinner=False, hash_funcs=HASHES)
def _kept(settings: Settings, month: str) -> tuple[KeptPaper, ...]:
    return read_kept(settings, month)


@st.cache_resource(
    ttl=MONTH_SECONDS,
    max_entries=24,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=HASHES,
)
def _reconciliation(settings: Settings, inventory: Inventory, month: str) -> Reconciliation | None:
    return read_reconciliation(settings, inventory, month, now())


CHANGING = (
    _months,
    _papers,
    _kept,
    _reconciliation,
    _sla_month,
)
"""Looks that an act of somebody makes old."""
