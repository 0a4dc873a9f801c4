"""Readings of devices in one month's file, as rows; see sample_rows. Packed days: see sealing."""

from typing import Any

import apsw

from pantau.facts.device import Quantity, Reading
from pantau.facts.instant import MINUTE
from pantau.store.connection import rows
from pantau.store.sample_rows import numbers

_COLUMNS = tuple(Quantity)
_PUT = f"INSERT OR REPLACE INTO reading_hot VALUES ({', '.join('?' * (3 + len(_COLUMNS)))})"  # noqa: S608 - ours
_LAST = (
    "SELECT site.id, probe.id, max(minute), "  # noqa: S608 - names of ours
    f"{', '.join(_COLUMNS)} FROM reading_hot"
    " JOIN site ON site.no = site_no JOIN probe ON probe.no = probe_no GROUP BY site_no, probe_no"
)


def write(db: apsw.Connection, readings: list[Reading]) -> None:
    """Write them; what is hot of the same site, probe and minute is replaced."""
    sites = numbers(db, "site", {each.site for each in readings})
    probes = numbers(db, "probe", {each.probe for each in readings})
    db.executemany(_PUT, [_row(each, sites, probes) for each in readings])


def last(db: apsw.Connection) -> list[Reading]:
    """The newest hot one of each site and probe."""
    return [_reading(*found) for found in rows(db, _LAST)]


def _row(reading: Reading, sites: dict[str, int], probes: dict[str, int]) -> list[int | None]:
    values = [reading.values.get(each) for each in _COLUMNS]
    return [reading.at // MINUTE, sites[reading.site], probes[reading.probe], *values]


def _reading(site: str, probe: str, minute: int, *values: Any) -> Reading:
    there = {
        quantity: value
        for quantity, value in zip(_COLUMNS, values, strict=True)
        if value is not None
    }
    return Reading(site, probe, minute * MINUTE, there)
