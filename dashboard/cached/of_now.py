"""What is so now, and the month so far: the overview, the wall and the map."""

import streamlit as st

from dashboard.cached.terms import (
    HASHES,
    LIST_SECONDS,
    LOOK_SECONDS,
    RUNNING_SECONDS,
    now,
    settings_now,
    whole_settings,
)
from dashboard.dinding.picture import wall
from dashboard.dinding.turns import Turn
from dashboard.markup import Html
from dashboard.overview import Overview
from dashboard.peta.marks import Month, month_by_site
from dashboard.peta.shades import Told
from dashboard.peta.sheet import Drawing, Sheet, drawing, sheet, village_sheet
from dashboard.picture import Picture, picture
from dashboard.reading import Snapshot, month_of, read_month, read_snapshot
from dashboard.risk import Risks, risks
from dashboard.settings import Settings
from dashboard.summary import overview
from dashboard.wilayah.book import Book, read_book
from pantau.inventory import Inventory
from pantau.inventory.outlines.file import outlines_beside
from pantau.inventory.outlines.shapes import Outlines
from pantau.language import Language
from pantau.sla import MonthResult
from pantau.sla.forecast import forecast_month
from pantau.sla.groups import Row as SiteRow
from pantau.sla.groups import rows


def snapshot() -> Snapshot:
    """The store and the inventory as of at most two seconds ago."""
    return snapshot_of(settings_now())


def whole_snapshot() -> Snapshot:
    """The same with everything in it, whoever looks: for the server's own questions."""
    return snapshot_of(whole_settings())


def seen_now() -> Overview:
    """What is so now, of at most two seconds ago."""
    return _look(settings_now())[1]


def month_so_far(inventory: Inventory) -> tuple[MonthResult, tuple[SiteRow, ...]] | None:
    """The running month and its rows, the worst first; None where the store is unreadable.

    Two minutes old, or four: a new one is judged beside, while the last is shown. What somebody
    does on a page is in it at once.
    """
    return _month(settings_now(), inventory, month_of(inventory, now()))


def risks_so_far(inventory: Inventory) -> Risks | None:
    """Whose objective is about to be missed this month; None where the store is unreadable."""
    return _risks(settings_now(), inventory, month_of(inventory, now()))


def overview_picture(language: Language) -> Picture:
    """The overview's live part, of at most two seconds ago."""
    return _overview_picture(settings_now(), language)


def wall_picture(turn: Turn, language: Language) -> Html:
    """The wall, of at most two seconds ago."""
    return _wall_picture(settings_now(), turn, language)


def map_sheet(told: Told, language: Language) -> Sheet | None:
    """The map, of at most two seconds ago; None where no inventory can be read."""
    return _map_sheet(settings_now(), told, language)


def wall_map(language: Language) -> str | None:
    """What the wall draws of the map, of at most two seconds ago; None where there is nothing."""
    return _wall_map(settings_now(), language)


def coverage() -> Book | None:
    """What is known of the coverage of the villages; None where it cannot be read."""
    return _coverage(settings_now())


def outlines(language: Language) -> Outlines:
    """The outlines of the kecamatan: the operator's beside the inventory, else our own."""
    return outlines_beside(settings_now().inventory, language)


def snapshot_of(settings: Settings) -> Snapshot:
    """The same, for looks that are made of it."""
    return _look(settings)[0]


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _look(settings: Settings) -> tuple[Snapshot, Overview]:
    """Both of one look, so that nothing on a page is younger than the rest."""
    at = now()
    found = read_snapshot(settings, at)
    return found, overview(found, at)


@st.cache_resource(
    ttl=RUNNING_SECONDS,
    max_entries=12,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=HASHES,
)
def _month(
    settings: Settings, inventory: Inventory, month: str
) -> tuple[MonthResult, tuple[SiteRow, ...]] | None:
    result = read_month(settings, inventory, month, now())
    return None if result is None else (result, rows(result, inventory))


@st.cache_resource(
    ttl=RUNNING_SECONDS,
    max_entries=12,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=HASHES,
)
def _risks(settings: Settings, inventory: Inventory, month: str) -> Risks | None:
    found = _month(settings, inventory, month)
    return None if found is None else risks(forecast_month(inventory, found[0]), inventory)


@st.cache_resource(
    ttl=RUNNING_SECONDS,
    max_entries=12,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=HASHES,
)
def _month_by_site(
    settings: Settings, inventory: Inventory, month: str, language: Language
) -> Month:
    found, risky = _month(settings, inventory, month), _risks(settings, inventory, month)
    near = frozenset(each.site for each in risky.near) if risky else frozenset()
    return Month() if found is None else month_by_site(found[0], near, language)


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _overview_picture(settings: Settings, language: Language) -> Picture:
    found, seen = _look(settings)
    return picture(found, seen, *_month_and_risks(found), now(), language)


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=8, show_spinner=False, hash_funcs=HASHES)
def _wall_picture(settings: Settings, turn: Turn, language: Language) -> Html:
    found, seen = _look(settings)
    return wall(found, seen, *_month_and_risks(found), turn, now(), language)


@st.cache_resource(ttl=LIST_SECONDS, max_entries=4, show_spinner=False, hash_funcs=HASHES)
def _coverage(settings: Settings) -> Book | None:
    return read_book(settings, snapshot_of(settings), now())


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=8, show_spinner=False, hash_funcs=HASHES)
def _map_sheet(settings: Settings, told: Told, language: Language) -> Sheet | None:
    if told is Told.COVERAGE:
        book = _coverage(settings)
        drawn = outlines_beside(settings.inventory, language)
        return None if book is None else village_sheet(book, drawn, language)
    found, seen = _look(settings)
    if found.inventory is None:
        return None
    of_sites = _drawing(settings, found.inventory, seen, told, language)
    return sheet(of_sites, seen, found.inventory, now(), language)


@st.cache_resource(ttl=LOOK_SECONDS, max_entries=8, show_spinner=False, hash_funcs=HASHES)
def _wall_map(settings: Settings, language: Language) -> str | None:
    found, seen = _look(settings)
    if found.inventory is None:
        return None
    return _drawing(settings, found.inventory, seen, Told.STATE, language).drawn


def _drawing(
    settings: Settings, inventory: Inventory, seen: Overview, told: Told, language: Language
) -> Drawing:
    at = now()
    month = _month_by_site(settings, inventory, month_of(inventory, at), language)
    drawn = outlines_beside(settings.inventory, language)
    return drawing(seen, inventory, month, drawn, told, at, language)


def _month_and_risks(found: Snapshot) -> tuple[MonthResult | None, Risks | None]:
    if found.inventory is None:
        return None, None
    month = month_so_far(found.inventory)
    return (month[0] if month else None), risks_so_far(found.inventory)


CHANGING = (
    _month,
    _risks,
    _overview_picture,
    _wall_picture,
    _look,
    _month_by_site,
    _coverage,
    _map_sheet,
    _wall_map,
)
"""Looks that an act of somebody makes old."""
