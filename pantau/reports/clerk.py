"""Makes the papers that are due without anybody asking, each once, in a process of its own."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pantau.actions.acting import Actor
from pantau.actions.author import via
from pantau.actions.in_force import in_force
from pantau.actions.months import judged
from pantau.actions.papers import Order
from pantau.actions.papers_itself import Due, PapersMade, due_papers
from pantau.facts.instant import MINUTE
from pantau.facts.papers import Wanted
from pantau.facts.words import Role
from pantau.inventory.model import Inventory
from pantau.reports.job import Failed, JobOrder
from pantau.reports.workshop import WORKER, Job
from pantau.store import Store, StoreError

log = logging.getLogger(__name__)

NAME = "pantau"
AGAIN_US = 10 * MINUTE
"""How long to wait after a making that came to nothing."""

GIVEN_UP = 3
"""After so many makings that came to nothing people are told; it is tried again all the same."""

_LOOK_S = 0.2


@dataclass(slots=True)
class Clerk:
    """Of one data directory. ``inventory``: the file, beside which the logo lies.

    What is there is in the journal, so a clerk that starts anew makes nothing twice.
    """

    data: Path
    inventory: Path
    worker: Sequence[str] = WORKER
    _again_at: dict[Wanted, int] = field(default_factory=dict)
    _failed: dict[Wanted, list[str]] = field(default_factory=dict)
    _told: dict[Due, PapersMade] = field(default_factory=dict)

    def look(self, now: int, stopping: Callable[[], bool]) -> tuple[PapersMade, ...]:
        """Make what is due and missing; then what can be told of: all that is whole, and what
        cannot become so. Takes as long as it takes.

        ``now``: microseconds UTC. Never raises for what store and worker are like.
        """
        try:
            due = self._due(now)
            waiting = [wanted for each in due for wanted in each.missing if self._may(wanted, now)]
            for wanted in waiting:
                if not stopping():
                    self._make(wanted, now, stopping)
            if waiting:
                due = self._due(now)
            return tuple(self._with_figures(each, now) for each in due if self._settled(each))
        except (StoreError, OSError) as error:
            log.warning("the papers that are due cannot be made: %s", error)
            return ()

    def _settled(self, due: Due) -> bool:
        """Whether all that can be made is there."""
        return all(len(self._failed.get(each, ())) >= GIVEN_UP for each in due.missing)

    def _may(self, wanted: Wanted, now: int) -> bool:
        return now >= self._again_at.get(wanted, 0)

    def _due(self, now: int) -> tuple[Due, ...]:
        with Store.open(self.data, readonly=True) as store:
            inventory = in_force(store)
            if not isinstance(inventory, Inventory):
                return ()
            with store.view() as view:
                return due_papers(view, inventory, now)

    def _make(self, wanted: Wanted, now: int, stopping: Callable[[], bool]) -> None:
        actor = Actor(NAME, via(), Role.MANAGER, now)
        order = JobOrder(self.data, self.inventory, actor, Order(wanted, itself=True), None, "en")
        job = Job(order, content=False, worker=self.worker)
        while not job.wait(_LOOK_S):
            if stopping():
                job.cancel()
                job.wait()
        ended = job.progress.ended
        if isinstance(ended, Failed) and not job.cancelled:
            self._again_at[wanted] = now + AGAIN_US
            self._failed.setdefault(wanted, []).append(ended.reason)
            name = f"{wanted.kind} {wanted.period} ({wanted.format})"
            log.warning("the paper %s could not be made: %s", name, ended.reason)

    def _with_figures(self, due: Due, now: int) -> PapersMade:
        """Worked out once for the same papers: they do not change any more."""
        if due not in self._told:
            with Store.open(self.data, readonly=True) as store:
                inventory = in_force(store)
                if not isinstance(inventory, Inventory):
                    raise OSError(str(inventory))
                found = judged(store, inventory, due.month, now)
            fact = next((each.fact for each in due.kept if each is not None), None)
            missing = tuple((each, self._failed[each][-1]) for each in due.missing)
            self._told[due] = PapersMade(
                f"{due.id}/incomplete" if missing else due.id,
                due.month,
                fact.state if fact else found.standing.state,
                fact.revision if fact else found.standing.revision,
                due.files,
                found.result.total,
                missing,
            )
        return self._told[due]
