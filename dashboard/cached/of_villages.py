"""What people in the villages tell, and what is told to them."""

import streamlit as st

from dashboard.cached.terms import HASHES, LIST_SECONDS, MONTH_SECONDS, now, settings_now
from dashboard.settings import Settings
from pantau.actions.bulletins import read_bulletins
from pantau.actions.people_judged import Judged, judged_reports
from pantau.facts.instant import DAY
from pantau.inventory import Inventory
from pantau.store import StoreError
from pantau.villages.bulletins import Bulletin


def people(
    inventory: Inventory, days: int, most: int, *, contacts: bool
) -> tuple[Judged, ...] | None:
    """The newest ``most`` reports of so many days beside what was measured, a minute old at most;
    None where the store is unreadable. ``contacts``: with words and phones."""
    return _people(settings_now(), inventory, days, most, contacts)


@st.cache_resource(ttl=MONTH_SECONDS, max_entries=8, show_spinner=False, hash_funcs=HASHES)
def _people(
    settings: Settings, inventory: Inventory, days: int, most: int, contacts: bool
) -> tuple[Judged, ...] | None:
    at = now()
    try:
        with settings.store() as store:
            return tuple(
                judged_reports(
                    store, inventory, at - days * DAY, at + 1, at, contacts=contacts, most=most
                )
            )
    except StoreError:
        return None


def news(inventory: Inventory) -> tuple[Bulletin, ...] | None:
    """The bulletins of a week and of the work to come; None where the store is unreadable."""
    return _news(settings_now(), inventory)


@st.cache_resource(ttl=LIST_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _news(settings: Settings, inventory: Inventory) -> tuple[Bulletin, ...] | None:
    try:
        with settings.store() as store:
            return read_bulletins(store, inventory, now())
    except StoreError:
        return None


CHANGING = (_people, _news)
