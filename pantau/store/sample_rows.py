"""Questions to one month's file of samples; hot rows and sealed days are one to whoever asks.

Each is asked inside one short transaction, so that no day is met half sealed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import apsw

from pantau.facts.instant import DAY, MINUTE
from pantau.facts.measured import Sample
from pantau.store.connection import row, rows

HEARTBEAT = "icmp"
_FRESH_MINUTES = 10
_DAY_MINUTES = DAY // MINUTE
_COLUMNS = "sent, received, rtt_min_us, rtt_median_us, rtt_max_us, jitter_us"
_HOT = "FROM hot JOIN site ON site.no = site_no JOIN probe ON probe.no = probe_no"
_SELECT = f"SELECT site.id, probe.id, minute, {_COLUMNS} {_HOT}"
_OF_MINUTE = (
    f"SELECT site_no, minute, {_COLUMNS} FROM hot"  # noqa: S608 - columns of ours
    " WHERE minute = ? AND probe_no = ? AND site_no IN (SELECT value FROM json_each(?))"
)
_SEALED = (
    "SELECT site.id, site_no, probe.id, probe_no, max(last)"
    " FROM sealed JOIN site ON site.no = site_no JOIN probe ON probe.no = probe_no"
    " WHERE day >= ? AND day <= ? AND last >= ? AND probe.id = ? GROUP BY site_no, probe_no"
)


def write(db: apsw.Connection, samples: list[Sample]) -> None:
    """Write them; what hot has of the same site, probe and minute is replaced."""
    sites = numbers(db, "site", {sample.site for sample in samples})
    probes = numbers(db, "probe", {sample.probe for sample in samples})
    db.executemany(
        "INSERT OR REPLACE INTO hot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                s.at // MINUTE,
                sites[s.site],
                probes[s.probe],
                s.sent,
                s.received,
                s.rtt_min_us,
                s.rtt_median_us,
                s.rtt_max_us,
                s.jitter_us,
            )
            for s in samples
        ],
    )


def numbers(db: apsw.Connection, table: str, names: set[str]) -> dict[str, int]:
    """Short numbers for long names, given once per file."""
    known = dict(rows(db, f"SELECT id, no FROM {table}"))  # noqa: S608 - 'site' or 'probe'
    new = sorted(names - known.keys())
    if not new:
        return known
    db.executemany(f"INSERT INTO {table} (id) VALUES (?)", [(name,) for name in new])  # noqa: S608 - as above
    return dict(rows(db, f"SELECT id, no FROM {table}"))  # noqa: S608 - as above


def heartbeats(db: apsw.Connection, since: int, until: int) -> list[Sample]:
    """Of all sites, by minute and site."""
    begin, end = _minute(since), _minute(until)
    hot = _select(db, "minute >= ? AND minute < ? AND probe.id = ?", (begin, end, HEARTBEAT))
    found = _with_sealed(db, (begin, end), hot, newest={})
    return sorted(found, key=lambda sample: (sample.at, sample.site))


def fresh_since(last_at: int) -> int:
    """The first instant of the minutes that are fresh where ``last_at`` is the newest."""
    return last_at - (_FRESH_MINUTES - 1) * MINUTE


def fresh(db: apsw.Connection, last_at: int | None, running: int | None = None) -> list[Sample]:
    """Of each site the newest; ``last_at``: the newest minute where a later file has told it.

    ``running``: the minute that is not over, taken only of whom there is no other.
    """
    last_minute = _last_minute(db) if last_at is None else last_at // MINUTE
    if last_minute is None:
        return []
    window = (last_minute - _FRESH_MINUTES + 1, last_minute + 1)
    minutes = sorted(range(*window), key=lambda minute: (minute == running, -minute))
    hot, lacking = _newest(db, minutes)
    newest = {sample.site: sample.at // MINUTE for sample in hot}
    if hot and not lacking and min(newest.values()) >= minutes[0]:
        return hot  # Nothing sealed can be newer.
    # A block with nothing newer is not opened: a day sealed while it ran costs a look no more.
    both = _with_sealed(db, window, hot, newest)
    return sorted(both, key=lambda sample: -sample.at)


def _newest(db: apsw.Connection, minutes: Sequence[int]) -> tuple[list[Sample], set[str]]:
    """Of each site the hot heartbeat of the first minute that has one; and who has none.

    In each minute only for whom nothing was found yet: nearly all have the first one, and whoever
    looks every few seconds need not read ten minutes of everybody.
    """
    lacking = dict(rows(db, "SELECT no, id FROM site"))
    probe = row(db, "SELECT no FROM probe WHERE id = ?", (HEARTBEAT,))
    found: list[Sample] = []
    for minute in minutes:
        if probe is None or not lacking:
            break
        for no, *rest in rows(db, _OF_MINUTE, (minute, *probe, json.dumps([*lacking]))):
            found.append(_sample(lacking.pop(no), HEARTBEAT, *rest))
    return found, set(lacking.values())


def sites(db: apsw.Connection) -> list[str]:
    """Of which the file has samples."""
    return [site for (site,) in rows(db, "SELECT id FROM site ORDER BY id")]


def _last_minute(db: apsw.Connection) -> int | None:
    """The newest minute of all, hot or sealed."""
    hot = row(db, "SELECT max(minute) FROM hot")
    sealed = row(db, "SELECT last FROM sealed ORDER BY day DESC, last DESC LIMIT 1")
    return max(
        (found[0] for found in (hot, sealed) if found and found[0] is not None), default=None
    )


def _with_sealed(
    db: apsw.Connection, window: tuple[int, int], hot: list[Sample], newest: Mapping[str, int]
) -> Sequence[Sample]:
    """The hot heartbeats, and of the sealed ones those whose minute is not among them.

    ``newest``: by site, the minute up to which nobody wants what is sealed.
    """
    sealed = list(_sealed(db, window, newest))
    if not sealed:
        return hot
    found = {(sample.site, sample.probe, sample.at): sample for sample in (*sealed, *hot)}
    return list(found.values())


def _sealed(
    db: apsw.Connection, window: tuple[int, int], newest: Mapping[str, int]
) -> Iterator[Sample]:
    begin, end = window
    # The index by day is asked first, and tells without a page of the blocks that there are none.
    days = (begin // _DAY_MINUTES, (end - 1) // _DAY_MINUTES, begin)
    there = rows(db, _SEALED, (*days, HEARTBEAT))
    keys = [key for *key, last in there if last > newest.get(key[0], -1)]
    if not keys:
        return
    from pantau.store import sealing  # noqa: PLC0415 - numpy, which few commands need

    for site, site_no, probe, probe_no in keys:
        found = sealing.blocks(db, sealing.SAMPLES, (site_no, probe_no), begin, end)
        for minute, *rest in sealing.as_rows(found):
            yield Sample(site, probe, minute * MINUTE, *rest)


def _minute(at: int) -> int:
    """The first whole minute at or after an instant."""
    return -(-at // MINUTE)


def _select(db: apsw.Connection, where: str, values: Sequence[Any]) -> list[Sample]:
    found = rows(db, f"{_SELECT} WHERE {where}", values)
    return [_sample(*each) for each in found]


# Of 300 sites most have no newer minute than at the last look, seconds ago.
@lru_cache(maxsize=2_048)
def _sample(site: str, probe: str, minute: int, *rest: Any) -> Sample:
    return Sample(site, probe, minute * MINUTE, *rest)
