"""All that is known of the coverage of the villages, as of one look. Without streamlit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.overview import Overview
from dashboard.reading import Snapshot
from dashboard.settings import Settings
from dashboard.summary import overview
from pantau.actions.coverage import statements
from pantau.facts.instant import DAY
from pantau.facts.region import Complaint, ReportStanding
from pantau.facts.said import PeopleReport
from pantau.inventory.gazetteer.names import Village, gazetteer
from pantau.store import StoreError
from pantau.villages.coverage import (
    Statement,
    Tally,
    VillageStanding,
    by_kecamatan,
    over_time,
    standings,
    tally,
)
from pantau.villages.doubts import Doubt, SeenSite, doubts

_LATELY = 90 * DAY


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A village, what is known of it, why it stands out, and its sites as they are now."""

    village: Village
    standing: VillageStanding
    doubts: tuple[Doubt, ...]
    sites: tuple[SeenSite, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """``rows``: all villages, in order of code. ``time``: the tally on each day of a change."""

    day: date
    rows: tuple[VillageRow, ...]
    statements: tuple[Statement, ...]
    total: Tally
    kecamatan: Mapping[str, Tally]
    time: tuple[tuple[date, Tally], ...]

    def time_of(self, kecamatan: str | None) -> tuple[tuple[date, Tally], ...]:
        """The tally on each day of a change, of one kecamatan or of all."""
        if kecamatan is None:
            return self.time
        codes = [each.village.code for each in self.rows if each.village.kecamatan == kecamatan]
        return tuple(over_time(codes, self.statements, self.day))

    def row(self, code: str | None) -> VillageRow | None:
        """The village of this code."""
        return next((each for each in self.rows if each.village.code == code), None)


def read_book(
    settings: Settings, snapshot: Snapshot, now: int, day: date | None = None
) -> Book | None:
    """What is known on ``day``, today without it; None where the store cannot be read.

    Sites speak for and against what is said of today alone: how they are is known of now.
    """
    if snapshot.inventory is None:
        return None
    today = snapshot.inventory.local_day(now)
    try:
        with settings.store() as store, store.view() as view:
            said = tuple(statements(view))
            told = without_signal(view.people_reports(now - _LATELY, now + 1))
    except StoreError:
        return None
    seen = _seen(snapshot, overview(snapshot, now))
    villages = gazetteer().villages
    on = today if day is None else day
    found = standings(villages, said, on)
    stand_out: dict[str, list[Doubt]] = {}
    for doubt in doubts(
        found.values(), seen if on == today else (), told if on == today else {}, now
    ):
        stand_out.setdefault(doubt.village, []).append(doubt)
    names = {code: village.kecamatan for code, village in villages.items()}
    return Book(
        day=on,
        rows=tuple(
            VillageRow(
                village,
                found[code],
                tuple(stand_out.get(code, ())),
                tuple(each for each in seen if each.village == code),
            )
            for code, village in sorted(villages.items())
        ),
        statements=said,
        total=tally(found.values()),
        kecamatan=by_kecamatan(names, found),
        time=tuple(over_time(tuple(villages), said, on)),
    )


def without_signal(reports: Iterable[PeopleReport]) -> Mapping[str, int]:
    """By village, how many told that there is no signal; what is no report is not counted."""
    return Counter(
        each.village
        for each in reports
        if each.what is Complaint.NO_SIGNAL and each.standing is not ReportStanding.SPAM
    )


def _seen(snapshot: Snapshot, seen: Overview) -> tuple[SeenSite, ...]:
    """The sites of villages; where nobody measures the state of all is unknown."""
    assert snapshot.inventory is not None  # noqa: S101 - asked before
    desa = {site.id: site.desa for site in snapshot.inventory.sites}
    return tuple(
        SeenSite(tile.site, code, tile.state, tile.since)
        for district in seen.districts
        for tile in district.tiles
        if (code := desa.get(tile.site)) is not None
    )
