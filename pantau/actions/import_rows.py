"""Lists of outages and gaps from other sources, read against the inventory.

Every bad row is reported, and one bad row is enough for nothing to be imported.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pantau.actions.sheets import read_any_table
from pantau.actions.spans import before_1970, in_future, not_after, read_instant
from pantau.actions.table import Columns, Row, RowProblem, did_you_mean
from pantau.facts.instant import to_datetime
from pantau.facts.journal import ImportedGap, ImportedOutage
from pantau.facts.measured import ALL_SITES, Interval
from pantau.facts.words import Cause
from pantau.inventory.model import Inventory, Site
from pantau.language import Sentence, to_say
from pantau.language.sentence import Value

_OUTAGE_COLUMNS = Columns(("site", "started_at", "ended_at"), ("cause", "ticket"))
_GAP_COLUMNS = Columns(("site", "started_at", "ended_at"), ("reason",))
# Each suggestion compares with every site; a file of nonsense shall not take minutes to refuse.
_MOST_SUGGESTIONS = 200

_Fact = TypeVar("_Fact", ImportedOutage, ImportedGap)


@dataclass(frozen=True, slots=True)
class Observed:
    """What the source of a list of outages watched: these sites, all of this time (UTC)."""

    span: Interval
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutageRows:
    """A list of outages, ready to be imported. ``digest``: SHA-256 of the file's bytes in hex."""

    file: str
    digest: str
    observed: Observed
    outages: tuple[ImportedOutage, ...]


@dataclass(frozen=True, slots=True)
class GapRows:
    """A list of gaps, ready to be imported. ``digest``: SHA-256 of the file's bytes in hex."""

    file: str
    digest: str
    gaps: tuple[ImportedGap, ...]


def read_observed(
    inventory: Inventory, begin: str, end: str, now: int, sites: str | None = None
) -> Observed | list[Sentence]:
    """What ``--observed-from``, ``--observed-to`` and ``--sites`` say, or what is wrong with them.

    Times without an offset are in the inventory's zone, a bare date is the midnight at which it
    begins, and the end does not belong to the span. Without ``sites`` (ids between commas): all
    sites with a contract term in the span. ``now``: nobody has watched the future.
    """
    since, until = Sentence(to_say("observed from")), Sentence(to_say("observed to"))
    read = [
        read_instant(what, text, inventory.timezone)
        for what, text in ((since, begin), (until, end))
    ]
    faults = [each for each in read if isinstance(each, Sentence)]
    times = [each for each in read if isinstance(each, int)]
    if not faults and times[0] >= times[1]:
        faults.append(not_after(until, begin, end))
    if not faults and times[0] < 0:
        faults.append(before_1970(since, begin))
    if not faults and times[1] > now:
        faults.append(in_future(until, end))
    named = [name.strip() for name in (sites or "").split(",") if name.strip()]
    ids = tuple(site.id for site in inventory.judged)
    faults += [
        Sentence(
            to_say("observed sites: site '{site}' is not in the inventory{near}"),
            site=name,
            near=did_you_mean(name, ids) or "",
        )
        for name in named
        if name not in ids
    ]
    if faults:
        return faults
    span = Interval(times[0], times[1])
    if sites is not None:
        no_site = Sentence(to_say("observed sites: names no site; write ids, or leave it out"))
        return Observed(span, tuple(dict.fromkeys(named))) if named else [no_site]
    observed = tuple(site.id for site in inventory.judged if _has_term(site, span, inventory))
    if not observed:
        return [
            Sentence(
                to_say("observed from: no site has a contract term in this span; look at the year")
            )
        ]
    return Observed(span, observed)


def read_outages_csv(
    data: bytes, file: str, inventory: Inventory, observed: Observed
) -> OutageRows | list[RowProblem]:
    """Read ``site,started_at,ended_at[,cause][,ticket]``, CSV or a workbook.

    No rows at all means that the source saw no outage. Rows of one site may overlap.
    """
    reader = _Reader(file, inventory)

    def outage(row: Row) -> ImportedOutage | None:
        site = reader.site(row, observed.sites)
        times = reader.times(row)
        cause = reader.cause(row)
        if times and reader.inside(row, times, observed.span) and site:
            ticket = row.values["ticket"] or None
            return ImportedOutage(site, times.begin, times.end, cause, ticket)
        return None

    outages = reader.read(data, _OUTAGE_COLUMNS, outage)
    if reader.problems:
        return reader.sorted_problems()
    return OutageRows(file, hashlib.sha256(data).hexdigest(), observed, outages)


def read_gaps_csv(
    data: bytes, file: str, inventory: Inventory, now: int
) -> GapRows | list[RowProblem]:
    """Read ``site,started_at,ended_at[,reason]``, CSV or a workbook; site ``*`` means all of them.

    ``now`` (microseconds UTC): a gap that has not ended yet is refused.
    """
    reader = _Reader(file, inventory)

    def gap(row: Row) -> ImportedGap | None:
        site = reader.site(row, None)
        times = reader.times(row)
        if times and reader.past(row, times, now) and site:
            return ImportedGap(site, times.begin, times.end, row.values["reason"] or None)
        return None

    gaps = reader.read(data, _GAP_COLUMNS, gap)
    if not gaps and not reader.problems:
        empty = Sentence(to_say("the file holds no gap; write one a line"))
        reader.problems.append(RowProblem(file, 1, empty))
    if reader.problems:
        return reader.sorted_problems()
    return GapRows(file, hashlib.sha256(data).hexdigest(), gaps)


class _Reader:
    """Turns rows into facts and gathers every problem on the way."""

    def __init__(self, file: str, inventory: Inventory) -> None:
        self.file = file
        self.zone = inventory.timezone
        self.ids = tuple(site.id for site in inventory.judged)
        self.known = set(self.ids)
        self.suggestions: dict[str, Sentence] = {}
        self.problems: list[RowProblem] = []

    def read(
        self, data: bytes, columns: Columns, fact: Callable[[Row], _Fact | None]
    ) -> tuple[_Fact, ...]:
        """The facts of all good rows."""
        rows, self.problems = read_any_table(data, self.file, columns)
        facts = [fact(row) for row in rows]
        return tuple(found for found in facts if found is not None)

    def sorted_problems(self) -> list[RowProblem]:
        """All problems in the order of the file."""
        return sorted(self.problems, key=lambda problem: problem.line)

    def refuse(self, row: Row, text: str, /, **values: Value) -> None:
        """Write down what is wrong with a row."""
        self.because(row, Sentence(text, **values))

    def because(self, row: Row, why: Sentence) -> None:
        """Write down what was found wrong elsewhere."""
        self.problems.append(RowProblem(self.file, row.line, why))

    def site(self, row: Row, observed: tuple[str, ...] | None) -> str | None:
        """The row's site; ``observed`` None means a list of gaps, where ``*`` is allowed."""
        name = row.values["site"]
        if observed is None and name == ALL_SITES:
            return name
        if not name:
            self.refuse(row, to_say("site is empty; write the site's id"))
        elif name not in self.known:
            self.refuse(
                row,
                to_say("site '{site}' is not in the inventory{near}"),
                site=name,
                near=self.suggest(name),
            )
        elif observed is not None and name not in observed:
            self.refuse(
                row,
                to_say(
                    "site '{site}' is not among the observed sites; name it among them "
                    "(`--sites`), or give it a contract term in the observed span"
                ),
                site=name,
            )
        else:
            return name
        return None

    def suggest(self, name: str) -> Sentence:
        """The nearest site, looked up once a name and not for ever."""
        otherwise = Sentence(to_say("; write the site's id"))
        if name not in self.suggestions and len(self.suggestions) < _MOST_SUGGESTIONS:
            self.suggestions[name] = did_you_mean(name, self.ids) or otherwise
        return self.suggestions.get(name, otherwise)

    def times(self, row: Row) -> Interval | None:
        """From when to when, if both make sense."""
        begin, end = self.time(row, "started_at"), self.time(row, "ended_at")
        if begin is None or end is None:
            return None
        if end <= begin:
            self.refuse(
                row,
                to_say("ended_at '{end}' is not after started_at '{begin}'"),
                end=row.values["ended_at"],
                begin=row.values["started_at"],
            )
            return None
        return Interval(begin, end)

    def time(self, row: Row, column: str) -> int | None:
        """One time, in the inventory's zone where it states no offset."""
        text = row.values[column]
        if not text:
            self.refuse(
                row, to_say("{what} is empty; write a time like 2026-10-31T08:15"), what=column
            )
            return None
        at = read_instant(column, text, self.zone)
        if isinstance(at, Sentence):
            self.because(row, at)
            return None
        if at < 0:
            self.refuse(
                row,
                to_say("{what} '{text}' lies before 1970; write the year in four digits"),
                what=column,
                text=text,
            )
            return None
        return at

    def inside(self, row: Row, times: Interval, span: Interval) -> bool:
        """Whether the outage lies in the observed span; nobody saw what lies outside."""
        if span.begin <= times.begin and times.end <= span.end:
            return True
        begin, end = (to_datetime(at, self.zone).isoformat() for at in (span.begin, span.end))
        self.refuse(
            row,
            to_say(
                "'{begin}' to '{end}' is not inside the observed span {since} to {until}; "
                "widen it or cut it"
            ),
            begin=row.values["started_at"],
            end=row.values["ended_at"],
            since=begin,
            until=end,
        )
        return False

    def past(self, row: Row, times: Interval, now: int) -> bool:
        """Whether the gap is over."""
        if times.end <= now:
            return True
        self.because(row, in_future("ended_at", row.values["ended_at"]))
        return False

    def cause(self, row: Row) -> str | None:
        """The cause, one of our words, or None where none is given."""
        text = row.values["cause"]
        word = text.casefold()
        causes = tuple(cause.value for cause in Cause)
        if not text:
            return None
        if word not in causes:
            self.refuse(
                row,
                to_say("cause '{text}' is not known{near}; write {causes}"),
                text=text,
                near=did_you_mean(word, causes) or "",
                causes=causes,
            )
            return None
        return word


def _has_term(site: Site, span: Interval, inventory: Inventory) -> bool:
    """Whether a contract term of the site shares any time with ``span``."""
    zone = inventory.timezone
    last_day = to_datetime(span.end - 1, zone).date()
    first_day = to_datetime(span.begin, zone).date()
    return any(
        term.start <= last_day and (term.end is None or term.end >= first_day)
        for term in site.terms
    )
