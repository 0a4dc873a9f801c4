"""What a collector would have written of a past. What people did: ``history_people``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from pantau.facts.instant import SECOND
from pantau.facts.journal import (
    Fact,
    GapClosed,
    GapOpened,
    InventoryApplied,
    OutageClosed,
    OutageOpened,
    WatchClosed,
    WatchSites,
)
from pantau.facts.measured import ALL_SITES, EchoSeen, Evidence, Interval, SiteState, upstream_name
from pantau.facts.words import (
    ClosedReason,
    GapReason,
    Outcome,
    Purpose,
    State,
    VerdictReason,
    WatchEnd,
)
from pantau.inventory.asking import Pace
from pantau.inventory.model import Inventory
from pantau.lab.history import Past, Run, unseen
from pantau.lab.history_faults import Silence
from pantau.store import Commit

AUTHOR, VIA = "collector", "simulasi"
_TOGETHER = 4 * SECOND
_SEES_AGAIN = 6 * SECOND
_NOTICES_BLINDNESS = 8 * SECOND

Dated = tuple[int, Fact]


def of_sites(past: Past, inventory: Inventory) -> list[Dated]:
    """Every fact but the beginnings and ends of runs, in order of time."""
    found = [*_gaps(past, inventory)]
    for name, (address, pace) in _asked(inventory).items():
        blind = unseen(past, own_site=name == inventory.vantage.site)
        rng = np.random.default_rng((past.seed, 3, crc32(name.encode())))
        witness = _Witness(name, address, pace, _reference(inventory), rng)
        found += _outages(past, past.silences[name], blind, witness)
    return sorted(found, key=lambda dated: dated[0])


def _asked(inventory: Inventory) -> dict[str, tuple[str, Pace]]:
    """Address and pace of every site and shared link that is asked, by name."""
    links = {
        upstream_name(link.id): (link.address, inventory.vantage.pace)
        for link in inventory.upstreams.values()
        if link.address is not None
    }
    return {site.id: (site.address, site.pace) for site in inventory.sites} | links


def _reference(inventory: Inventory) -> str:
    references = inventory.vantage.references
    return references[-1].name if references else inventory.sites[0].id


def _gaps(past: Past, inventory: Inventory) -> Iterator[Dated]:
    own = inventory.vantage.site
    for each in past.blind:
        but = (own,) if each.own_line and own is not None else ()
        opened = GapOpened(ALL_SITES, each.begin, GapReason.VANTAGE_BLIND, but_sites=but)
        yield each.begin + _NOTICES_BLINDNESS, opened
        closed = GapClosed(ALL_SITES, GapReason.VANTAGE_BLIND, each.end)
        yield each.end + SECOND, closed


@dataclass(slots=True)
class _Witness:
    """Who saw the outages of ``name``, and the chance in when a heartbeat happened to be sent."""

    name: str
    address: str
    pace: Pace
    reference: str
    rng: np.random.Generator

    def opened(self, started_at: int, last_up_before: int | None) -> OutageOpened:
        every = self.pace.confirm.every_us
        needed = int(self.rng.integers(5, 9))
        sent = [started_at, *(started_at + SECOND + n * every for n in range(needed - 1))]
        purposes = [Purpose.HEARTBEAT, *[Purpose.CONFIRM] * (needed - 1)]
        return OutageOpened(
            site=self.name,
            started_at=started_at,
            last_up_before=last_up_before,
            reason=VerdictReason.CHANCE_RULED_OUT,
            evidence=Evidence(
                address=self.address,
                needed=needed,
                unanswered=needed,
                loss=round(10 ** (-10 / needed), 6),
                pair_loss=round(10 ** (-10 / needed), 6),
                false_alarm=self.pace.confirm.false_alarm,
                witness=self.reference,
                witness_sent_at=started_at + 2 * SECOND,
                echoes=tuple(map(_unanswered, sent, purposes)),
            ),
        )

    def confirms_in(self) -> int:
        """From the first unanswered echo to the verdict, µs."""
        return SECOND + 7 * self.pace.confirm.every_us

    def waits(self) -> int:
        """From a moment to the next heartbeat, µs."""
        return int(self.rng.random() * self.pace.heartbeat_us)


def _unanswered(sent_at: int, purpose: Purpose) -> EchoSeen:
    return EchoSeen(sent_at, purpose, Outcome.UNANSWERED)


def _outages(
    past: Past, silences: Iterable[Silence], blind: Sequence[Interval], witness: _Witness
) -> Iterator[Dated]:
    """As much of the silences as could be seen; what began unseen begins when we see again."""
    free_from = past.installed_at + _SEES_AGAIN
    for silence in silences:
        started, up_before = silence.begin + witness.waits(), None
        if started > free_from:
            up_before = started - witness.pace.heartbeat_us
        started = max(started, free_from)
        verdict = started + witness.confirms_in()
        while hidden := _inside(blind, started, verdict):
            started, up_before = hidden.end + _SEES_AGAIN + witness.waits(), None
            verdict = started + witness.confirms_in()
        if silence.end <= verdict:
            continue  # too short, or over before we saw it
        yield verdict, witness.opened(started, up_before)
        closed_at, closed = _closed(silence, blind, witness)
        yield closed_at, closed
        free_from = closed_at + witness.pace.heartbeat_us


def _closed(silence: Silence, blind: Sequence[Interval], witness: _Witness) -> Dated:
    """While a site is down it is asked every second."""
    site, answered = silence.site, silence.end + int(witness.rng.random() * SECOND)
    hidden = _inside(blind, silence.end, answered + 2 * SECOND)
    if hidden is None:
        closed = OutageClosed(site, answered, answered - SECOND, ClosedReason.ANSWERED_AGAIN)
        return answered + SECOND, closed
    # Nobody saw its end: it ends where we stopped seeing, and that is noticed when we see again.
    end, last = hidden.begin, hidden.begin - SECOND
    gone = OutageClosed(site, end, last, ClosedReason.GONE_WHEN_SEEN_AGAIN)
    return hidden.end + _SEES_AGAIN, gone


def _inside(spans: Sequence[Interval], begin: int, end: int) -> Interval | None:
    """The first of ``spans`` that overlaps [begin, end)."""
    return next((each for each in spans if each.begin < end and begin < each.end), None)


def commits(run: int, past: Past, facts: Sequence[Dated], inventory: Inventory) -> Iterator[Commit]:
    """What run ``run`` (from 1) wrote: every few seconds in which something happened."""
    span = past.runs[run - 1]
    began, at, waiting = span.begin, span.begin, _beginning(run, span, inventory)
    for moment, fact in facts:
        if not span.begin <= moment < span.end:
            continue
        if waiting and moment - began > _TOGETHER:
            yield _commit(run, at, waiting)
            waiting = []
        if not waiting:
            began = moment
        waiting.append(fact)
        at = moment
    yield _commit(run, at, waiting)
    last = [] if span.died else [WatchClosed(run, span.end, WatchEnd.STOPPED)]
    states = _states(past, inventory) if run == len(past.runs) else ()
    yield _commit(run, span.end, last, states)


def _commit(run: int, at: int, facts: Sequence[Fact], states: tuple[SiteState, ...] = ()) -> Commit:
    return Commit(run, at, tuple(facts), states, at, AUTHOR, VIA)


def _beginning(run: int, span: Run, inventory: Inventory) -> list[Fact]:
    """The first run applies the inventory."""
    watched = WatchSites(run, dict.fromkeys(_asked(inventory), span.begin), until={})
    if run > 1:
        return [watched]
    names = tuple(site.id for site in inventory.sites)
    return [InventoryApplied(inventory.digest, inventory.text, added=names), watched]


def _states(past: Past, inventory: Inventory) -> tuple[SiteState, ...]:
    """What the collector thought of everything in the end: all were up."""
    began = past.runs[-1].begin
    return tuple(
        SiteState(
            name,
            State.UP,
            since=max([began, *(silence.end for silence in past.silences[name])]),
        )
        for name in _asked(inventory)
    )
