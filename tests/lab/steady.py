"""Regencies whose links all lose the same share of echoes, with outages of known begin."""

from collections.abc import Iterable
from random import Random

from pantau.facts.instant import SECOND as SECOND_US
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.recorded import Played
from pantau.lab.script import MILLI, MINUTE, SECOND, Event, Profile, Script, SiteOutage


def losing(loss: float, seed: int, inventory: Inventory, lasts: int, quiet: int) -> Script:
    """A minute's outage of each site about every ten minutes; every link loses ``loss``.

    In the first ``quiet`` ns there is none: what a link loses must be known before it is judged by
    that.
    """
    drawn = Random(seed)
    events: list[Event] = []
    for site in inventory.sites:
        at = quiet + drawn.randrange(10 * MINUTE)
        while at < lasts - 2 * MINUTE:
            events.append(SiteOutage(at, drawn.randrange(50 * SECOND, 70 * SECOND), (site.id,)))
            at += drawn.randrange(8 * MINUTE, 12 * MINUTE)
    links = dict.fromkeys(Medium, Profile(8 * MILLI, 2 * MILLI, loss))
    return Script(seed, lasts, links, tuple(sorted(events, key=lambda event: event.at)))


def delays(played: Played) -> list[int]:
    """From each true begin to the journal entry, in microseconds."""
    found = []
    for site, outages in played.truth.outages.items():
        for true in outages:
            begun = [
                played.recorded.written_at[each.id]
                for each in played.recorded.facts.outages
                if each.site == site and true.begin - 5 * SECOND_US < each.started_at < true.end
            ]
            assert begun, f"{site} was down at {true.begin}, and nobody wrote it"
            found.append(min(begun) - true.begin)
    return found


def percentile(found: Iterable[int], percent: int) -> int:
    """The value that so many percent of them do not exceed."""
    ranked = sorted(found)
    return ranked[-(-len(ranked) * percent // 100) - 1]
