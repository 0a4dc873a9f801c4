"""The collector's side: a run begins, facts come in, watched time moves on."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import apsw

from pantau.facts.degraded import Spell
from pantau.facts.instant import to_iso
from pantau.facts.journal import Fact, GapClosed, GapOpened, WatchOpened
from pantau.facts.measured import Gap, LedgerFacts, Outage, SiteState, Watch
from pantau.facts.words import GapReason, WatchEnd
from pantau.language import to_say
from pantau.store import applied, chain, degraded, ledger, reading
from pantau.store.connection import row
from pantau.store.errors import ClockBehind, FactRefused, RunNotOpen
from pantau.store.projections import extend_watch


@dataclass(frozen=True, slots=True)
class Begun:
    """What a collector finds when it begins.

    ``run``: its number. ``horizon``: the latest instant that the journal knew before. ``states``:
    by site, nothing suspected any more. ``open_outages``: by site; the collector decides about
    them. ``last_seen``: up to when each of their sites was watched and no gap lay over it (instant,
    not before the outage's begin). ``open_gaps``: those that are still open (none: they end with
    the run that opened them).
    ``previous``: the run before, as it ended. ``degraded``: the open spells, by site.
    """

    run: int
    horizon: int
    states: dict[str, SiteState]
    open_outages: dict[str, Outage]
    last_seen: dict[str, int]
    open_gaps: tuple[Gap, ...]
    previous: Watch | None = None
    degraded: dict[str, Spell] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Commit:
    """What a collector learned since the last one: written whole or not at all.

    ``until``: this run has watched up to here (instant). ``at``: now. ``states``: those that
    changed.
    """

    run: int
    until: int
    facts: Sequence[Fact]
    states: Sequence[SiteState]
    at: int
    author: str
    via: str


def begin(db: apsw.Connection, *, at: int, author: str, via: str) -> Begun:
    """Fix the previous run's end in the chain, declare what it left unsettled, open a run."""
    horizon = _horizon(db)
    if at < horizon:
        raise ClockBehind(
            to_say(
                "the clock says {now}, before the last entry of {last}; set the clock right. Where "
                "it is right, it was ahead before: watching goes on at that time, or see "
                "docs/recovery.md"
            ),
            now=to_iso(at),
            last=to_iso(horizon),
        )
    previous = reading.last_watch(db)
    facts: list[Fact] = [_opened(previous, at)]
    if previous is not None:
        facts += _unsettled(db, previous)
    chain.append(db, facts, at=at, author=author, via=via)
    db.execute("UPDATE site_state SET suspect_since = NULL WHERE suspect_since IS NOT NULL")
    run = previous.run + 1 if previous else 1
    open_outages = {outage.site: outage for outage in reading.open_outages(db)}
    return Begun(
        run=run,
        horizon=horizon,
        states=reading.states(db),
        open_outages=open_outages,
        last_seen=_last_seen(db, open_outages, at),
        open_gaps=tuple(reading.open_gaps(db)),
        previous=reading.watch(db, previous.run) if previous else None,
        degraded={spell.site: spell for spell in degraded.open_spells(db)},
    )


def _last_seen(db: apsw.Connection, outages: dict[str, Outage], at: int) -> dict[str, int]:
    """Where somebody last saw each site of an open outage: a run that never asked it saw nothing,
    and neither did one that was blind."""
    if not outages:
        return {}
    facts = ledger.ledger_facts(db, min(o.started_at for o in outages.values()), at)
    return {
        site: max(outage.started_at, _end_of_sight(facts, site)) for site, outage in outages.items()
    }


def _end_of_sight(facts: LedgerFacts, site: str) -> int:
    spans = facts.watched.get(site, ())
    seen = max((span.end for span in spans), default=0)
    for gap in sorted(facts.gaps, key=lambda gap: gap.started_at, reverse=True):
        if not gap.covers(site):
            continue
        if gap.started_at < seen and (gap.ended_at is None or seen <= gap.ended_at):
            seen = gap.started_at
    return seen


def _horizon(db: apsw.Connection) -> int:
    """Not before the epoch, so that an empty journal has one too."""
    _, last_at, _ = chain.head(db)
    found = row(db, "SELECT max(until) FROM watch")
    return max(0, last_at, found[0] or 0 if found else 0)


def _opened(previous: Watch | None, at: int) -> WatchOpened:
    if previous is None:
        return WatchOpened(run=1, started_at=at)
    return WatchOpened(
        run=previous.run + 1,
        started_at=at,
        previous_run=previous.run,
        previous_until=previous.until,
        previous_end=WatchEnd.FOUND_DEAD if previous.end is None else None,
    )


def _unsettled(db: apsw.Connection, previous: Watch) -> list[Fact]:
    """Echoes that nobody settled any more are unknown time; gaps end where watching ended."""
    until = previous.until
    suspects: list[Fact] = [
        GapOpened(
            site=state.site,
            started_at=state.suspect_since,
            reason=GapReason.UNCONFIRMED,
            ended_at=until,
        )
        for state in reading.states(db).values()
        if state.suspect_since is not None and state.suspect_since < until
    ]
    return suspects + [
        GapClosed(site=gap.site, reason=gap.reason, ended_at=max(gap.started_at, until))
        for gap in reading.open_gaps(db)
    ]


def commit(db: apsw.Connection, what: Commit) -> None:
    """Entries, projections, states and the end of watched time. Raises FactRefused."""
    _demand_open(db, what.run)
    for fact in what.facts:
        if isinstance(fact, WatchOpened) or getattr(fact, "run", what.run) != what.run:
            raise FactRefused(
                to_say("a commit of run {run} cannot hold {kind} of another run"),
                run=what.run,
                kind=fact.KIND,
            )
    facts = applied.anew(db, what.facts)
    if facts:
        chain.append(db, facts, at=what.at, author=what.author, via=what.via)
    _write_states(db, what.states)
    extend_watch(db, what.run, what.until)


def _demand_open(db: apsw.Connection, run: int) -> None:
    found = row(db, 'SELECT run FROM watch WHERE "end" IS NULL')
    if found is None:
        raise RunNotOpen(to_say("run {run} is not open: no run is; begin a new one"), run=run)
    if found[0] != run:
        raise RunNotOpen(
            to_say("run {run} is not open: run {other} took its place; begin a new one"),
            run=run,
            other=found[0],
        )


def _write_states(db: apsw.Connection, states: Sequence[SiteState]) -> None:
    if not states:
        return
    db.executemany(
        "INSERT OR REPLACE INTO site_state"
        " (site, state, since, suspect_since, pairs, pairs_lost, pairs_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (s.site, s.state.value, s.since, s.suspect_since, s.pairs, s.pairs_lost, s.pairs_at)
            for s in states
        ],
    )
