"""From a look to the rows of the open data: the allow-list at work, pure.

A row is made of named values one by one; no object of the house is ever written out whole.
"""

from fractions import Fraction
from typing import Any

from dashboard.publik.figures import PublicMonth
from dashboard.publik.look import Look
from pantau.facts.instant import SECOND, to_iso
from pantau.facts.region import CoverageGroup
from pantau.inventory import Site
from pantau.inventory.gazetteer.names import gazetteer
from pantau.sla import Total
from pantau.villages.coverage import standings

Row = dict[str, Any]

_MILLION = 1_000_000


def about(look: Look) -> Row:
    """What stands at the top of every file."""
    return {"simulation": look.inventory.simulation, "timezone": str(look.inventory.timezone)}


def as_of(look: Look) -> str | None:
    """Up to when somebody measured."""
    return None if look.seen.last_commit is None else seconds_iso(look.seen.last_commit)


def status_rows(look: Look) -> list[Row]:
    """Every site now; where nobody measures all are unknown."""
    worked_on = look.worked_on
    return [
        {
            "site": tile.site,
            "name": tile.name,
            "kind": tile.kind.value,
            "kecamatan": tile.kecamatan,
            "state": tile.state.value,
            "since": None if tile.since is None else seconds_iso(tile.since),
            "planned_work": tile.site in worked_on,
        }
        for tile in look.tiles
    ]


def site_rows(look: Look) -> list[Row]:
    """Every site."""
    return [
        {**_site(each), "desa": each.desa}
        for each in sorted(look.inventory.sites, key=lambda site: site.id)
    ]


def month_rows(look: Look, month: PublicMonth) -> list[Row]:
    """Every site that was judged in the month."""
    return [
        {**_site(site), **figures(month.sites[site.id])}
        for site in sorted(look.inventory.judged, key=lambda site: site.id)
        if site.id in month.sites
    ]


def kecamatan_rows(month: PublicMonth) -> list[Row]:
    """The sites of each kecamatan together."""
    return [
        {"kecamatan": name, **figures(found)} for name, found in sorted(month.kecamatan.items())
    ]


def work_rows(look: Look) -> list[Row]:
    """Announced work: when and where, and nothing that staff wrote."""
    return [
        {
            "id": each.id,
            "category": "maintenance",
            "standing": each.standing.value,
            "begin": seconds_iso(each.begin),
            "end": seconds_iso(each.end),
            "sites": list(each.sites),
        }
        for each in look.works
    ]


def coverage_rows(look: Look) -> list[Row]:
    """Every village and what is said of it; who wrote it down and what they noted is not told."""
    villages = gazetteer().villages
    found = standings(villages, look.coverage, look.inventory.local_day(look.now))
    return [
        {
            "code": village.code,
            "village": village.name,
            "kecamatan": village.kecamatan,
            "state": None if each.state is None else each.state.value,
            "disputed": each.group is CoverageGroup.DISPUTED,
            "stated_for": each.newest[0].said.as_of if each.newest else None,
            "source": " | ".join(dict.fromkeys(said.said.source for said in each.newest)) or None,
        }
        for village, each in ((villages[code], found[code]) for code in sorted(villages))
    ]


def features(rows: list[Row]) -> list[Row]:
    """The same as points of GeoJSON, each about the middle of its village."""
    villages = gazetteer().villages
    found = []
    for row in rows:
        latitude, longitude = villages[row["code"]].at
        point = {"type": "Point", "coordinates": [longitude, latitude]}
        found.append({"type": "Feature", "id": row["code"], "geometry": point, "properties": row})
    return found


def figures(total: Total) -> Row:
    """The calculator's sums. Shares are cut, so that 1 means exactly all of it."""
    return {
        "service_seconds": total.service_seconds,
        "up_seconds": total.up_seconds,
        "down_seconds": total.down_seconds,
        "excluded_seconds": total.excluded_seconds,
        "unknown_seconds": total.unknown_seconds,
        "availability": _cut(total.availability),
        "coverage": _cut(total.coverage),
        "outages": total.outages,
    }


def seconds_iso(instant: int) -> str:
    """ISO 8601 in UTC, cut to the second."""
    return to_iso(instant // SECOND * SECOND)


def _site(site: Site) -> Row:
    return {
        "site": site.id,
        "name": site.name,
        "kind": site.kind.value,
        "kecamatan": site.kecamatan,
    }


def _cut(share: Fraction | None) -> float | None:
    return None if share is None else int(share * _MILLION) / _MILLION
