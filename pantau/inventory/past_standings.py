"""Where an edit makes papers of days that are over say otherwise how a site stood. Pure.

No money hangs on it, so it is no reason to refuse the edit. What was not told before may be told
now without a word: only another value counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from pantau.inventory.file_words import as_written, day_or_span
from pantau.inventory.model import Inventory, Site
from pantau.inventory.source import Path, Source
from pantau.language import Sentence, to_say

_DAY = timedelta(days=1)
KEYS = ("kecamatan", "medium", "line")
"""What papers say of a site, or group them by, and what may change on a day."""


@dataclass(frozen=True, slots=True)
class Retold:
    """``key`` of a site from ``since`` to ``until``, both before today."""

    key: str
    before: str
    after: str | None
    since: date
    until: date


def retold(old: Inventory, new: Inventory, today: date) -> dict[Retold, list[str]]:
    """What ``new`` tells otherwise of days before ``today``, and of which sites."""
    found: dict[Retold, list[str]] = {}
    known = {site.id: site for site in old.judged}
    for site in new.sites:
        if site.id in known:
            for each in _of_site(known[site.id], site, today):
                found.setdefault(each, []).append(site.id)
    return found


def sentence_of(found: Retold, sites: int, today: date) -> Sentence:
    """What will be said of those days, and what to write where that is not meant."""
    text = to_say(
        "{key}: {change} {span}, which is over: papers of months that are not closed will say so; "
        "where it holds from a day on, write changes: [{{from: {today}, {key}: {value}}}]"
    )
    if sites > 1:
        text = to_say(
            "{key}: {change} {span}, {n} sites, which is over: papers of months that are not "
            "closed will say so; where it holds from a day on, write changes: [{{from: {today}, "
            "{key}: {value}}}]"
        )
    counted = {"n": sites} if sites > 1 else {}
    return Sentence(
        text,
        key=found.key,
        change=f"{found.before} -> {as_written(found.key, found.after)}",
        span=day_or_span(found.since, found.until, today - _DAY),
        today=today,
        value="~" if found.after is None else found.after,
        **counted,
    )


def origin_of(source: Source, site: Path, found: Retold) -> Path:
    """Where the file says it: in the change that holds on its first day, or of the site itself."""
    written = source.at(site)
    for number, each in reversed(list(enumerate(written.get("changes") or []))):
        if found.key in each and str(each.get("from")) <= found.since.isoformat():
            return (*site, "changes", number, found.key)
    return (*site, found.key) if found.key in written else site


def _of_site(old: Site, new: Site, today: date) -> Iterator[Retold]:
    first = min((term.start for term in old.terms), default=today)
    told = [(getattr(old, key), getattr(new, key)) for key in KEYS]
    if first >= today or (not old.standings and not new.standings and all(a == b for a, b in told)):
        return
    changed = {since for site in (old, new) for since, _ in site.standings}
    days = sorted({first, today, *(each for each in changed if first < each < today)})
    for key in KEYS:
        last: Retold | None = None
        for since, until in pairwise(days):
            before, after = getattr(old.on(since), key), getattr(new.on(since), key)
            same = last is not None and (last.before, last.after) == (before, after)
            if last is not None and not same:
                yield last
            begun = last.since if last is not None and same else since
            other = before is not None and before != after
            last = Retold(key, before, after, begun, until - _DAY) if other else None
        if last is not None:
            yield last
