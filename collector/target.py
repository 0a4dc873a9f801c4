"""What the engine keeps for each address that it asks."""

from enum import Enum

from collector.lately import Lately
from collector.loss import UsualLoss
from collector.minutes import Minute
from collector.quality import Quality
from collector.transport import Destination
from pantau.facts.measured import SiteState, upstream_id
from pantau.facts.words import GapReason, Purpose, State
from pantau.inventory.asking import Pace
from pantau.inventory.choices import Layer
from pantau.verdict.confirmation import Needed
from pantau.verdict.line import Line, Sent

# RFC 6298's estimator decides when a missing answer is worth asking again, well before its timeout.
_SUSPECT_FLOOR_US = 200_000

# Echoes further apart say nothing about how losses follow one another.
_PAIR_WITHIN_US = 1_000_000


class Role(Enum):
    """What a target is asked for."""

    SITE = "site"
    UPSTREAM = "upstream"  # a shared link; judged like a site, so that n sites are one cause
    REFERENCE = "reference"  # whether we see at all


class Fate(Enum):
    """What became of an echo."""

    IN_FLIGHT = "in flight"
    ANSWERED = "answered"
    LOST = "lost"
    FORGOTTEN = "forgotten"


class Echo:
    """One echo on its way. ``number`` is its place in ``minute``; both None beside heartbeats.

    ``sent_ns`` is wall time, ``expires_ns`` the boot time of its timeout.
    """

    __slots__ = (
        "after",
        "before",
        "expires_ns",
        "fate",
        "minute",
        "nonce",
        "number",
        "sent",
        "sent_ns",
        "target",
        "uncounted",
    )

    def __init__(self, target: "Target", sent_ns: int, purpose: Purpose, nonce: bytes) -> None:
        self.target = target
        self.sent_ns = sent_ns
        self.sent = Sent(sent_ns // 1_000, purpose)
        self.nonce = nonce
        self.fate = Fate.IN_FLIGHT
        self.expires_ns = 0
        self.minute: Minute | None = None
        self.number = 0
        self.uncounted = False  # lost, but by our own uplink
        self.before: Echo | None = None
        self.after: Echo | None = None

    def follow(self, before: "Echo | None") -> None:
        """Pair this echo with the one asked shortly before it."""
        if before is not None and self.sent.at - before.sent.at <= _PAIR_WITHIN_US:
            self.before, before.after = before, self

    def let_go(self) -> None:
        """Nothing more comes of it: two echoes that know each other would stay until Python looks
        for such circles, which in a storm is a hundred thousand objects later."""
        self.before = self.after = None

    def lost_before(self) -> int | None:
        """When the echo shortly before this one was sent, if it was lost; settles the pair."""
        before, self.before = self.before, None
        return before.sent.at if before is not None and before.fate is Fate.LOST else None

    def survived_by_the_one_after(self) -> bool:
        """Whether the echo after this one was answered already; settles the pair if so."""
        after, self.after = self.after, None
        if after is None or after.fate is not Fate.ANSWERED:
            return False
        after.before = None
        return True


class Target:
    """A site, a shared link or a reference, its address, its line and its counts."""

    # At 100,000 sites an echo finds nothing of its target in the processor's caches: keep it small.
    __slots__ = (
        "_smooth_us",
        "_spread_us",
        "address",
        "asked_at_ns",
        "asking",
        "asks",
        "beat_ns",
        "calls_in",
        "destination",
        "failure",
        "heartbeats",
        "heartbeats_answered",
        "held",
        "judged",
        "last_answer",
        "last_echo",
        "last_rtt_us",
        "lately",
        "layer",
        "line",
        "minute",
        "name",
        "needed",
        "outages",
        "pace",
        "quality",
        "removed",
        "role",
        "settled_at",
        "since",
        "suspect_after_us",
        "unasked",
        "upstream",
        "usual",
        "watched_since",
    )

    def __init__(
        self, name: str, address: str, pace: Pace, *, layer: Layer | None, usual: UsualLoss
    ) -> None:
        self.name = name
        self.address = address
        self.pace = pace
        self.layer = layer  # of a reference
        self.role = _role(name, layer)
        self.judged = self.role is not Role.REFERENCE
        # Only of a site is anything promised.
        self.quality = Quality() if self.role is Role.SITE else None
        self.upstream: str | None = None  # the target that it hangs on
        self.destination: Destination | None = Destination.of(address)
        self.calls_in = self.destination is not None and self.destination.calls_in
        self.usual = usual
        self.lately: Lately | None = None  # where its answers say that our uplink was there
        self.line = Line()
        self.since = 0
        self.needed: Needed | None = None
        self.minute: Minute | None = None
        self.last_echo: Echo | None = None
        self.beat_ns = 0  # when the next heartbeat is due
        self.asking = 0  # number of the current round of extra echoes; older plans are void
        self.asks = False
        self.asked_at_ns = 0
        self.watched_since: int | None = None
        self.settled_at: int | None = None  # the latest echo whose fate became known
        self.failure: GapReason | None = None  # why the last echo could not be sent
        self.unasked: GapReason | None = None  # why nothing is known although we watch
        self.held = False  # chance is ruled out, but nobody could testify
        self.removed = False
        self.last_rtt_us: int | None = None
        self.last_answer = 0  # of a steady line, which is told of it only when it matters
        self.heartbeats = 0
        self.heartbeats_answered = 0
        self.outages = 0
        self.suspect_after_us = pace.timeout_us
        """After how long without an answer an echo is asked again, at most its timeout."""
        self._smooth_us = 0.0
        self._spread_us = 0.0

    @property
    def is_site(self) -> bool:
        """Whether somebody pays for it."""
        return self.role is Role.SITE

    def keeps_beat_of(self, old: "Target") -> bool:
        """Whether it takes over the phase of another that it replaces: only the address differs."""
        calls = old.calls_in or self.calls_in
        return old is not self and old.pace == self.pace and not calls

    @property
    def silence_us(self) -> int:
        """How long after its last call a site that calls in has missed one."""
        return self.pace.heartbeat_us + self.pace.timeout_us

    @property
    def state(self) -> State:
        """What to show."""
        if self.unasked or self.held:
            return State.UNKNOWN
        shown = self.line.shown
        return State.DEGRADED if shown is State.UP and self._degraded_since is not None else shown

    @property
    def state_since(self) -> int:
        """Since when (instant) it is what ``state`` says."""
        since = self._degraded_since if self.state is State.DEGRADED else None
        return self.since if since is None else since

    @property
    def _degraded_since(self) -> int | None:
        return None if self.quality is None else self.quality.since

    @property
    def ruled_out(self) -> bool:
        """Whether chance is ruled out for the silence that lasts."""
        return self.line.unanswered > 0 and self.line.unanswered >= self.needed_now().echoes

    def needed_now(self) -> Needed:
        """How many unanswered echoes rule out chance; fixed while a run lasts."""
        if self.needed is None:
            self.needed = self.usual.needed(self.pace.confirm)
        return self.needed

    def site_state(self) -> SiteState:
        """The row that outlives a restart."""
        return SiteState(
            site=self.name,
            state=self.state,
            since=self.state_since,
            suspect_since=self.line.suspect_since,
            pairs=self.usual.pairs,
            pairs_lost=self.usual.pairs_lost,
            pairs_at=self.usual.pairs_at,
        )

    @property
    def usual_rtt_us(self) -> int:
        """How long an answer usually takes; 0 before the first."""
        return int(self._smooth_us)

    def took(self, rtt_us: int) -> None:
        """Learn from a round trip (RFC 6298, section 2)."""
        self.last_rtt_us = rtt_us
        if self._smooth_us == 0.0:
            self._smooth_us, self._spread_us = float(rtt_us), rtt_us / 2
        else:
            self._spread_us += (abs(self._smooth_us - rtt_us) - self._spread_us) / 4
            self._smooth_us += (rtt_us - self._smooth_us) / 8
        usual = int(self._smooth_us + 4 * self._spread_us)
        usual = max(usual, _SUSPECT_FLOOR_US)
        self.suspect_after_us = min(usual, self.pace.timeout_us)


def _role(name: str, layer: Layer | None) -> Role:
    if layer is not None:
        return Role.REFERENCE
    return Role.SITE if upstream_id(name) is None else Role.UPSTREAM
