"""One look for all viewers: however many browsers are open, the store is asked once.

Who acts for a provider has looks of their own: ``from_environment`` names what they may see.

cache_resource and not cache_data: the values are frozen, so they are shared and never copied.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.dinding.picture import wall
from dashboard.dinding.turns import Turn
from dashboard.gangguan.claims import Claim
from dashboard.gangguan.effect import Effect, read_effect
from dashboard.gangguan.reading import read_outages
from dashboard.gangguan.rows import Row
from dashboard.gangguan.said import Said, read_said
from dashboard.gangguan.shift import Shift, read_shift
from dashboard.gangguan.spans import bounds
from dashboard.inventaris.file import Applied, FileNow, read_applied, read_file_now
from dashboard.inventaris.past_imports import PastImport, read_past_imports
from dashboard.laporan.kept import read_kept
from dashboard.laporan.months import Listed
from dashboard.laporan.reading import Papers, read_months, read_papers, read_reconciliation
from dashboard.markup import Html
from dashboard.peta.shades import Told
from dashboard.peta.sheet import Sheet, sheet
from dashboard.picture import Picture, picture
from dashboard.reading import Snapshot, month_of, read_month, read_snapshot
from dashboard.risk import Risks, risks
from dashboard.settings import Settings
from dashboard.settings import from_environment as everything
from dashboard.siaga.desk import Desk, read_desk
from dashboard.sistem.health import Disk, Health, read_disk, read_health
from dashboard.sla.looks import Month, OfSite, of_site, read_sla_month, supposed
from dashboard.summary import Overview, overview
from dashboard.titik.device import read_curves
from dashboard.titik.others import read_answers
from dashboard.titik.past import Past, read_past
from dashboard.titik.samples import Seen, read_seen
from dashboard.titik.why import read_why
from dashboard.whose import from_environment
from pantau.actions.papers import KeptPaper
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.curves import Curves
from pantau.facts.probed import LastAnswer
from pantau.inventory import Inventory
from pantau.inventory.outlines.file import outlines_beside
from pantau.inventory.outlines.shapes import Outlines
from pantau.language import Language
from pantau.sla import MonthResult
from pantau.sla.forecast import forecast_month
from pantau.sla.groups import Row as SiteRow
from pantau.sla.groups import rows
from pantau.sla.reconcile.reconcile import Reconciliation
from pantau.sla.what_if import Supposed

_CLOCK = SystemClock()
# A little less than the commits' 5 s, so that a page lags by no more than one of them.
_LOOK_SECONDS = 2
_LIST_SECONDS = 5
_MONTH_SECONDS = 60
_FILE_SECONDS = 5


def now() -> int:
    """The wall time, microseconds UTC: this is the pages' entry point, so it is asked here."""
    return now_us(_CLOCK)


def snapshot() -> Snapshot:
    """The store and the inventory as of at most two seconds ago."""
    return _snapshot(from_environment(os.environ))


def whole_snapshot() -> Snapshot:
    """The same with everything in it, whoever looks: for the server's own questions."""
    return _snapshot(everything(os.environ))


def month_so_far(inventory: Inventory) -> tuple[MonthResult, tuple[SiteRow, ...]] | None:
    """The running month and its rows, the worst first; None where the store is unreadable.

    A minute old, or two: a new one is judged beside, while the last is shown.
    """
    return _month(from_environment(os.environ), inventory, month_of(inventory, now()))


def risks_so_far(inventory: Inventory) -> Risks | None:
    """Whose objective is about to be missed this month; None where the store is unreadable."""
    return _risks(from_environment(os.environ), inventory, month_of(inventory, now()))


def desk(inventory: Inventory) -> Desk:
    """Who is on call, what was told and what is silenced, as of at most two seconds ago."""
    return _desk(from_environment(os.environ), inventory)


def inventory_file(inventory: Inventory) -> FileNow:
    """The file against what is in force: an edit is seen at once."""
    settings = from_environment(os.environ)
    return _inventory_file(settings, inventory, _stamp(settings.inventory))


def applied_inventories() -> tuple[Applied, ...]:
    """What came into force last, as of at most a minute ago."""
    return _applied(from_environment(os.environ))


def past_imports() -> tuple[PastImport, ...]:
    """Lists that were imported, as of at most a minute ago."""
    return _past_imports(from_environment(os.environ))


@st.cache_resource(show_spinner=False)
def serving_since() -> int:
    """When this server began to serve pages, microseconds UTC: the first time that it is asked."""
    return now()


def health() -> Health:
    """How collector, alerter and journal are, as of at most two seconds ago."""
    return _health(from_environment(os.environ))


def disk() -> Disk:
    """How much room the data takes, as of at most a minute ago."""
    return _disk(from_environment(os.environ))


def overview_picture(language: Language) -> Picture:
    """The overview's live part, of at most two seconds ago."""
    return _overview_picture(from_environment(os.environ), language)


def wall_picture(turn: Turn, language: Language) -> Html:
    """The wall, of at most two seconds ago."""
    return _wall_picture(from_environment(os.environ), turn, language)


def map_sheet(told: Told, language: Language) -> Sheet | None:
    """The map, of at most two seconds ago; None where no inventory can be read."""
    return _map_sheet(from_environment(os.environ), told, language)


def outlines(language: Language) -> Outlines:
    """The outlines of the kecamatan: the operator's beside the inventory, else our own."""
    return outlines_beside(from_environment(os.environ).inventory, language)


def months(inventory: Inventory) -> tuple[Listed, ...]:
    """All months and how far each has got."""
    return _months(from_environment(os.environ), inventory)


def papers(inventory: Inventory, month: str) -> Papers | None:
    """A month's way to paper; None where the store is unreadable."""
    return _papers(from_environment(os.environ), inventory, month)


def kept(month: str) -> tuple[KeptPaper, ...]:
    """The papers that are kept of a month and its year; empty where the store is unreadable."""
    return _kept(from_environment(os.environ), month)


def reconciliation(inventory: Inventory, month: str) -> Reconciliation | None:
    """A month beside what others told of it; None where the store is unreadable."""
    return _reconciliation(from_environment(os.environ), inventory, month)


def outages(inventory: Inventory, span: str) -> tuple[Row, ...] | None:
    """The outages of the last days or a month; None where the store is unreadable."""
    return _outages(from_environment(os.environ), inventory, span)


def sla_month(inventory: Inventory, month: str) -> Month | None:
    """A month and what is known of it; None where the store is unreadable. At most a minute old."""
    return _sla_month(from_environment(os.environ), inventory, month)


def site_month(month: Month, inventory: Inventory, site: str) -> OfSite:
    """A site's days and outages in a month."""
    return _site_month(month, inventory, site)


def supposed_month(
    month: Month, inventory: Inventory, rules: Supposed, approved: tuple[str, ...]
) -> MonthResult:
    """A month under other rules and with these proposed exclusions."""
    return _supposed_month(month, inventory, rules, approved)


def said() -> Said | None:
    """Exclusions, voids, maintenance and objections; None where the store is unreadable."""
    return _said(from_environment(os.environ))


def effect(inventory: Inventory, claim: Claim) -> tuple[Effect, ...] | None:
    """What deciding it would change, by month; None where the store is unreadable."""
    return _effect(from_environment(os.environ), inventory, claim)


def shift(inventory: Inventory, begin: int) -> Shift | None:
    """What happened since ``begin``, microseconds UTC; None where the store is unreadable."""
    return _shift(from_environment(os.environ), inventory, begin)


def forget() -> None:
    """Look anew: somebody has just changed something and wants to see it."""
    _snapshot.clear()
    _month.clear()
    _risks.clear()
    _desk.clear()
    _inventory_file.clear()
    _applied.clear()
    _past_imports.clear()
    _months.clear()
    _papers.clear()
    _kept.clear()
    _outages.clear()
    _said.clear()
    _effect.clear()
    _shift.clear()
    _reconciliation.clear()
    _overview_picture.clear()
    _wall_picture.clear()
    _seen.clear()
    _past.clear()
    _seen_of.clear()
    _answers_of.clear()
    _curves_of.clear()
    _why.clear()
    _map_sheet.clear()
    _sla_month.clear()


def _places(settings: Settings) -> tuple[str, ...]:
    places = (str(settings.data), str(settings.inventory))
    share = settings.share
    return places if share is None else (*places, share.provider, *_digest(share.inventory))


def _digest(inventory: Inventory) -> tuple[str, ...]:
    """The same text may be in force again after other sites departed."""
    return inventory.digest, *(site.id for site in inventory.departed)


# What looks are kept by.
_HASHES: dict[str | type, Callable[[Any], Any]] = {Settings: _places, Inventory: _digest}


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _snapshot(settings: Settings) -> Snapshot:
    return read_snapshot(settings, now())


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=12,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=_HASHES,
)
def _month(
    settings: Settings, inventory: Inventory, month: str
) -> tuple[MonthResult, tuple[SiteRow, ...]] | None:
    result = read_month(settings, inventory, month, now())
    return None if result is None else (result, rows(result, inventory))


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=12,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=_HASHES,
)
def _risks(settings: Settings, inventory: Inventory, month: str) -> Risks | None:
    found = _month(settings, inventory, month)
    return None if found is None else risks(forecast_month(inventory, found[0]), inventory)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _desk(settings: Settings, inventory: Inventory) -> Desk:
    return read_desk(settings, inventory, _snapshot(settings).in_hand, now())


@st.cache_resource(ttl=_FILE_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
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


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _applied(settings: Settings) -> tuple[Applied, ...]:
    return read_applied(settings)


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _past_imports(settings: Settings) -> tuple[PastImport, ...]:
    return read_past_imports(settings)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _health(settings: Settings) -> Health:
    return read_health(settings)


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _disk(settings: Settings) -> Disk:
    return read_disk(settings.data)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _overview_picture(settings: Settings, language: Language) -> Picture:
    found, at = _snapshot(settings), now()
    return picture(found, *_month_and_risks(found), at, language)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=8, show_spinner=False, hash_funcs=_HASHES)
def _wall_picture(settings: Settings, turn: Turn, language: Language) -> Html:
    found, at = _snapshot(settings), now()
    return wall(found, *_month_and_risks(found), turn, at, language)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=8, show_spinner=False, hash_funcs=_HASHES)
def _map_sheet(settings: Settings, told: Told, language: Language) -> Sheet | None:
    found, at = _snapshot(settings), now()
    drawn = outlines_beside(settings.inventory, language)
    return sheet(found, *_month_and_risks(found), drawn, told, at, language)


def _month_and_risks(found: Snapshot) -> tuple[MonthResult | None, Risks | None]:
    if found.inventory is None:
        return None, None
    month = month_so_far(found.inventory)
    return (month[0] if month else None), risks_so_far(found.inventory)


def seen_now() -> Overview:
    """What is so now, of at most two seconds ago."""
    return _seen(from_environment(os.environ))


def past_of(inventory: Inventory, site: str) -> Past | None:
    """A site's last thirteen months; None where the store is unreadable. A minute old, or two."""
    return _past(from_environment(os.environ), inventory, site)


def seen_of(site: str, probe: str, begin: int, end: int) -> Seen | None:
    """A probe's round trips in [begin, end) (microseconds UTC); None: the store is unreadable."""
    return _seen_of(from_environment(os.environ), site, probe, begin, end)


def curves_of(site: str, probe: str, begin: int, end: int) -> Curves | None:
    """What a device said in [begin, end) (microseconds UTC); None: it cannot be read."""
    return _curves_of(from_environment(os.environ), site, probe, begin, end)


def answers_of(site: str) -> tuple[LastAnswer, ...]:
    """What a site's further probes answered last, as of at most five seconds ago."""
    return _answers_of(from_environment(os.environ), site)


def why_of(outage: str) -> Mapping[str, Any] | None:
    """What ``pantau explain`` says of an outage; None where there is none, or no readable store."""
    return _why(from_environment(os.environ), outage)


@st.cache_resource(ttl=_LOOK_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _seen(settings: Settings) -> Overview:
    return overview(_snapshot(settings), now())


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=_HASHES)
def _past(settings: Settings, inventory: Inventory, site: str) -> Past | None:
    return read_past(settings, inventory, site, now())


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=_HASHES)
def _seen_of(settings: Settings, site: str, probe: str, begin: int, end: int) -> Seen | None:
    return read_seen(settings, site, probe, (begin, end), now())


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=_HASHES)
def _curves_of(settings: Settings, site: str, probe: str, begin: int, end: int) -> Curves | None:
    return read_curves(settings, site, probe, begin, end)


@st.cache_resource(ttl=_LIST_SECONDS, max_entries=100, show_spinner=False, hash_funcs=_HASHES)
def _answers_of(settings: Settings, site: str) -> tuple[LastAnswer, ...]:
    return read_answers(settings, site)


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=100, show_spinner=False, hash_funcs=_HASHES)
def _why(settings: Settings, outage: str) -> Mapping[str, Any] | None:
    return read_why(settings, outage)


@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _months(settings: Settings, inventory: Inventory) -> tuple[Listed, ...]:
    return read_months(settings, inventory, now())


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=24,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=_HASHES,
)
def _papers(settings: Settings, inventory: Inventory, month: str) -> Papers | None:
    return read_papers(settings, inventory, month, now())


@st.cache_resource(
    ttl=_LIST_SECONDS, max_entries=24, show_spinner=False, hash_funcs={Settings: _places}
)
def _kept(settings: Settings, month: str) -> tuple[KeptPaper, ...]:
    return read_kept(settings, month)


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=24,
    show_spinner=False,
    refresh_mode="background",
    hash_funcs=_HASHES,
)
def _reconciliation(settings: Settings, inventory: Inventory, month: str) -> Reconciliation | None:
    return read_reconciliation(settings, inventory, month, now())


@st.cache_resource(ttl=_LIST_SECONDS, max_entries=24, show_spinner=False, hash_funcs=_HASHES)
def _outages(settings: Settings, inventory: Inventory, span: str) -> tuple[Row, ...] | None:
    at = now()
    return read_outages(settings, inventory, bounds(span, inventory, at), at)


def _read_at(month: Month) -> tuple[str, int]:
    """Each reading has a moment of its own."""
    return month.result.month, month.at


# A few megabytes each. Not renewed in the background: money is decided by these figures, and nobody
# is to see those of an hour ago.
@st.cache_resource(ttl=_MONTH_SECONDS, max_entries=14, show_spinner=False, hash_funcs=_HASHES)
def _sla_month(settings: Settings, inventory: Inventory, month: str) -> Month | None:
    return read_sla_month(settings, inventory, month, now())


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=50,
    show_spinner=False,
    hash_funcs={Month: _read_at, Inventory: _digest},
)
def _site_month(month: Month, inventory: Inventory, site: str) -> OfSite:
    return of_site(month, inventory, site)


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=50,
    show_spinner=False,
    hash_funcs={Month: _read_at, Inventory: _digest, Supposed: repr},
)
def _supposed_month(
    month: Month, inventory: Inventory, rules: Supposed, approved: tuple[str, ...]
) -> MonthResult:
    return supposed(month, inventory, rules, approved)


@st.cache_resource(ttl=_LIST_SECONDS, max_entries=4, show_spinner=False, hash_funcs=_HASHES)
def _said(settings: Settings) -> Said | None:
    return read_said(settings)


def _claimed(claim: Claim) -> tuple[str, str]:
    """What was proposed never changes, only where it stands."""
    return claim.id, claim.proposal.standing.value


@st.cache_resource(
    ttl=_MONTH_SECONDS,
    max_entries=50,
    show_spinner=False,
    hash_funcs={Settings: _places, Inventory: _digest, Claim: _claimed},
)
def _effect(settings: Settings, inventory: Inventory, claim: Claim) -> tuple[Effect, ...] | None:
    return read_effect(settings, inventory, claim, now())


@st.cache_resource(ttl=_LIST_SECONDS, max_entries=24, show_spinner=False, hash_funcs=_HASHES)
def _shift(settings: Settings, inventory: Inventory, begin: int) -> Shift | None:
    return read_shift(settings, inventory, begin, now())
