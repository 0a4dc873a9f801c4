"""How far what the journal says lies from what really happened.

    found = compare(truth, recorded)
    assert not found.findings

Works on values alone, so that a run in virtual time and one with packets are judged alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pantau.facts.instant import SECOND
from pantau.facts.measured import LedgerFacts, Outage
from pantau.lab.chance import lost_in_a_row, until_in_a_row
from pantau.lab.truth import Hidden, TrueOutage, Truth
from pantau.sla.interval import Spans, clip, intersect, meets, subtract, total, union

ALWAYS_SEEN = 15 * SECOND
"""Every scripted outage longer than this must be in the journal; of a slower heartbeat than the
usual one longer by the difference."""

_SEEN_WHERE_LOSSY = 21 * SECOND
"""Where a link loses echoes: the rule's most, a beat and a timeout. So many are asked where much is
lost, and while little is known yet of how its losses follow one another."""

_RECOVER, _PAUSE = 3, SECOND // 2
"""So many answers in a row end an outage; echoes are asked so far apart around one."""

_IN_SPELLS = 0.1
"""About what a link that loses echoes in spells loses, all in all."""

END_WITHIN = 1_500_000

_UNKNOWN = SECOND
"""Unknown time that nothing explains is told of when it is longer."""


class Kind(StrEnum):
    """What is wrong."""

    FALSE = "false"  # an outage that did not happen
    BURST = "burst"  # one in which a link that loses echoes in spells was silent for that long
    MISSED = "missed"  # one that is not in the journal
    TWICE = "twice"  # one that is there more than once
    LONGER = "longer"  # known time written as down that was none
    BEGIN = "begin"  # the bounds do not hold the true begin, or lie too far apart
    END = "end"  # it ended before the true end
    SEEN_BLIND = "seen_blind"  # time known that nobody can have known
    UNKNOWN = "unknown"  # time not known although nothing hid it


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one site, at an instant; ``off_us``: by how much."""

    kind: Kind
    site: str
    at: int
    off_us: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the journal says. ``written_at``: by outage id, when its begin was written down."""

    facts: LedgerFacts
    written_at: dict[str, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is allowed; microseconds. ``slack_us`` is for packets on their way to the lab."""

    heartbeat_us: int = 5 * SECOND
    timeout_us: int = SECOND
    slack_us: int = 250_000


@dataclass(slots=True)
class Comparison:
    """Findings, and figures of all outages that could be seen well: microseconds each.

    ``known_us`` and the sums of down time are over all sites; ``brief_us`` is true silence that
    came in pieces of at most 15 s and was not written: a link that flaps faster than chance can be
    ruled out is not down by the rule. ``unexplained_us`` is unknown time that nothing in the script
    explains.
    """

    findings: list[Finding] = field(default_factory=list)
    seen: int = 0
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    delays: list[int] = field(default_factory=list)
    known_us: int = 0
    down_us: int = 0
    truly_down_us: int = 0
    brief_us: int = 0
    unexplained_us: int = 0

    @property
    def availability_error(self) -> float:
        """How far the availability of all sites lies from the truth, in percentage points."""
        return 100 * (self.down_us - self.truly_down_us) / self.known_us if self.known_us else 0.0

    @property
    def lasting_error(self) -> float:
        """The same without the silences that are too brief to be outages, in percentage points."""
        return self.availability_error + (
            100 * self.brief_us / self.known_us if self.known_us else 0.0
        )


def compare(
    truth: Truth, recorded: Recorded, names: Sequence[str], bounds: Bounds | None = None
) -> Comparison:
    """Judge what was recorded of these sites and shared links."""
    found, bounds = Comparison(), bounds or Bounds()
    outages: dict[str, list[Outage]] = {name: [] for name in names}
    for outage in recorded.facts.outages:
        outages.setdefault(outage.site, []).append(outage)
    for name, written in outages.items():
        _Site(truth, recorded, bounds, found, name, written).judge()
    found.findings.sort(key=lambda each: (each.at, each.site))
    return found


class _Site:
    """One site's truth beside its journal."""

    def __init__(
        self,
        truth: Truth,
        recorded: Recorded,
        bounds: Bounds,
        found: Comparison,
        name: str,
        outages: Sequence[Outage],
    ) -> None:
        self.truth = truth
        self.recorded = recorded
        self.bounds = bounds
        self.found = found
        self.name = name
        self.outages = outages
        self.true = truth.outages.get(name, ())
        self.hidden = truth.hidden(name)
        self.known = self._known()
        self.silent = union(span for outage in self.true for span in outage.silent)
        self.covered = union((each.begin, each.end) for each in self.true)
        self.written = union(map(self._span, outages))

    def judge(self) -> None:
        """Look at the journal's outages, at the true ones, and at the time as a whole."""
        for outage in self.outages:
            self._judge_written(outage)
        for true in self.true:
            self._judge_true(true)
        self._judge_time()

    def _known(self) -> Spans:
        window = (self.truth.begin, self.truth.end)
        facts = self.recorded.facts
        watched = [(each.begin, each.end) for each in facts.watched.get(self.name, ())]
        gaps = union(
            (gap.started_at, window[1] if gap.ended_at is None else gap.ended_at)
            for gap in facts.gaps
            if gap.covers(self.name)
        )
        return clip(subtract(union(watched), gaps), window)

    def _span(self, outage: Outage) -> tuple[int, int]:
        ended = self.truth.end if outage.ended_at is None else outage.ended_at
        return outage.started_at, ended

    def _tell(self, kind: Kind, at: int, off_us: int, text: str = "") -> None:
        self.found.findings.append(Finding(kind, self.name, at, off_us, text))

    # -- what was written -----------------------------------------------------------------------

    def _judge_written(self, outage: Outage) -> None:
        begin, end = self._span(outage)
        slack = self.bounds.slack_us
        touched = [t for t in self.true if t.begin <= end + slack and begin <= t.end + slack]
        # A clock that was put back shows times twice; who stands still asks nobody.
        twice = self.truth.hidden(self.name, [Hidden.CLOCK, Hidden.SUSPENDED])
        silent = union([*self.covered, *self.truth.spells.get(self.name, [])])
        surplus = subtract(subtract(intersect([(begin, end)], self.known), silent), twice)
        if not touched and not meets(silent, begin, max(end, begin + 1)):
            self._tell(Kind.FALSE, begin, end - begin, outage.id)
        elif total(surplus) > END_WITHIN + self._by_chance(touched, begin):
            self._tell(Kind.LONGER, begin, total(surplus), outage.id)
        elif not touched:
            self._tell(Kind.BURST, begin, end - begin, outage.id)

    def _by_chance(self, touched: Sequence[TrueOutage], begin: int) -> int:
        """How much longer an outage may look because the link loses echoes before and after it."""
        loss = max((each.loss for each in touched), default=0.0)
        if not touched and meets(self.truth.bursty.get(self.name, []), begin, begin + 1):
            loss = _IN_SPELLS
        return (
            (lost_in_a_row(loss) + until_in_a_row(_RECOVER, loss) - _RECOVER) * _PAUSE
            if loss
            else 0
        )

    # -- what happened --------------------------------------------------------------------------

    def _judge_true(self, true: TrueOutage) -> None:
        matching = [
            outage
            for outage in self.outages
            if self._span(outage)[0] < true.end and true.begin <= self._span(outage)[1]
        ]
        if not true.ragged:
            there = subtract(intersect([(true.begin, true.end)], self.known), self.written)
            slower = max(0, self.bounds.heartbeat_us - Bounds().heartbeat_us)
            enough = slower + (_SEEN_WHERE_LOSSY if true.lossy else ALWAYS_SEEN)
            if total(subtract(there, self.hidden)) > enough:
                self._tell(Kind.MISSED, true.begin, true.end - true.begin, true.why)
        if true.ragged or meets(self.hidden, true.begin - self.bounds.slack_us, true.end + 1):
            return
        if len(matching) > 1:
            self._tell(Kind.TWICE, true.begin, len(matching), true.why)
        elif matching:
            self._judge_bounds(true, matching[0])

    def _judge_bounds(self, true: TrueOutage, outage: Outage) -> None:
        slack = self.bounds.slack_us
        self.found.seen += 1
        late = outage.started_at - true.begin
        last_up = outage.last_up_before
        span = outage.started_at - (true.begin if last_up is None else last_up)
        # Where the link loses echoes besides, those lost just before the begin belong to the run.
        early = slack + lost_in_a_row(true.loss) * _PAUSE
        apart = self.bounds.heartbeat_us + slack
        if last_up is None or last_up >= true.begin + slack or late < -early or span > apart:
            self._tell(Kind.BEGIN, true.begin, late, f"{outage.id}, bounds {span} us apart")
        if not true.lossy:
            self.found.begins.append(late)
            self.found.spans.append(span)
            written_at = self.recorded.written_at[outage.id]
            if not meets(self.truth.unwritable, true.begin, written_at):
                self.found.delays.append(written_at - true.begin)
        if outage.ended_at is not None and true.end < self.truth.end:
            off = outage.ended_at - true.end
            if off < -slack:
                self._tell(Kind.END, true.end, off, outage.id)
            elif not true.lossy:
                self.found.ends.append(off)

    # -- time -----------------------------------------------------------------------------------

    def _judge_time(self) -> None:
        window = (self.truth.begin, self.truth.end)
        self.found.known_us += total(self.known)
        self.found.down_us += total(intersect(self.written, self.known))
        self.found.truly_down_us += total(intersect(self.silent, self.known))
        brief = [span for span in self.silent if span[1] - span[0] <= ALWAYS_SEEN]
        self.found.brief_us += total(subtract(intersect(brief, self.known), self.written))
        unknown = subtract(subtract([window], self.known), self.hidden)
        # An unconfirmed silence is unknown: it touches a true one that nobody could testify to.
        unexplained = subtract(unknown, self.covered)
        self.found.unexplained_us += total(unexplained)
        for begin, end in unexplained:
            if end - begin > _UNKNOWN:
                self._tell(Kind.UNKNOWN, begin, end - begin)
        for sure in self._surely_hidden():
            known = total(intersect(self.known, [sure]))
            if known:
                self._tell(Kind.SEEN_BLIND, sure[0], known)

    def _surely_hidden(self) -> Iterator[tuple[int, int]]:
        """Each blindness that lasts long enough to be noticed for certain: then it is unknown from
        the last moment on at which anybody was answered."""
        # A clock that was put back shows times twice, and they may have been seen the first time.
        twice = self.truth.hidden(self.name, [Hidden.CLOCK])
        for unseen in self.truth.unseen:
            if unseen.sure is not None and unseen.but != self.name:
                begin, end = unseen.sure[0] + self.bounds.slack_us, unseen.sure[1]
                if end - begin > 4 * self.bounds.heartbeat_us:
                    yield from subtract([(begin, end)], twice)
