"""From settled echoes to facts: the thin shell around pantau.verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from collector.asking import Asking
from collector.evidence import outage_opened
from collector.findings import Findings
from collector.learning import learn_from_answer, learn_from_loss
from collector.sights import Sight
from collector.surroundings import Surroundings
from collector.target import Echo, Target
from pantau.facts.degraded import Spell
from pantau.facts.instant import SECOND
from pantau.facts.journal import Fact, GapClosed, GapOpened, OutageClosed
from pantau.facts.measured import Sample, SiteState
from pantau.facts.words import (
    ClosedReason,
    DegradedEnd,
    GapReason,
    State,
)
from pantau.verdict import line as verdict
from pantau.verdict.line import Turn

_UNASKED_MARGIN_US = 2 * SECOND


@dataclass(frozen=True, slots=True)
class Left:
    """An outage as it was left open: its begin, and when the site was seen last."""

    started_at: int
    stopped_at: int


class Judging:
    """What the echoes of all targets mean. ``run`` is 0 while nothing is being watched."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        asking.beside = self._ask_references
        self._findings = Findings()
        self._around = Surroundings()
        self.run = 0

    @property
    def sights(self) -> list[Sight]:
        """Whether we see at all, for each group of sites that the same references testify for."""
        return self._around.sights

    # -- beginning ----------------------------------------------------------------------------

    def arrange(self, targets: list[Target], own_site: str | None, now: int) -> None:
        """Who is judged from now on."""
        before = self._around.targets
        for sight in self._around.arrange(targets, own_site, now):
            if sight.blind_since is not None:
                self._findings.add(GapClosed(sight.subject, GapReason.VANTAGE_BLIND, now))
        kept, known = set(map(id, targets)), set(map(id, before))
        for target in targets:
            if id(target) not in known and target.settled_at is None:
                target.settled_at = now
        for target in before:
            if id(target) not in kept:
                self._retire(target, now, gone=target.name not in self._around.by_name)

    def _retire(self, target: Target, now: int, *, gone: bool) -> None:
        """Stop judging a target: its address changed, or it is ``gone`` from the inventory."""
        self._asking.stop(target)
        self._drop_suspicion(target, now)
        if not gone:
            target.unasked = None  # the gap goes on with what takes its place
        self._close_unasked(target, now)
        target.removed = True
        line, target.line = target.line, verdict.Line()
        if not gone or not target.judged:
            return
        self._end_spell(target, now, DegradedEnd.SITE_REMOVED)
        if line.state is State.DOWN and line.started_at is not None:
            ended = max(line.stopped_at or now, line.started_at)
            reason = ClosedReason.SITE_REMOVED
            last_lost = line.last_lost if line.stopped_at is None else None
            self._findings.add(OutageClosed(target.name, ended, last_lost, reason))
        if target.watched_since is not None:
            self._findings.left(target.name, now)

    def begin(
        self, run: int, at: int, left: Mapping[str, Left], degraded: Mapping[str, Spell]
    ) -> None:
        """A run of watching begins: every line afresh, what was left open goes on, by site."""
        self.run = run
        self._findings.clear()
        for target in self._around.targets:
            self._asking.stop(target)
            target.usual.dismissed()
            target.needed = target.watched_since = target.unasked = target.failure = None
            target.held = False
            target.settled_at = at
            outage = left.get(target.name) if target.judged else None
            if outage is None:
                target.line = verdict.Line()
            else:
                stopped = max(outage.stopped_at, outage.started_at)
                target.line = verdict.resumed(outage.started_at, stopped)
            self._go_on(target, degraded.get(target.name))
            self._touch(target, at)
        for sight in self.sights:
            sight.begin(at)

    def _go_on(self, target: Target, spell: Spell | None) -> None:
        """What the store knows counts: a fact that was never written did not happen."""
        if target.quality is None:
            return
        if spell is None:
            target.quality.go_on(None)
        else:
            reasons = tuple(each.reason for each in spell.shortfalls)
            target.quality.go_on(spell.started_at, reasons)

    # -- echoes -------------------------------------------------------------------------------

    def suspected(self, echo: Echo) -> None:
        """An echo is late by what is usual on its link."""
        target = echo.target
        if self._cannot_judge(target, echo):
            return
        self._tell_line(target)
        target.line, turn = verdict.suspected(target.line, echo.sent)
        if turn is Turn.SUSPECTED:
            self._suspicion(target)

    def lost(self, echo: Echo) -> None:
        """An echo reached its timeout."""
        target = echo.target
        self._note_settled(target, echo.sent.at)
        self._count_lost(target, echo)
        if self._cannot_judge(target, echo):
            return
        self._note_watched(target, echo)
        self._tell_line(target)
        if target.line.state is State.UP:
            learn_from_loss(echo)
        target.line, turn = verdict.lost(
            target.line, echo.sent, target.needed_now().echoes, self._around.vouching(target)
        )
        if turn is Turn.SUSPECTED:
            self._suspicion(target)
        elif turn is Turn.RULED_OUT:
            self._goes_down(target)
        elif turn is not Turn.NOTHING and target.judged:
            self._hold(target)

    def _count_lost(self, target: Target, echo: Echo) -> None:
        """What our own uplink lost is no loss of the link: it enters no sample."""
        if echo.minute is not None and self._around.away(target, echo.sent.at):
            echo.uncounted = True
            echo.minute.not_counted(echo.number)

    def answered(self, echo: Echo) -> None:
        """An echo was answered, be it late."""
        target = echo.target
        at = echo.sent.at
        if target.lately is not None:
            target.lately.note(at)
        if not target.removed:
            for sight in self._around.listeners.get(target.name, ()):
                sight.heard(target, at)
        if target.settled_at is None or at > target.settled_at:
            self._note_settled(target, at)
        if target.line.steady and (self.run if target.judged else not target.removed):
            # By far the most common: nothing to decide.
            target.last_answer = max(target.last_answer, at)
            learn_from_answer(echo, self._around.seeing)
        elif not self._cannot_judge(target):
            self._turn(target, echo)

    def _turn(self, target: Target, echo: Echo) -> None:
        """An answer that may change what the line is taken for."""
        if echo.uncounted and echo.minute is not None:
            # Our uplink was there after all, and the answer only late.
            echo.minute.lost(echo.number)
        self._note_watched(target, echo)
        if self._around.was_blind_with(target):
            target.usual.dismissed()
        if target.line.state is State.UP:
            learn_from_answer(echo, self._around.seeing)
        if target.held:
            self._drop_suspicion(target, echo.sent.at)
        before = target.line
        target.line, turn, ended = verdict.answered(
            before, echo.sent, target.pace.recover.echoes, self._around.seeing(target)
        )
        target.last_answer = target.line.last_answered or 0
        if ended is not None:
            self._comes_up(target, ended, before.started_at)
        elif turn in (Turn.SEEN, Turn.CLEARED):
            self._settled(target, echo.sent.at if turn is Turn.SEEN else target.since)
        elif target.line.state is State.DOWN:
            target.held = False
            target.needed = None
            self._asking.change_pace(target)

    def _tell_line(self, target: Target) -> None:
        if target.line.steady:
            target.line = verdict.heard(target.line, target.last_answer)

    def _cannot_judge(self, target: Target, lost: Echo | None = None) -> bool:
        if target.removed or not target.judged:
            return target.removed
        return self.run == 0 or self._around.blind_at(target, lost)

    def _note_settled(self, target: Target, at: int) -> None:
        """The fate of an echo sent at ``at`` is known: whatever kept us from asking is over."""
        if target.settled_at is None or at > target.settled_at:
            target.settled_at = at
            if target.unasked is not None:
                self._close_unasked(target, at)

    def _note_watched(self, target: Target, echo: Echo) -> None:
        if target.watched_since is None and target.judged:
            target.watched_since = echo.sent.at
            self._findings.entered(target.name, echo.sent.at)

    def _suspicion(self, target: Target) -> None:
        """Ask again at once, and the link that it hangs on, and all that hang on it."""
        target.needed = None
        self._touch(target)
        self._asking.start(target)
        upstream = self._around.upstream_of(target)
        if upstream is not None:
            self._asking.once(upstream)
        for below in self._around.below(target):
            self._asking.once(below)

    def note_beat(self, target: Target) -> None:
        """A heartbeat was sent. In a silence somebody must vouch for it like for any other echo;
        and where few are asked, nobody else may be there to vouch for the first of a run."""
        line = target.line
        silent = line.suspect_since is not None or line.state is State.DOWN
        if silent or self._around.few_beside(target):
            self._ask_references(target)

    def _ask_references(self, target: Target) -> None:
        """With every extra echo: only who answers together with a silence vouches for it."""
        for reference in self._around.references_of(target):
            self._asking.once(reference)

    def _settled(self, target: Target, since: int) -> None:
        """The link is up: what was a run of silence was chance, or there was none."""
        target.needed = None
        target.held = False
        self._touch(target, since)

    # -- verdicts -----------------------------------------------------------------------------

    def _hold(self, target: Target) -> None:
        """Chance would be ruled out, did enough echoes count: neither up nor down."""
        if not target.held:
            target.held = True
            self._touch(target)

    def _goes_down(self, target: Target) -> None:
        line, sight = target.line, self._around.sight_of[target.name]
        if line.state is not State.DOWN and line.begun is not None:
            witness = sight.witness(target, line.begun)
            if witness is None:  # INVARIANT: no outage without one
                self._hold(target)
                return
            self._findings.add(outage_opened(target, witness))
            self._end_spell(target, line.begun, DegradedEnd.WENT_DOWN)
            target.outages += 1
        if line.begun is not None:
            self._unknown(target, self._unknown_since(target, sight), line.begun)
        target.usual.dismissed()
        target.line = verdict.down(target.line)
        target.needed = None
        target.held = False
        self._touch(target, target.line.started_at)
        self._asking.change_pace(target)

    def _unknown_since(self, target: Target, sight: Sight) -> int | None:
        """Since when nothing is known of a target that is now known to be silent.

        Where nothing was seen of it yet after we had been blind: since we see again.
        """
        if target.line.last_answered is None and sight.seen_since is not None:
            return max(sight.seen_since, target.since)
        return target.line.suspect_since

    def _unknown(self, target: Target, since: int | None, until: int) -> None:
        """Nobody can vouch for what the target was; what was not watched is unknown anyway."""
        if since is None or target.watched_since is None:
            return
        since = max(since, target.watched_since)
        if since < until:
            self._findings.add(GapOpened(target.name, since, GapReason.UNCONFIRMED, until))

    def _comes_up(self, target: Target, ended: verdict.Ended, started_at: int | None) -> None:
        reason = ClosedReason.ANSWERED_AGAIN
        if ended.unseen:
            reason = ClosedReason.GONE_WHEN_SEEN_AGAIN
        elif ended.at == started_at:
            reason = ClosedReason.ANSWERED_LATE
        if ended.unknown is not None:
            self._unknown(target, *ended.unknown)
        self._findings.add(OutageClosed(target.name, ended.at, ended.last_down_within, reason))
        if target.quality is not None:
            target.quality.window.begin_after(ended.at)
        self._settled(target, ended.at)

    def settle(self, now: int) -> None:
        """At the end of a tick: whether we see at all."""
        for sight in self.sights:
            since = sight.goes_blind(now)
            if since is not None:
                self._blind(sight, since)
            seen = sight.sees_again()
            if seen is not None:
                self._findings.add(GapClosed(sight.subject, GapReason.VANTAGE_BLIND, seen))

    def _blind(self, sight: Sight, since: int) -> None:
        gap = GapOpened(sight.subject, since, GapReason.VANTAGE_BLIND, None, sight.but_sites)
        self._findings.add(gap)
        for target in sight.sites:
            self._lose_sight(target, since)

    def _lose_sight(self, target: Target, since: int) -> None:
        self._drop_suspicion(target, since)
        ended = verdict.ended_with_sight(target.line, self._around.seeing(target))
        if ended is not None and ended.at <= since:
            self._comes_up(target, ended, target.line.started_at)
            target.line = verdict.Line()
        target.line = verdict.sight_lost(target.line, since)
        target.usual.dismissed()
        target.needed = None
        target.held = False
        self._asking.stop(target)
        self._touch(target, since)

    def _drop_suspicion(self, target: Target, until: int) -> None:
        """A silence that will never be judged is unknown time."""
        line = target.line
        if target.judged and self.run and line.state is not State.DOWN:
            self._unknown(target, line.suspect_since, until)

    # -- worse than promised ----------------------------------------------------------------------

    def note_minute(self, minute: Sample) -> None:
        """A minute is over and the fate of its heartbeats known; one that was down counts for
        nothing, and while a silence is being looked into nothing is decided."""
        target = self._around.by_name.get(minute.site)
        quality = None if target is None else target.quality
        if target is None or quality is None or target.line.state is not State.UP or not self.run:
            return
        if quality.remember(minute) and target.line.steady and target.state is not State.UNKNOWN:
            fact = quality.judge(minute)
            if fact is not None:
                self._findings.add(fact)
                self._touch(target, getattr(fact, "ended_at", None))

    def _end_spell(self, target: Target, at: int, reason: DegradedEnd) -> None:
        fact = None if target.quality is None else target.quality.end(target.name, at, reason)
        if fact is not None:
            self._findings.add(fact)

    # -- asking that fails on this machine ------------------------------------------------------

    def note_unasked(self, target: Target, now: int) -> None:
        """Where for two heartbeats nothing became known, nothing is known since the last echo."""
        patience = 2 * target.pace.heartbeat_us + target.pace.timeout_us + _UNASKED_MARGIN_US
        since = target.settled_at
        if target.unasked is not None or since is None or now - since < patience:
            return
        target.unasked = target.failure or GapReason.ANSWERS_DROPPED
        if target.judged and self.run:
            if target.watched_since is not None:
                self._findings.add(GapOpened(target.name, since, target.unasked))
            self._lose_sight(target, since)

    def _close_unasked(self, target: Target, at: int) -> None:
        reason, target.unasked = target.unasked, None
        if reason is not None and target.judged and self.run:
            if target.watched_since is not None:
                self._findings.add(GapClosed(target.name, reason, at))
            self._touch(target, at)

    # -- handing over ---------------------------------------------------------------------------

    def _touch(self, target: Target, since: int | None = None) -> None:
        if since is not None:
            target.since = since
        self._findings.touch(target)

    def has_facts(self) -> bool:
        """Whether something happened that is worth a commit at once."""
        return self._findings.has_facts()

    def take(self) -> tuple[tuple[Fact, ...], tuple[SiteState, ...]]:
        """What was established since the last call; nothing while nothing is being watched."""
        found = self._findings.take(self.run)
        return found if self.run else ((), ())
