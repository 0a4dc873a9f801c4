"""Who failed together with a site, and who stayed up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from collector.causes.plan import Place, Plan
from pantau.facts.causes import TOGETHER_US, Neighbours
from pantau.facts.measured import Outage, SiteState
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


@dataclass(frozen=True, slots=True)
class Scene:
    """Outages around the begin of one, and the states of all now."""

    outages: Iterable[Outage]
    states: Mapping[str, SiteState]

    def together(self, place: Place, begin: int, ties: Ties) -> tuple[Neighbours, ...]:
        """What became of those who share anything with ``place``, around ``begin``."""
        failed, down = set[str](), set[str]()
        for each in self.outages:
            if abs(each.started_at - begin) <= TOGETHER_US:
                failed.add(each.site)
            elif _around(each, begin):
                down.add(each.site)
        found = []
        for tie in Tie:
            others = ties.others(place, tie)
            if others:
                fell = [p for p in others if p.site in failed]
                stayed = [p for p in others if p.site not in failed | down and self._is_up(p)]
                found.append(
                    Neighbours(
                        tie=tie,
                        name=place.tied(tie) or "",
                        failed=len(fell),
                        stayed=len(stayed),
                        failed_elsewhere=sum(_elsewhere(place, p) for p in fell),
                        stayed_elsewhere=sum(_elsewhere(place, p) for p in stayed),
                    )
                )
        return tuple(found)

    def link(self, place: Place, begin: int) -> str | None:
        """What it hangs on, where that was down around ``begin``."""
        above = place.upstream
        return above if any(o.site == above and _around(o, begin) for o in self.outages) else None

    def _is_up(self, place: Place) -> bool:
        state = self.states.get(place.site)
        return state is not None and state.state in {State.UP, State.DEGRADED}


def _around(outage: Outage, begin: int) -> bool:
    ended = _FAR if outage.ended_at is None else outage.ended_at
    return outage.started_at <= begin + TOGETHER_US and ended >= begin - TOGETHER_US


def _elsewhere(place: Place, other: Place) -> bool:
    return None not in (place.provider, other.provider) and place.provider != other.provider
