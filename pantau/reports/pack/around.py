"""The minutes around each outage of a pack."""

from collections import defaultdict
from collections.abc import Iterator

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Interval, Sample
from pantau.facts.sealed import AROUND_US
from pantau.reports.pack.contents import Contents
from pantau.store import Store


def minutes(contents: Contents) -> dict[str, list[Interval]]:
    """By site, in order and disjoint: what to show of it, whole minutes in microseconds UTC."""
    window, spans = contents.result.window, defaultdict[str, list[Interval]](list)
    for each in sorted(contents.of_month, key=lambda outage: outage.started_at):
        ended = contents.now if each.ended_at is None else each.ended_at
        begin = max(each.started_at, window.begin) - AROUND_US
        end = min(ended, window.end) + AROUND_US
        begin, end = begin // MINUTE * MINUTE, -(-end // MINUTE) * MINUTE
        own = spans[each.site]
        if own and begin <= own[-1].end:
            own[-1] = Interval(own[-1].begin, max(own[-1].end, end))
        else:
            own.append(Interval(begin, end))
    return {site: spans[site] for site in sorted(spans)}


def samples(store: Store, contents: Contents) -> Iterator[Sample]:
    """Those minutes, by site, time and probe. Raises StoreDamaged naming the file."""
    for site, spans in minutes(contents).items():
        for span in spans:
            yield from store.samples(site, span.begin, span.end)
