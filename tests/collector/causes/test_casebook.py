"""From the journal to suggestions: when each word is said, and on what."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path as File

import pytest

from collector.causes.casebook import PATIENCE_US, SETTLED_US, Casebook
from collector.causes.devices import Look
from collector.causes.good_paths import GoodPaths
from collector.causes.plan import Place, Plan
from pantau.facts.causes import CauseSuggested, suggested_of
from pantau.facts.device import Uptime
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.journal import OutageClosed
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import SiteState
from pantau.facts.path import Path
from pantau.facts.words import Cause, CauseReason, ClosedReason, State
from pantau.store import Commit, GoodPath, Paths, Store
from tests.store.making import T0, WHO, down

HOPS = ("127.64.255.1", "127.64.254.1", "127.64.253.1")
SITES = ("a", "b", "c", "d")
PLAN: Plan = {
    each.site: each
    for each in (
        Place("a", "127.64.0.1", "upstream/hub", "hub", power="p", provider="Telkom", device=True),
        Place("b", "127.64.0.2", "upstream/hub", "hub", power="p", provider="Telkom"),
        Place("c", "127.64.0.3", None, None, power="p", provider="Lain"),
        Place("d", "127.64.0.4", None, None, provider="Lain"),
        Place("upstream/hub", "127.64.254.1"),
    )
}


class Answers:
    """Paths and devices as told. ``ends``: after how many routers the path of a site ends."""

    def __init__(self) -> None:
        self.ends: dict[str, int] = {}
        self.asked: list[str] = []
        self.now = T0
        self.new: list[Look] = []
        self.hold = False
        self._known: list[tuple[str, Path]] = []

    def ask(self, name: str, address: str, *, first: bool = False) -> None:  # noqa: ARG002 - the port's
        self.asked.append(name)
        if not self.hold:
            end = self.ends.get(name)
            hops = (*HOPS, address) if end is None else HOPS[:end]
            self._known.append((name, Path(self.now, hops, end is None)))

    def take(self) -> list[tuple[str, Path]]:
        known, self._known = self._known, []
        return known

    def looks(self, _: int) -> list[Look]:
        return self.new


class Desk:
    def __init__(self, data: File) -> None:
        self.store, self.paths, self.answers = Store.open(data), Paths.open(data), Answers()
        self.now = T0
        begun = self.store.begin_watch(at=T0, **WHO)
        states = tuple(SiteState(name, State.UP, T0) for name in PLAN)
        self.store.commit(Commit(run=begun.run, until=T0, facts=(), states=states, at=T0, **WHO))
        self.paths.write(
            {
                site: GoodPath(place.address, Path(T0, (*HOPS, place.address), reached=True))
                for site, place in PLAN.items()
            }
        )
        self.book = self.opened()

    def opened(self) -> Casebook:
        book = Casebook(self.store, self.answers, self.answers, GoodPaths(self.paths), via="test")
        book.follow(PLAN)
        return book

    def falls(self, site: str, *, ends: int = 3) -> None:
        self.answers.ends[site] = ends
        self.store.record([down(site, self.now)], at=self.now, **WHO)

    def rises(self, site: str) -> None:
        del self.answers.ends[site]
        closed = OutageClosed(site, self.now, None, ClosedReason.ANSWERED_AGAIN)
        self.store.record([closed], at=self.now, **WHO)

    def ran(self, site: str, for_us: int) -> None:
        self.answers.new = [Look(site, self.now, Uptime(self.now, for_us))]

    def wait(self, us: int) -> None:
        until = self.now + us
        while self.now < until:
            self.now += SECOND
            self.answers.now = self.now
            self.book.look(self.now)

    def said(self, site: str = "a") -> list[CauseSuggested]:
        entries = self.store.entries(kinds=[EntryKind.CAUSE_SUGGESTED])
        found = [suggested_of(each.data()) for each in entries]
        return [each for each in found if each.site == site]

    def causes(self, site: str = "a") -> list[Cause]:
        return [each.cause for each in self.said(site)]


@pytest.fixture
def desk(tmp_path: File) -> Iterator[Desk]:
    desk = Desk(tmp_path / "data")
    desk.wait(SECOND)
    yield desk
    desk.store.close()
    desk.paths.close()


def test_a_site_alone_is_open_until_its_router_says_that_it_ran_on(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(19 * SECOND)
    assert desk.said() == []
    desk.wait(SETTLED_US)
    (first,) = desk.said()
    assert (first.cause, first.ended) == (Cause.UNKNOWN, False)
    assert first.reasons == (
        CauseReason.AREA_STAYED,
        CauseReason.PATH_LAST,
        CauseReason.NO_DEVICE,
    )
    assert first.facts.path is not None
    assert (first.facts.path.last, first.facts.path.good) == (3, 3)
    desk.rises("a")
    desk.wait(MINUTE)
    desk.ran("a", 24 * HOUR)
    desk.wait(SECOND)
    assert desk.causes() == [Cause.UNKNOWN, Cause.LINE]
    assert desk.said()[-1].ended
    desk.wait(PATIENCE_US)
    assert len(desk.said()) == 2


def test_a_router_that_began_anew_beside_neighbours_that_stayed_up(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(2 * MINUTE)
    desk.rises("a")
    desk.ran("a", SECOND)
    desk.wait(SECOND)
    assert desk.causes() == [Cause.UNKNOWN, Cause.EQUIPMENT]


def test_neighbours_on_two_providers_are_a_power_cut_while_it_lasts(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(15 * SECOND)
    desk.falls("c")
    desk.wait(10 * SECOND)
    assert desk.causes() == [Cause.POWER]
    desk.wait(SETTLED_US)
    assert desk.causes("c") == [Cause.POWER]
    assert desk.causes("b") == []


def test_who_fails_later_than_a_minute_did_not_fail_together(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(61 * SECOND)
    desk.falls("c")
    desk.wait(SETTLED_US)
    assert Cause.POWER not in desk.causes()


def test_a_link_that_fails_with_it(desk: Desk) -> None:
    desk.falls("upstream/hub", ends=1)
    desk.falls("a", ends=1)
    desk.falls("b", ends=1)
    desk.wait(SETTLED_US)
    assert desk.causes() == desk.causes("b") == [Cause.UPSTREAM]
    assert desk.said()[0].facts.link == "upstream/hub"


def test_an_outage_that_is_over_soon_waits_for_its_neighbours(desk: Desk) -> None:
    desk.falls("b", ends=1)
    desk.wait(10 * SECOND)
    desk.rises("b")
    desk.wait(SETTLED_US - 11 * SECOND)
    assert desk.said("b") == []
    desk.wait(2 * SECOND)
    assert [(each.cause, each.ended) for each in desk.said("b")] == [(Cause.LINE, True)]


def test_a_router_that_never_answers_is_waited_for_no_longer_than_three_minutes(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(SETTLED_US)
    desk.rises("a")
    desk.wait(PATIENCE_US - SECOND)
    assert desk.book.open == 1
    desk.wait(2 * SECOND)
    assert desk.book.open == 0
    assert desk.causes() == [Cause.UNKNOWN]


def test_power_that_was_gone_is_known_from_before(desk: Desk) -> None:
    desk.answers.new = [Look("a", desk.now, None, mains=False)]
    desk.wait(SECOND)
    desk.falls("a")
    desk.wait(SETTLED_US)
    assert desk.causes() == [Cause.POWER]


def test_a_path_is_asked_once_an_outage_and_a_late_one_holds_nobody_up(desk: Desk) -> None:
    desk.answers.hold = True
    desk.falls("a")
    desk.wait(SETTLED_US)
    assert desk.answers.asked.count("a") == 1
    assert [each.facts.path for each in desk.said()] == [None]


def test_a_site_that_answers_after_all_has_no_path_to_show(desk: Desk) -> None:
    desk.falls("a")
    del desk.answers.ends["a"]
    desk.wait(SETTLED_US)
    assert desk.said()[0].facts.path is None


def test_a_process_that_starts_again_goes_on_and_repeats_nothing(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(SETTLED_US)
    desk.falls("d")
    desk.wait(2 * SECOND)
    desk.book = desk.opened()
    desk.rises("a")
    desk.wait(SETTLED_US)
    assert desk.causes() == [Cause.UNKNOWN]
    assert desk.causes("d") == [Cause.UNKNOWN]
    desk.ran("a", HOUR)
    desk.wait(SECOND)
    assert desk.causes() == [Cause.UNKNOWN, Cause.LINE]
    before = desk.said()
    desk.book = desk.opened()
    desk.wait(SETTLED_US)
    assert desk.said() == before


def test_the_good_path_is_asked_after_recovery_and_once_a_day(desk: Desk) -> None:
    desk.falls("a")
    desk.wait(MINUTE)
    desk.rises("a")
    asked = len(desk.answers.asked)
    desk.wait(29 * SECOND)
    assert desk.answers.asked[asked:] == []
    desk.wait(10 * SECOND)
    assert desk.answers.asked[asked:] == ["a"]
    assert desk.paths.all()["a"].path.asked_at > T0 + MINUTE
    desk.answers.asked.clear()
    for _ in range(2 * 24 * 60 + 10):
        desk.now += MINUTE
        desk.book.look(desk.now)
    assert sorted(desk.answers.asked) == sorted([*PLAN, *PLAN])


def test_a_site_at_another_address_has_no_good_path_yet(desk: Desk) -> None:
    moved = replace(PLAN["b"], address="127.64.0.9")
    desk.book.follow({**PLAN, "b": moved})
    desk.falls("b")
    desk.wait(SETTLED_US)
    path = desk.said("b")[0].facts.path
    assert path is not None
    assert path.good is None
