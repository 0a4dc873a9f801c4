"""What is promised of a site and how it stands with that: the state around pantau.verdict."""

from collections.abc import Iterable, Mapping

from pantau.facts.degraded import DegradedClosed, DegradedOpened
from pantau.facts.instant import MINUTE
from pantau.facts.measured import Sample
from pantau.facts.words import DegradedEnd, DegradedReason
from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory
from pantau.verdict.degraded import Course, Promise, judged
from pantau.verdict.window import Window

_NOTHING = Promise()


class Quality:
    """One site's. Asked once a minute: a heartbeat costs nothing more than before."""

    __slots__ = ("course", "promise", "reasons", "window")

    def __init__(self) -> None:
        self.window = Window()
        self.promise = _NOTHING
        self.course = Course()
        self.reasons: tuple[DegradedReason, ...] = ()

    @property
    def since(self) -> int | None:
        """Since when (instant) the site is degraded."""
        return self.course.since

    def go_on(self, since: int | None, reasons: tuple[DegradedReason, ...] = ()) -> None:
        """Take up a spell that is open, or none."""
        self.course, self.reasons = Course(since), reasons

    def remember(self, minute: Sample) -> bool:
        """Note a minute in which the site was up; whether it counts."""
        needed = self.promise != _NOTHING or self.since is not None
        return needed and self.window.note(minute)

    def judge(self, minute: Sample) -> DegradedOpened | DegradedClosed | None:
        """What changes with the end of a minute that was noted."""
        before, at = self.course, minute.at + MINUTE
        self.course, shortfalls = judged(before, self.window, self.promise, at)
        if shortfalls:
            self.reasons = tuple(each.reason for each in shortfalls)
            return DegradedOpened(minute.site, at, shortfalls)
        if before.since is not None and self.course.since is None:
            self.reasons = ()
            return DegradedClosed(minute.site, at, DegradedEnd.GOOD_AGAIN)
        return None

    def end(self, site: str, at: int, reason: DegradedEnd) -> DegradedClosed | None:
        """The spell ends for another reason than being good again; None where there is none."""
        since = self.since
        self.go_on(None)
        return None if since is None else DegradedClosed(site, max(at, since), reason)


def promises(inventory: Inventory, at: int) -> Mapping[str, Promise]:
    """By site, what its tier promises at an instant."""
    day = inventory.local_day(at)
    return {site.id: _promise(site.term_on(day)) for site in inventory.sites}


def keep_to(qualities: Iterable[tuple[str, Quality]], given: Mapping[str, Promise]) -> None:
    """From now on each is held to what is promised now."""
    for name, quality in qualities:
        quality.promise = given.get(name, _NOTHING)


def _promise(term: Term | None) -> Promise:
    if term is None:
        return _NOTHING
    loss = None if term.loss_percent is None else float(term.loss_percent / 100)
    return Promise(loss, term.latency_p95_us, term.jitter_us)
