"""The minutes around each outage of a pack."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pantau.facts.instant import MINUTE
from pantau.facts.measured import Interval
from pantau.facts.sealed import AROUND_US
from pantau.reports.pack.contents import Contents
from pantau.store import Store

if TYPE_CHECKING:  # slow to import
    import pandas as pd


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


def samples(store: Store, contents: Contents) -> Iterator["pd.DataFrame"]:
    """Those minutes, by site, time and probe; see ``Store.sample_frames``. Raises StoreDamaged."""
    for site, spans in minutes(contents).items():
        for span in spans:
            yield from store.sample_frames(span.begin, span.end, (site,))
