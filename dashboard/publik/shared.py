"""One look into the store for all strangers together.

cache_resource and not cache_data: the values are frozen, so they are shared and never copied.
Parameters with an underscore do not make another entry; those before them stand for them.
"""

import os

import streamlit as st

from dashboard import cached
from dashboard.publik.figures import PublicMonth, public_month
from dashboard.publik.look import Look, look_at, read_announced
from dashboard.reading import month_of, read_judged
from dashboard.settings import Settings, from_environment
from pantau.actions.bulletins import read_bulletins
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.sla import MonthResult
from pantau.store import StoreError
from pantau.villages.bulletins import Bulletin

_LOOK_SECONDS = 2
_NEWS_SECONDS = 30
_PAST_SECONDS = 300
_MOST_MONTHS = 200


def look(inventory: Inventory) -> Look:
    """All that a view may choose from, put together at most two seconds ago."""
    settings = from_environment(os.environ)
    return _look(str(settings.data), _digest(inventory), settings, inventory)


def news(inventory: Inventory) -> tuple[Bulletin, ...]:
    """The news of the last seven days and the work to come, half a minute old at most; none where
    the store is unreadable."""
    settings = from_environment(os.environ)
    return _news(str(settings.data), _digest(inventory), settings, inventory)


def month(inventory: Inventory, name: str, standing: MonthStanding | None) -> PublicMonth | None:
    """A month as the public sees it; None where the store is unreadable.

    The running month, which cannot be closed, is two minutes old, or four; any other at most five
    minutes, and made anew once it stands otherwise.
    """
    settings = from_environment(os.environ)
    if name == month_of(inventory, cached.now()):
        found = cached.month_so_far(inventory)
        if found is None:
            return None
        result = found[0]
        return _running(str(settings.data), _digest(inventory), result.upto, result, inventory)
    stands = f"{standing.state} {standing.revision}" if standing else ""
    return _month(str(settings.data), _digest(inventory), name, stands, settings, inventory)


def _digest(inventory: Inventory) -> tuple[str, ...]:
    """The same text may be in force again after other sites departed."""
    return inventory.digest, *(site.id for site in inventory.departed)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False)
def _look(
    data: str,  # noqa: ARG001 - names the entry
    digest: tuple[str, ...],  # noqa: ARG001 - names the entry
    _settings: Settings,
    _inventory: Inventory,
) -> Look:
    at = cached.now()
    return look_at(cached.snapshot(), read_announced(_settings, at), _inventory, at)


@st.cache_resource(ttl=_NEWS_SECONDS, max_entries=4, show_spinner=False)
def _news(
    data: str,  # noqa: ARG001 - names the entry
    digest: tuple[str, ...],  # noqa: ARG001 - names the entry
    _settings: Settings,
    _inventory: Inventory,
) -> tuple[Bulletin, ...]:
    try:
        with _settings.store() as store:
            return read_bulletins(store, _inventory, cached.now())
    except StoreError:
        return ()


@st.cache_resource(max_entries=4, show_spinner=False)
def _running(
    data: str,  # noqa: ARG001 - names the entry
    digest: tuple[str, ...],  # noqa: ARG001 - names the entry
    upto: int,  # noqa: ARG001 - another one was judged anew
    _result: MonthResult,
    _inventory: Inventory,
) -> PublicMonth:
    return public_month(_result, _inventory, provisional=True)


@st.cache_resource(ttl=_PAST_SECONDS, max_entries=_MOST_MONTHS, show_spinner=False)
def _month(
    data: str,  # noqa: ARG001 - names the entry
    digest: tuple[str, ...],  # noqa: ARG001 - names the entry
    month: str,
    stands: str,  # noqa: ARG001 - once it stands otherwise it is another month
    _settings: Settings,
    _inventory: Inventory,
) -> PublicMonth | None:
    found = read_judged(_settings, _inventory, month, cached.now())
    if found is None:
        return None
    provisional = found.standing.state is not MonthState.CLOSED
    return public_month(found.result, _inventory, provisional=provisional)
