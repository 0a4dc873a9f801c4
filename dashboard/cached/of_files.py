"""The inventory's file, what was imported, and how the system itself is."""

from pathlib import Path

import streamlit as st

from dashboard.cached.terms import (
    FILE_SECONDS,
    HASHES,
    LOOK_SECONDS,
    MONTH_SECONDS,
    now,
    settings_now,
)
from dashboard.inventaris.file import Applied, FileNow, read_applied, read_file_now
from dashboard.inventaris.past_imports import PastImport, read_past_imports
from dashboard.settings import Settings
from dashboard.sistem.health import Health, read_disk, read_health
from pantau.facts.saved import SpaceDay
from pantau.inventory import Inventory


def inventory_file(inventory: Inventory) -> FileNow:
    """The file against what is in force: an edit is seen at once."""
    settings = settings_now()
    return _inventory_file(settings, inventory, _stamp(settings.inventory))


def applied_inventories() -> tuple[Applied, ...]:
    """What came into force last, as of at most a minute ago."""
    return _applied(settings_now())


def past_imports() -> tuple[PastImport, ...]:
    """Lists that were imported, as of at most a minute ago."""
    return _past_imports(settings_now())


@st.cache_resource(show_spinner=False)
def serving_since() -> int:
    """When this server began to serve pages, microseconds UTC: the first time that it is asked."""
    return now()


def health() -> Health:
    """How collector, alerter and journal are, as of at most two seconds ago."""
    return _health(settings_now())


def disk() -> SpaceDay | None:
    """How much room the data takes, as of at most a minute ago."""
    return _disk(settings_now())


@st.cache_resource(ttl=FILE_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _inventory_file(
    settings: Settings,
    inventory: Inventory,
    stamp: tuple[int, int] | None,  # noqa: ARG001 - a key
) -> FileNow:
    return read_file_now(settings.inventory, inventory, now())


def _stamp(file: Path) -> tuple[int, int] | None:
    """Another one after each edit; None while the file cannot be reached."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _applied(settings: Settings) -> tuple[Applied, ...]:
    return read_applied(settings)


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _past_imports(settings: Settings) -> tuple[PastImport, ...]:
    return read_past_imports(settings)


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _health(settings: Settings) -> Health:
    return read_health(settings)


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _disk(settings: Settings) -> SpaceDay | None:
    return read_disk(settings.data, now())


CHANGING = (
    _inventory_file,
    _applied,
    _past_imports,
)
"""Looks that an act of somebody makes old."""
