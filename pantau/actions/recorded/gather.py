"""From a source and a mapping to what is imported: samples in a spool, or outages and spans."""

from collections.abc import Sequence
from dataclasses import dataclass

from pantau.actions.recorded.mapping import HEARTBEAT, Mapped
from pantau.actions.recorded.results import Watcher, clipped, minutes_of, unbroken
from pantau.actions.recorded.source import Source
from pantau.facts.journal import ImportedOutage, ImportedWatch
from pantau.facts.measured import Interval
from pantau.store.spool import Spool


def gather_samples(source: Source, mapped: Sequence[Mapped], span: Interval, spool: Spool) -> None:
    """Minutes of all mapped targets; where results are gone, what the tool kept of a minute.

    Of a minute that both tell the results were added first, and stay.
    """
    for each in mapped:
        longest, _ = source.watching(each.target)
        for found in source.results(each.target, span):
            kept = unbroken(found, longest) if source.lets_go else found
            spool.add_minutes(each.site, each.probe, minutes_of(kept))
        for part in source.minutes(each.target, span):
            spool.add_minutes(each.site, each.probe, part)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Outages, and when each site was watched; ``left``: mapped targets that are no heartbeat, so
    that their silence is none of the line."""

    outages: tuple[ImportedOutage, ...]
    spans: tuple[ImportedWatch, ...]
    left: tuple[Mapped, ...]


def gather_outages(source: Source, mapped: Sequence[Mapped], span: Interval) -> Gathered:
    """What the tool says of up and down, in whole seconds as the ledger counts them."""
    outages: list[ImportedOutage] = []
    spans: list[ImportedWatch] = []
    for each in mapped:
        if each.probe != HEARTBEAT:
            continue
        longest, misses = source.watching(each.target)
        cover = source.watched_hours(each.target, span)
        watcher = Watcher(longest, misses, cover)
        for found in source.results(each.target, span):
            watcher.feed(found)
        seen = clipped(watcher.done(), span.begin, span.end)
        spans += [ImportedWatch(each.site, one.begin, one.end) for one in seen.spans]
        outages += [ImportedOutage(each.site, one.begin, one.end) for one in seen.outages]
    outages.sort(key=lambda one: (one.started_at, one.site))
    spans.sort(key=lambda one: (one.begin, one.site))
    left = tuple(each for each in mapped if each.probe != HEARTBEAT)
    return Gathered(tuple(outages), tuple(spans), left)
