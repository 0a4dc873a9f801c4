"""What people in the villages tell, and what is told to them."""

import streamlit as st

from dashboard.cached.terms import HASHES, MONTH_SECONDS, now, settings_now
from dashboard.settings import Settings
from pantau.actions.people_judged import Judged, judged_reports
from pantau.facts.instant import DAY
from pantau.inventory import Inventory
from pantau.store import StoreError


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


CHANGING = (_people,)
