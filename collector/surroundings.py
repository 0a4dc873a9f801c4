"""What stands around each target: the link that it hangs on, those below it, and who sees it."""

from collector.sights import Sight, sights_of
from collector.target import Echo, Role, Target
from pantau.verdict.line import Vouches


class Surroundings:
    """Of all targets that are judged or asked beside them. Nobody stands there before ``arrange``.

    ``sight_of``: by name of who is judged, the sight that it is seen by. ``listeners``: by name of
    who is asked, the sights that learn from its answers whether we see.
    """

    def __init__(self) -> None:
        self.targets: list[Target] = []
        self.by_name: dict[str, Target] = {}
        self.sights: list[Sight] = []
        self.sight_of: dict[str, Sight] = {}
        self.listeners: dict[str, list[Sight]] = {}
        self._below: dict[str, list[Target]] = {}
        self._sparse: set[str] = set()  # where references are asked with every heartbeat

    def arrange(self, targets: list[Target], own_site: str | None, now: int) -> list[Sight]:
        """Who is there from now on; answers the sights that are over."""
        self.targets = targets
        self.by_name = {t.name: t for t in targets}
        self._below = {}
        for target in targets:
            if target.upstream is not None:
                self._below.setdefault(target.upstream, []).append(target)
        return self._arrange_sights(own_site, now)

    def _arrange_sights(self, own_site: str | None, now: int) -> list[Sight]:
        """A sight that an edit leaves as it was goes on; the others begin afresh."""
        targets = self.targets
        old, references = self.sights, [t for t in targets if not t.judged]
        self.sights = sights_of([t for t in targets if t.judged], references, own_site)
        self.sight_of = {t.name: s for s in self.sights for t in s.sites}
        self._sparse = {t.name for s in self.sights if s.sparse for t in s.sites}
        self.listeners = {}
        for sight in self.sights:
            for target in sight.references or [t for t in sight.sites if t.is_site]:
                self.listeners.setdefault(target.name, []).append(sight)
            same = next((each for each in old if sight.go_on_from(each)), None)
            if same is None:
                sight.begin(now)
            else:
                old.remove(same)
        # Each answer is noted once, in the first sight that it says something for.
        for sight in reversed(self.sights):
            for target in (*sight.sites, *sight.references):
                target.lately = sight.lately
        return old

    def upstream_of(self, target: Target) -> Target | None:
        """The site or link that it hangs on, where that is asked."""
        return None if target.upstream is None else self.by_name.get(target.upstream)

    def below(self, target: Target) -> list[Target]:
        """What hangs on it."""
        return self._below.get(target.name, [])

    def references_of(self, target: Target) -> list[Target]:
        """Who is asked beside it."""
        sight = self.sight_of.get(target.name) if target.judged else None
        return sight.references if sight else []

    def few_beside(self, target: Target) -> bool:
        """Whether so few are asked that nobody else may be there to vouch for its echoes."""
        return target.name in self._sparse

    def vouching(self, target: Target) -> Vouches:
        """For which unanswered echoes somebody vouches; nobody does for those of a reference."""
        sight = self.sight_of.get(target.name)
        return lambda at: sight is not None and sight.vouches(target, at)

    def seeing(self, target: Target) -> Vouches:
        """For which echoes our own uplink was there, whoever proves it."""
        sights = self.listeners.get(target.name, ()) if target.role is Role.REFERENCE else ()
        sight = sights[0] if sights else self.sight_of.get(target.name)
        return lambda at: sight is not None and sight.saw(target, at)

    def blind_at(self, target: Target, lost: Echo | None) -> bool:
        """Whether a target cannot be judged: we do not see it, or did not as an echo was lost."""
        sight = self.sight_of.get(target.name)
        return sight is None or sight.blind_at(lost)

    def away(self, target: Target, at: int) -> bool:
        """Whether our own uplink seems to have been away when an echo was sent at ``at``."""
        sight = self.sight_of.get(target.name)
        return sight is not None and sight.away(at)

    def was_blind_with(self, target: Target) -> bool:
        """What a reference lost while we were blind says nothing about its own usual loss."""
        if target.judged:
            return False
        listening = self.listeners.get(target.name, ())
        return target.ruled_out or any(s.blind_since is not None for s in listening)
