"""Whether we can see the sites: the references, their testimony, and the gaps without it."""

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from collector.lately import Lately
from collector.target import Echo, Target
from pantau.facts.instant import SECOND
from pantau.facts.measured import ALL_SITES
from pantau.facts.words import State
from pantau.inventory.choices import Layer
from pantau.verdict.sight import (
    MANY_WITHIN_US,
    TOGETHER_US,
    Silence,
    Witness,
    anybody_around,
    many_silent,
    uplink_there,
    vouching,
)

# A reference is heard a few times a second at most, sites are thinned out: minutes of testimony.
_TESTIMONIES = 512
_SITES_THINNED_US = 100_000

# Where so many echoes a second go to others, some are always sent together with any echo.
_ENOUGH_A_SECOND = 20


@dataclass(slots=True)
class Sight:
    """The sites, and the links they share, that are seen by the same references.

    ``subject`` is what a gap of this sight is written for; ``blind_since`` is set while blind, and
    ``seen_since`` after it. ``lately``: when anybody answered whose answer came through the uplink
    of this sight; ``wider`` is a sight whose answers do so too.
    """

    subject: str
    but_sites: tuple[str, ...]
    sites: list[Target]
    references: list[Target]
    wider: "Sight | None" = None
    began: int = 0
    blind_since: int | None = None
    seen_since: int | None = None
    latest: int | None = None
    lately: Lately = field(default_factory=Lately)
    _heard: list[Witness] = field(default_factory=list)
    _seen_again: set[str] = field(default_factory=set)

    def begin(self, at: int) -> None:
        """Sight is taken afresh: no testimony from before ``at`` counts."""
        self.began = at
        self.blind_since = self.seen_since = self.latest = None
        self._heard.clear()
        self.lately.clear()

    def go_on_from(self, before: "Sight") -> bool:
        """Take up what the same references said before an edit; whether they are the same."""
        same = (self.subject, self.but_sites) == (before.subject, before.but_sites)
        if not same or list(map(id, self.references)) != list(map(id, before.references)):
            return False
        self.began, self.blind_since = before.began, before.blind_since
        self.latest, self._heard = before.latest, before._heard
        self.seen_since, self.lately = before.seen_since, before.lately
        return True

    @property
    def sparse(self) -> bool:
        """Whether too few are asked to vouch for one another with their heartbeats alone."""
        return sum(SECOND / t.pace.heartbeat_us for t in self.sites) < _ENOUGH_A_SECOND

    def blind_at(self, lost: Echo | None) -> bool:
        """Whether nothing can be judged: we are blind, or were when a lost echo was sent."""
        if self.blind_since is not None:
            return True
        return lost is not None and self.seen_since is not None and lost.sent.at < self.seen_since

    def heard(self, target: Target, at: int) -> None:
        """A reference, or where there is none a site, answered an echo sent at ``at``."""
        if self.references or not self._heard or at - self._heard[-1].answered >= _SITES_THINNED_US:
            self._note(Witness(target.name, at))
        self.latest = at if self.latest is None else max(self.latest, at)
        if self.blind_since is not None and at > self.blind_since:
            self._seen_again.add(target.name)

    def _note(self, witness: Witness) -> None:
        heard = self._heard
        if not heard or witness.answered >= heard[-1].answered:
            heard.append(witness)  # nearly always
        else:
            insort(heard, witness, key=lambda each: each.answered)
        if len(heard) > _TESTIMONIES:
            del heard[:-_TESTIMONIES]

    def vouches(self, target: Target, echo: int) -> bool:
        """Whether an echo to the target, which was lost, counts towards an outage.

        A reference must have answered one sent together with it. The first of a run was sent
        before anybody had a reason to ask one, so whoever was answered vouches for it.
        """
        begun = target.line.suspect_since
        since = echo if begun is None else min(begun, echo)
        heard = self._others(target)
        if vouching(heard, echo, self._rtt(target), since, self._within()) is not None:
            return True
        return echo == since and self.saw(target, echo) and self.witness(target, since) is not None

    def witness(self, target: Target, since: int) -> Witness | None:
        """The latest reference that answered an echo sent after ``since``.

        Without references a site, asked when all had been asked since and could have answered:
        only then is it known that fewer than half of them are silent.
        """
        heard = self._others(target)
        if not self.references:
            since += max(t.pace.heartbeat_us + t.pace.timeout_us for t in self.sites)
        return heard[-1] if heard and heard[-1].answered > since else None

    def saw(self, target: Target, echo: int) -> bool:
        """Whether our own uplink was there for an echo to the target, whoever proves it.

        Without references it is any other site, and these are asked only with their heartbeats.
        """
        if not self.references:
            heard, within = self._others(target), self._within()
            return vouching(heard, echo, 0, echo - within - 1, within) is not None
        return uplink_there(self._answered, echo, target.usual_rtt_us)

    def away(self, at: int) -> bool:
        """Whether our own uplink seems to have been away when an echo was sent at ``at``.

        Says so at its timeout, when nobody can know yet what came back after it.
        """
        return bool(self.references) and not anybody_around(self._answered, at)

    def _answered(self, begin: int, end: int) -> bool:
        if self.lately.between(begin, end):
            return True
        return self.wider is not None and self.wider.lately.between(begin, end)

    def _others(self, target: Target) -> list[Witness]:
        if self.references:
            return self._heard
        return [w for w in self._heard if w.name != target.name]

    def _rtt(self, target: Target) -> int:
        return target.usual_rtt_us if self.references else 0

    def _within(self) -> int:
        return TOGETHER_US if self.references else max(t.pace.heartbeat_us for t in self.sites)

    def goes_blind(self, now: int) -> int | None:
        """Since when nothing can be seen, if we are blind now and were not before."""
        if self.blind_since is not None:
            return None
        if self.references:
            if not all(map(_is_silent, self.references)):
                return None
            since = self.began if self.latest is None else self.latest
        else:
            pace = max((t.pace.heartbeat_us + t.pace.timeout_us for t in self.sites), default=0)
            silences = [Silence(t.line, t.ruled_out) for t in self.sites if t.is_site]
            silent = many_silent(silences, now, max(MANY_WITHIN_US, pace))
            if silent is None:
                return None
            since = silent
        self.blind_since = max(since, self.began)
        self._seen_again = set()
        return self.blind_since

    def sees_again(self) -> int | None:
        """From when on we see again, if we were blind and no longer are.

        One reference is enough; without references, half of the sites that were not down.
        """
        if self.blind_since is None or self.latest is None:
            return None
        needed = 1
        if not self.references:
            alive = sum(t.is_site and t.line.state is not State.DOWN for t in self.sites)
            needed = max(1, alive // 2)
        if len(self._seen_again) < needed:
            return None
        self.blind_since = None
        self._seen_again = set()
        self.seen_since = self.latest
        return self.latest


def _is_silent(reference: Target) -> bool:
    """A reference that this machine cannot even ask tells as little as one that does not answer."""
    return reference.unasked is not None or reference.ruled_out


def sights_of(
    sites: Sequence[Target], references: Sequence[Target], own_site: str | None
) -> list[Sight]:
    """One sight for all sites, and one for the site behind whose line we sit.

    All others are judged through the provider's network, so only references beyond our own uplink
    testify for them. Our own line is judged from our side of it: the gateway testifies too, and so
    a dead uplink is an outage of our own site and a gap for everybody else.
    """
    calling = [t for t in sites if t.calls_in]
    if calling:
        port = [r for r in references if r.calls_in]
        asked = [t for t in sites if not t.calls_in]
        packets = [r for r in references if not r.calls_in]
        return _beside_callers(sights_of(asked, packets, own_site), calling, port)
    layers = {Layer.OUTSIDE: [r for r in references if r.layer is Layer.OUTSIDE]}
    beyond = layers[Layer.OUTSIDE] or [r for r in references if r.layer is Layer.EDGE]
    local = [r for r in references if r.layer is Layer.LOCAL]
    own = [t for t in sites if t.name == own_site]
    if not own or not beyond or not local:
        return [Sight(ALL_SITES, (), list(sites), beyond)]
    others = [t for t in sites if t.name != own_site]
    everybody = Sight(ALL_SITES, (own[0].name,), others, beyond)
    return [everybody, Sight(own[0].name, (), own, beyond + local, wider=everybody)]


def _beside_callers(others: list[Sight], calling: list[Target], port: list[Target]) -> list[Sight]:
    """A sight for each site that calls in, by our own port alone.

    One each, because a gap is written for all sites or for one. Answers are noted in the first.
    """
    names = tuple(t.name for t in calling)
    for sight in others:
        if sight.subject == ALL_SITES:
            sight.but_sites = (*sight.but_sites, *names)
    first = Sight(calling[0].name, (), calling[:1], port)
    return [*others, first, *(Sight(t.name, (), [t], port, wider=first) for t in calling[1:])]
