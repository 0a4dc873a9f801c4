"""Announced maintenance as rows: what runs, what comes, what is over. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pantau.actions.scope import EVERYWHERE
from pantau.facts.instant import SECOND
from pantau.facts.said import Maintenance
from pantau.inventory import Inventory
from pantau.language import Translator, to_say


class Phase(StrEnum):
    """Where it stands."""

    RUNNING = "running"
    COMING = "coming"
    OVER = "over"
    CANCELLED = "cancelled"


PHASES = {
    Phase.RUNNING: to_say("● running"),
    Phase.COMING: to_say("◷ coming"),
    Phase.OVER: to_say("✓ over"),
    Phase.CANCELLED: to_say("✕ cancelled"),
}
ORDER = list(Phase)


@dataclass(frozen=True, slots=True)
class Work:
    """One maintenance. Times are microseconds UTC. ``scope``: how its sites were named."""

    maintenance: Maintenance
    phase: Phase
    begin: int
    end: int
    sites: tuple[str, ...]
    names: tuple[str, ...]
    scope: str
    reason: str

    @property
    def id(self) -> str:
        """M17."""
        return self.maintenance.id

    @property
    def seconds(self) -> int:
        """How long it is meant to take."""
        return (self.end - self.begin) // SECOND

    @property
    def is_ahead(self) -> bool:
        """Whether it runs or comes, so that it can still be cancelled."""
        return self.phase in {Phase.RUNNING, Phase.COMING}


def works(found: Iterable[Maintenance], inventory: Inventory, now: int) -> tuple[Work, ...]:
    """What runs and comes in order of time, then the others, the newest first."""
    made = [_work(each, inventory, now) for each in found]
    return tuple(
        sorted(
            made,
            key=lambda each: (
                (ORDER.index(each.phase), each.begin) if each.is_ahead else (2, -each.begin)
            ),
        )
    )


def _work(each: Maintenance, inventory: Inventory, now: int) -> Work:
    data = each.announced.data()
    names = {site.id: site.name for site in inventory.judged}
    return Work(
        maintenance=each,
        phase=_phase(each, data["begin"], data["end"], now),
        begin=data["begin"],
        end=data["end"],
        sites=tuple(data["sites"]),
        names=tuple(names.get(site, site) for site in data["sites"]),
        scope=_called(data["scope"], inventory),
        reason=data["reason"],
    )


def _phase(each: Maintenance, begin: int, end: int, now: int) -> Phase:
    if each.cancelled is not None:
        return Phase.CANCELLED
    if end <= now:
        return Phase.OVER
    return Phase.COMING if begin > now else Phase.RUNNING


def _called(scope: str, inventory: Inventory) -> str:
    """As people say it: a link by its name, sites by theirs."""
    kind, _, id = scope.partition(" ")
    link = inventory.upstreams.get(id) if kind == "upstream" else None
    found = link or inventory.site(id if kind == "upstream" else scope)
    return found.name if found else scope


def scope_said(each: Work, say: Translator) -> str:
    """How its sites were named, in the reader's language."""
    return say("All sites") if each.scope == EVERYWHERE else each.scope
