"""Questions about reports of people. Each is asked inside the caller's transaction."""

from typing import Any

import apsw

from pantau.facts.region import Complaint, ReportChannel, ReportStanding
from pantau.facts.said import PeopleReport
from pantau.store.connection import row, rows
from pantau.store.people import entry_of

_REPORT = (
    "SELECT id, code, village, what, since, reported_at, site, channel, phone, words, standing,"
    " seq, settled FROM people_report"
)


def report(db: apsw.Connection, name: str) -> PeopleReport | None:
    """One by its id."""
    found = row(db, f"{_REPORT} WHERE id = ?", (name,))
    return _report(db, found) if found else None


def report_of(db: apsw.Connection, code: str) -> PeopleReport | None:
    """One by the code that whoever told it has."""
    found = row(db, f"{_REPORT} WHERE code = ?", (code,))
    return _report(db, found) if found else None


def reports(db: apsw.Connection, begin: int, end: int) -> list[PeopleReport]:
    """Those told in [begin, end), the oldest first, spam too."""
    found = rows(
        db,
        f"{_REPORT} WHERE reported_at >= ? AND reported_at < ? ORDER BY reported_at, seq",
        (begin, end),
    )
    return [_report(db, each) for each in found]


def told_since(db: apsw.Connection, channel: ReportChannel, begin: int) -> int:
    """How many came this way since then."""
    found = row(
        db,
        "SELECT count(*) FROM people_report WHERE reported_at >= ? AND channel = ?",
        (begin, channel.value),
    )
    return int(found[0]) if found else 0


def to_erase(db: apsw.Connection, before: int, most: int) -> list[PeopleReport]:
    """Those told before then whose phone or words are still kept, the oldest first."""
    found = rows(
        db,
        f"{_REPORT} WHERE reported_at < ? AND erased IS NULL"
        " AND (phone IS NOT NULL OR words IS NOT NULL) ORDER BY reported_at, seq LIMIT ?",
        (before, most),
    )
    return [_report(db, each) for each in found]


def _report(db: apsw.Connection, found: tuple[Any, ...]) -> PeopleReport:
    name, code, village, what, since, at, site, channel, phone, words, standing, seq, settled = (
        found
    )
    return PeopleReport(
        id=name,
        code=code,
        village=village,
        what=Complaint(what),
        since=since,
        reported_at=at,
        site=site,
        channel=ReportChannel(channel),
        phone=phone,
        words=words,
        standing=ReportStanding(standing),
        reported=entry_of(db, seq),
        settled=None if settled is None else entry_of(db, settled),
    )
