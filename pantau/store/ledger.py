"""What the time ledger needs to know of a window, gathered in one moment."""

import apsw

from pantau.facts.measured import ImportedSpan, Interval, LedgerFacts
from pantau.store import people, reading
from pantau.store.connection import rows


def ledger_facts(db: apsw.Connection, begin: int, end: int, site: str | None = None) -> LedgerFacts:
    """Everything that overlaps [begin, end), not clipped to it; revoked imports left out.

    ``site``: what concerns this one alone.
    """
    gaps, excluded = reading.gaps(db, begin, end), people.excluded(db, begin, end)
    return LedgerFacts(
        watched=_watched(db, begin, end, site),
        imported=_imported(db, begin, end, site),
        outages=tuple(reading.outages(db, begin, end, site)),
        gaps=tuple(each for each in gaps if site is None or each.covers(site)),
        voided=tuple(reading.outages(db, begin, end, site, voided=True)),
        excluded=tuple(each for each in excluded if site is None or site in each.sites),
    )


def _watched(
    db: apsw.Connection, begin: int, end: int, site: str | None
) -> dict[str, tuple[Interval, ...]]:
    """By site: from its entry into a run to its leaving it or the run's end, whichever is first."""
    found = rows(
        db,
        "SELECT site, site.since, min(ifnull(site.until, watch.until), watch.until) AS until"
        " FROM watch JOIN watch_site AS site USING (run)"
        " WHERE watch.started_at < ?1 AND watch.until > ?2 AND site.since < ?1"
        " AND site = ifnull(?3, site)"
        " ORDER BY site, site.since",
        (end, begin, site),
    )
    spans: dict[str, list[Interval]] = {}
    for name, since, until in found:
        if since < until and until > begin:
            _join(spans.setdefault(name, []), since, until)
    return {name: tuple(each) for name, each in spans.items()}


def _join(spans: list[Interval], since: int, until: int) -> None:
    """Add a span that begins no earlier than the last; those that touch become one."""
    if spans and since <= spans[-1].end:
        spans[-1] = Interval(spans[-1].begin, max(spans[-1].end, until))
    else:
        spans.append(Interval(since, until))


def _imported(
    db: apsw.Connection, begin: int, end: int, site: str | None
) -> tuple[ImportedSpan, ...]:
    found = rows(
        db,
        "SELECT span.import_id, span.site, span.since, span.until FROM import_span AS span"
        " JOIN import_file AS file ON file.id = span.import_id"
        " WHERE file.revoked = 0 AND span.since < ?1 AND span.until > ?2"
        " AND span.site = ifnull(?3, span.site)"
        " ORDER BY span.site, span.since, span.import_id",
        (end, begin, site),
    )
    return tuple(ImportedSpan(*each) for each in found)
