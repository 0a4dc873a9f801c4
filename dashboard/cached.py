"""One look for all viewers: however many browsers are open, the store is asked once.

cache_resource and not cache_data: the values are frozen, so they are shared and never copied.
"""

import os

import streamlit as st

from dashboard.compliance import Row, rows
from dashboard.publik import figures as public_figures
from dashboard.publik.figures import PublicMonth
from dashboard.publik.look import Look, look_at, read_announced
from dashboard.reading import Snapshot, month_of, read_judged, read_month, read_snapshot
from dashboard.risk import Risks, risks
from dashboard.settings import Settings, from_environment
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.said import MonthStanding
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.sla import MonthResult
from pantau.sla.forecast import forecast_month

_CLOCK = SystemClock()
# A little less than the commits' 5 s, so that a page lags by no more than one of them.
_LOOK_SECONDS = 2
_MONTH_SECONDS = 60


def now() -> int:
    """The wall time, microseconds UTC: this is the pages' entry point, so it is asked here."""
    return now_us(_CLOCK)


def snapshot() -> Snapshot:
    """The store and the inventory as of at most two seconds ago."""
    return _snapshot(from_environment(os.environ))


def month_so_far(inventory: Inventory) -> tuple[MonthResult, tuple[Row, ...]] | None:
    """The running month and its rows, the worst first; None where the store is unreadable.

    A minute old, or two: a new one is judged beside, while the last is shown.
    """
    return _month(from_environment(os.environ), inventory, month_of(inventory, now()))


def risks_so_far(inventory: Inventory) -> Risks | None:
    """Whose objective is about to be missed this month; None where the store is unreadable."""
    return _risks(from_environment(os.environ), inventory, month_of(inventory, now()))


def forget() -> None:
    """Look anew: somebody has just changed something and wants to see it."""
    _snapshot.clear()
    _month.clear()
    _risks.clear()
    _public_look.clear()


def _places(settings: Settings) -> tuple[str, str]:
    return str(settings.data), str(settings.inventory)


def _digest(inventory: Inventory) -> tuple[str, ...]:
    """The same text may be in force again after other sites departed."""
    return inventory.digest, *(site.id for site in inventory.departed)


@st.cache_resource(
    ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs={Settings: _places}
)
def _snapshot(settings: Settings) -> Snapshot:
    return read_snapshot(settings, now())


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=4,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs={Settings: _places, Inventory: _digest},
)
def _month(
    settings: Settings, inventory: Inventory, month: str
) -> tuple[MonthResult, tuple[Row, ...]] | None:
    result = read_month(settings, inventory, month, now())
    return None if result is None else (result, rows(result, inventory))


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=4,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs={Settings: _places, Inventory: _digest},
)
def _risks(settings: Settings, inventory: Inventory, month: str) -> Risks | None:
    found = _month(settings, inventory, month)
    return None if found is None else risks(forecast_month(inventory, found[0]), inventory)


# For the public page

_PAST_SECONDS = 300


def public_look(inventory: Inventory) -> Look:
    """All that a public view may choose from, put together at most two seconds ago."""
    return _public_look(from_environment(os.environ), inventory)


def public_month(
    inventory: Inventory, month: str, standing: MonthStanding | None
) -> PublicMonth | None:
    """A month as the public sees it; None where the store is unreadable.

    The running month, which cannot be closed, is a minute old, or two; any other at most five
    minutes, and made anew once it stands otherwise.
    """
    if month == month_of(inventory, now()):
        found = month_so_far(inventory)
        return found and public_figures.public_month(found[0], inventory, provisional=True)
    stands = f"{standing.state} {standing.revision}" if standing else ""
    return _public_month(from_environment(os.environ), inventory, month, stands)


@st.cache_resource(
    ttl=_LOOK_SECONDS,
    max_entries=4,
    show_spinner=False,
    hash_funcs={Settings: _places, Inventory: _digest},
)
def _public_look(settings: Settings, inventory: Inventory) -> Look:
    at = now()
    return look_at(_snapshot(settings), read_announced(settings, at), inventory, at)


@st.cache_resource(
    ttl=_PAST_SECONDS,
    max_entries=200,
    show_spinner=False,
    hash_funcs={Settings: _places, Inventory: _digest},
)
def _public_month(
    settings: Settings,
    inventory: Inventory,
    month: str,
    stands: str,  # noqa: ARG001 - once it stands otherwise it is another month
) -> PublicMonth | None:
    found = read_judged(settings, inventory, month, now())
    if found is None:
        return None
    provisional = found.standing.state is not MonthState.CLOSED
    return public_figures.public_month(found.result, inventory, provisional=provisional)
