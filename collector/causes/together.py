"""Who failed together with a site, and who stayed up."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from collector.causes.plan import Place, Plan
from pantau.facts.causes import TOGETHER_US, Neighbours
from pantau.facts.measured import Outage, SiteState, upstream_name
from pantau.facts.words import State, Tie

_FAR = 2**62


class Ties:
    """Who shares what with whom."""

    def __init__(self, plan: Plan) -> None:
        self._shared: defaultdict[tuple[Tie, str], list[Place]] = defaultdict(list)
        for place in plan.values():
            for tie in Tie:
                name = place.tied(tie)
                if name is not None:
                    self._shared[tie, name].append(place)

    def others(self, place: Place, tie: Tie) -> list[Place]:
        """Who shares with ``place`` what it shares by this tie."""
        name = place.tied(tie)
        return [] if name is None else [p for p in self._shared[tie, name] if p.site != place.site]


class Scene:
    """What happened around the begin of one outage, and what stands now."""

    def __init__(
        self, begin: int, outages: Collection[Outage], states: Mapping[str, SiteState], ties: Ties
    ) -> None:
        self._ties = ties
        self._states = states
        self._down = {each.site for each in outages if _around(each, begin)}
        self._failed = {o.site for o in outages if abs(o.started_at - begin) <= TOGETHER_US}
        self._hubs: dict[str, bool] = {}

    def together(self, place: Place) -> tuple[Neighbours, ...]:
        """What became of those who share anything with ``place``."""
        found = []
        for tie in Tie:
            others = self._ties.others(place, tie)
            if not others:
                continue
            fell = [p for p in others if p.site in self._failed]
            stayed = [p for p in others if p.site not in self._down and self._is_up(p.site)]
            explained = [p for p in fell if tie is not Tie.UPSTREAM and self._explained(p)]
            alone = [p for p in fell if p not in explained]
            found.append(
                Neighbours(
                    tie=tie,
                    name=place.tied(tie) or "",
                    failed=len(fell),
                    stayed=len(stayed),
                    explained=len(explained),
                    failed_elsewhere=sum(_elsewhere(place, p) for p in alone),
                    stayed_elsewhere=sum(_elsewhere(place, p) for p in stayed),
                    link_stayed=tie is Tie.UPSTREAM and self._link_stayed(place),
                )
            )
        return tuple(found)

    def link(self, place: Place) -> str | None:
        """What it hangs on, where that was down."""
        return place.upstream if place.upstream in self._down else None

    def _explained(self, place: Place) -> bool:
        """Whether what it hangs on failed, by its own silence or by that of all below it."""
        if place.upstream in self._down:
            return True
        if place.hub is None:
            return False
        if place.hub not in self._hubs:
            below = [*self._ties.others(place, Tie.UPSTREAM), place]
            failed = sum(p.site in self._failed for p in below)
            stayed = sum(p.site not in self._down and self._is_up(p.site) for p in below)
            asked = self._link_stayed(place)
            # As of one of them: it fell itself, and is no other.
            mates = Neighbours(Tie.UPSTREAM, place.hub, failed - 1, stayed, link_stayed=asked)
            self._hubs[place.hub] = mates.link_fell
        return self._hubs[place.hub]

    def _link_stayed(self, place: Place) -> bool:
        hub = place.hub
        asked = hub is not None and place.upstream in {hub, upstream_name(hub)}
        return asked and place.upstream not in self._down and self._is_up(place.upstream or "")

    def _is_up(self, site: str) -> bool:
        state = self._states.get(site)
        return state is not None and state.state in {State.UP, State.DEGRADED}


def _around(outage: Outage, begin: int) -> bool:
    ended = _FAR if outage.ended_at is None else outage.ended_at
    return outage.started_at <= begin + TOGETHER_US and ended >= begin - TOGETHER_US


def _elsewhere(place: Place, other: Place) -> bool:
    return None not in (place.provider, other.provider) and place.provider != other.provider
