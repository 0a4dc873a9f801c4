"""The state machine of one link: what each settled echo changes.

Every function takes a Line and what happened, and returns the next Line with what that means.
Times are the send times of echoes, in microseconds UTC.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from pantau.facts.words import Outcome, Purpose, State

_TAIL = 60
"""Settled echoes remembered while down or held: a minute of one a second."""

_LATE_WITNESSES = 20
"""Echoes for which a witness may still come: ten seconds of two a second."""

_PAUSE = 3
"""So many echoes in a row that nobody vouches for are a pause of our own."""

_WEIGHED = 600
"""Echoes of a run that are weighed; a rule asks for far fewer."""

Vouches = Callable[[int], bool]


class Sent(NamedTuple):
    """An echo by its send time, and why it was sent."""

    at: int
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Settled:
    """An echo whose fate is known. A late answer can still turn a lost one into an answered one."""

    echo: Sent
    outcome: Outcome


class Turn(StrEnum):
    """What an echo meant for its link."""

    NOTHING = "nothing"
    SEEN = "seen"  # the first answer after we did not know
    SUSPECTED = "suspected"  # a run of unanswered echoes begins: ask again at once
    CLEARED = "cleared"  # the run was chance
    UNVOUCHED = "unvouched"  # chance would be ruled out, had we seen at each echo that we could see
    RULED_OUT = "ruled_out"  # chance is ruled out: down
    UP_AGAIN = "up_again"  # the outage is over


@dataclass(frozen=True, slots=True)
class Line:
    """What the verdict remembers of a link.

    ``state``: UP, DOWN or UNKNOWN (nothing known since we began to see).
    ``last_answered``: the latest answered echo. ``run``: the unanswered echoes in a row, lost ones
    only, ``unanswered`` of them (of a long run only its begin and its end are kept);
    ``suspect_since`` is its first echo, which may not have reached its timeout yet. ``silent`` are
    their send times, ``witnessed`` those that are vouched for. ``begun`` is the first of these
    since the last pause of our own, ``vouched`` how many there were since.
    While down: ``started_at`` of the outage; ``tail``: echoes settled lately, in send order;
    ``stopped_at``: we stopped seeing then and have not yet seen it down again.
    """

    state: State = State.UNKNOWN
    last_answered: int | None = None
    suspect_since: int | None = None
    run: tuple[Sent, ...] = ()
    unanswered: int = 0
    vouched: int = 0
    silent: tuple[int, ...] = ()
    witnessed: frozenset[int] = frozenset()
    begun: int | None = None
    started_at: int | None = None
    tail: tuple[Settled, ...] = ()
    last_lost: int | None = None
    stopped_at: int | None = None

    @property
    def shown(self) -> State:
        """The state to show: an outage not yet seen again is not known to go on."""
        return State.UNKNOWN if self.stopped_at is not None else self.state

    @property
    def steady(self) -> bool:
        """Up, and nothing is suspected: another answer changes nothing but ``last_answered``."""
        return self.suspect_since is None and self.state is State.UP


@dataclass(frozen=True, slots=True)
class Ended:
    """When an outage ended, and the last unanswered echo within it.

    ``unseen``: it may have ended at any time from ``at`` on. ``unknown``: the echoes from which to
    which nobody can vouch for what the link was.
    """

    at: int
    last_down_within: int | None
    unseen: bool
    unknown: tuple[int, int] | None = None


def resumed(started_at: int, stopped_at: int) -> Line:
    """A link whose outage was open when we stopped seeing at ``stopped_at``."""
    return Line(state=State.DOWN, started_at=started_at, stopped_at=stopped_at)


def sight_lost(line: Line, stopped_at: int) -> Line:
    """We cannot see since ``stopped_at``: an outage stays open, everything else is taken afresh."""
    if line.state is State.DOWN and line.started_at is not None:
        return resumed(line.started_at, line.stopped_at or max(stopped_at, line.started_at))
    return Line()


def ended_with_sight(line: Line, vouches: Vouches) -> Ended | None:
    """The end of an outage whose link answered last before we stopped seeing, if it did: too few
    answers to end it, but it is not known to go on either."""
    if line.state is not State.DOWN or line.stopped_at is not None:
        return None
    answered: int | None = None
    last_lost: int | None = None
    for settled in line.tail:
        at = settled.echo.at
        if settled.outcome is Outcome.ANSWERED:
            answered = at if answered is None else answered
        elif vouches(at):
            answered, last_lost = None, at
    return None if answered is None else _ended(line, answered, last_lost, None)


def heard(line: Line, at: int) -> Line:
    """A steady line that answered an echo sent at ``at`` and perhaps later ones before.

    Lines answer thousands of times between two misses, so they are told only when it matters.
    """
    if line.last_answered is not None and at <= line.last_answered:
        return line
    return replace(line, last_answered=at)


def suspected(line: Line, echo: Sent) -> tuple[Line, Turn]:
    """An echo has not been answered within what is usual for this link."""
    if line.suspect_since is not None or _older_than_answer(line, echo):
        return line, Turn.NOTHING
    if line.state is State.DOWN and line.stopped_at is None:
        return line, Turn.NOTHING
    return replace(line, suspect_since=echo.at), Turn.SUSPECTED


def lost(line: Line, echo: Sent, needed: int, vouches: Vouches) -> tuple[Line, Turn]:
    """An echo has not been answered within its timeout.

    ``vouches``: whether somebody proves that we could see when an echo was sent then. Only such
    echoes count towards ``needed``: what was lost while our own uplink may have been away says
    nothing about the site.
    """
    if line.state is State.DOWN:
        line = _settle(line, Settled(echo, Outcome.UNANSWERED))
        if line.stopped_at is None:
            return line, Turn.NOTHING
    if _older_than_answer(line, echo):
        return line, Turn.NOTHING
    begun = line.suspect_since is None
    line = _weigh(_lengthen(line, echo), vouches)
    if line.vouched >= needed:
        return line, Turn.RULED_OUT
    if line.unanswered >= needed:
        return line, Turn.UNVOUCHED
    return line, Turn.SUSPECTED if begun else Turn.NOTHING


def _lengthen(line: Line, echo: Sent) -> Line:
    """Add an unanswered echo to the run."""
    run = tuple(sorted((*line.run, echo)))
    if len(run) > _TAIL:
        # Held for long: the begin is evidence and so is the end, the middle is more of the same.
        run = run[: _TAIL // 2] + run[-_TAIL // 2 :]
    since = echo.at if line.suspect_since is None else min(line.suspect_since, echo.at)
    return replace(
        line,
        suspect_since=since,
        run=run,
        unanswered=line.unanswered + 1,
        silent=tuple(sorted((*line.silent, echo.at)))[-_WEIGHED:],
        last_lost=echo.at,
    )


def _weigh(line: Line, vouches: Vouches) -> Line:
    """Since when the link is known to be silent, and by how many echoes.

    In a pause of our own it may have answered, so whatever was lost before the pause belongs to no
    silence that is known to last. A reference may answer late: the latest are asked for again.
    """
    fresh = {at for at in line.silent[-_LATE_WITNESSES:] if at not in line.witnessed}
    witnessed = line.witnessed.intersection(line.silent).union(filter(vouches, fresh))
    begun, vouched, missing = None, 0, 0
    for at in line.silent:
        if at not in witnessed:
            missing += 1
            continue
        if begun is None or missing >= _PAUSE:
            begun, vouched = at, 0
        vouched += 1
        missing = 0
    return replace(line, witnessed=witnessed, begun=begun, vouched=vouched)


def answered(
    line: Line, echo: Sent, recover: int, vouches: Vouches
) -> tuple[Line, Turn, Ended | None]:
    """An echo was answered, be it late. ``recover``: answers in a row that end an outage.

    ``vouches``: as in ``lost``; an unanswered echo that nobody vouches for ends no row.
    """
    last = echo.at if line.last_answered is None else max(line.last_answered, echo.at)
    if line.state is State.DOWN:
        line = replace(_settle(line, Settled(echo, Outcome.ANSWERED)), last_answered=last)
        return _recovering(_without_run(line), recover, vouches)
    turn = Turn.NOTHING
    if line.state is State.UNKNOWN:
        turn = Turn.SEEN
    elif line.suspect_since is not None:
        turn = Turn.CLEARED
    return Line(state=State.UP, last_answered=last), turn, None


def down(line: Line) -> Line:
    """Chance is ruled out and a witness answered: the outage is written from ``begun`` on."""
    if line.state is State.DOWN:
        # Seen down again after a spell without sight: the old outage goes on.
        return replace(_without_run(line), stopped_at=None)
    tail = tuple(Settled(echo, Outcome.UNANSWERED) for echo in line.run)[-_TAIL:]
    return Line(
        state=State.DOWN,
        last_answered=line.last_answered,
        started_at=line.begun,
        tail=tail,
        last_lost=line.last_lost,
    )


def _without_run(line: Line) -> Line:
    return replace(
        line,
        suspect_since=None,
        run=(),
        unanswered=0,
        vouched=0,
        silent=(),
        witnessed=frozenset(),
        begun=None,
    )


def _older_than_answer(line: Line, echo: Sent) -> bool:
    """A later echo was answered already: the link lives, this loss is only loss."""
    return line.last_answered is not None and echo.at <= line.last_answered


def _settle(line: Line, settled: Settled) -> Line:
    """Put an echo into the tail in send order; a late answer replaces the loss."""
    kept = [s for s in line.tail if s.echo.at != settled.echo.at]
    kept.append(settled)
    kept.sort(key=lambda s: s.echo.at)
    last = line.last_lost
    if settled.outcome is Outcome.UNANSWERED:
        last = settled.echo.at if last is None else max(last, settled.echo.at)
    return replace(line, tail=tuple(kept[-_TAIL:]), last_lost=last)


def _recovering(line: Line, recover: int, vouches: Vouches) -> tuple[Line, Turn, Ended | None]:
    """Look for the first ``recover`` answers in a row, in the order of sending."""
    streak: list[int] = []
    last_lost = unseen = None
    # After a spell without sight the outage is not known to go on, whoever vouches; so one answer
    # is enough, as it is for a link that is not known to be down.
    known = line.stopped_at is None
    enough = recover if known else 1
    for settled in line.tail:
        at = settled.echo.at
        if settled.outcome is Outcome.ANSWERED:
            streak.append(at)
            if len(streak) == enough:
                break
        elif known and vouches(at):
            streak.clear()
            last_lost, unseen = at, None
        elif not streak and unseen is None:
            unseen = at
    if len(streak) < enough:
        return line, Turn.NOTHING, None
    return (
        Line(state=State.UP, last_answered=line.last_answered),
        Turn.UP_AGAIN,
        _ended(line, streak[0], last_lost, unseen),
    )


def _ended(line: Line, answered: int, last_lost: int | None, unseen: int | None) -> Ended:
    # An answer that came late may have been sent at the very begin: no outage ends before it.
    begin = line.started_at or answered
    unknown = None if unseen is None or unseen >= answered else (unseen, answered)
    if line.stopped_at is not None:
        return Ended(max(line.stopped_at, begin), None, unseen=True, unknown=unknown)
    if unknown is not None:
        return Ended(max(unknown[0], begin), last_lost, unseen=True, unknown=unknown)
    return Ended(max(answered, begin), last_lost, unseen=False)
