"""What was established since the last hand-over: facts, states, and who was watched from when."""

from collector.target import Target
from pantau.facts.journal import Fact, WatchSites
from pantau.facts.measured import SiteState


class Findings:
    """Gathers until ``take``. Nothing is gathered for a target that was taken out."""

    def __init__(self) -> None:
        self._facts: list[Fact] = []
        self._states: dict[str, SiteState] = {}
        self._since: dict[str, int] = {}
        self._until: dict[str, int] = {}

    def add(self, fact: Fact) -> None:
        """Something happened."""
        self._facts.append(fact)

    def touch(self, target: Target) -> None:
        """A site's state row changed."""
        if target.judged and not target.removed:
            self._states[target.name] = target.site_state()

    def entered(self, site: str, at: int) -> None:
        """The site is watched from here on."""
        self._since[site] = at

    def left(self, site: str, at: int) -> None:
        """The site is watched no more. One that entered just now has not been watched at all."""
        self._states.pop(site, None)
        if self._since.pop(site, None) is None:
            self._until[site] = at

    def has_facts(self) -> bool:
        """Whether something happened that is worth a commit at once."""
        return bool(self._facts)

    def clear(self) -> None:
        """Forget what was gathered."""
        for gathered in (self._facts, self._states, self._since, self._until):
            gathered.clear()

    def take(self, run: int) -> tuple[tuple[Fact, ...], tuple[SiteState, ...]]:
        """Facts in the order in which they became known, and the states that changed."""
        facts = list(self._facts)
        if self._since or self._until:
            facts.insert(0, WatchSites(run, dict(self._since), dict(self._until)))
        states = tuple(self._states.values())
        self.clear()
        return tuple(facts), states
