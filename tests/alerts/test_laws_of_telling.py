"""Whatever happens, who was told of a begin is told of its end, once."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from alerts.decide import decide
from alerts.draft import Draft
from alerts.fold import Stream
from alerts.memory import Memo, from_told, to_told
from alerts.world import Answer, Hushed, World
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.measured import ALL_SITES, Gap, Outage
from pantau.facts.telling import AlertKind, AlertSeverity, NotifyReason
from pantau.facts.words import GapReason
from pantau.inventory.alerting import (
    RULES,
    Alerting,
    Match,
    Quiet,
    Receiver,
    ReceiverKind,
    Route,
    Step,
)
from tests.alerts.town import HUB, T0, TOWN, alerting, down, suspects, to

ENDS = {NotifyReason.ENDED, NotifyReason.ENDED_UNSEEN}
PLANS = [
    alerting(),
    alerting(
        Route("a", Match(), to("grup"), (Step(MINUTE, to("hp-rina")),), repeat_us=3 * MINUTE),
    ),
    alerting(
        Route("b", Match(least=AlertSeverity.CRITICAL), to("surel"), goes_on=True),
        Route("c", Match(kecamatan=frozenset({"Kuaro"})), to("grup", "hp-rina")),
    ),
    alerting(
        Route("d", Match(kinds=frozenset({AlertKind.SITE_DOWN})), to("hp-rina")),
        Route("e", Match(), to("surel")),
    ),
]
NIGHT = Quiet(time(8, 10), time(8, 30), AlertSeverity.CRITICAL)
PLANS.append(alerting(replace(PLANS[1].routes[0], quiet=NIGHT)))
PLANS.append(
    replace(  # a receiver that was named otherwise, and one that was taken out
        alerting(Route("a", Match(), to("grup-noc"), repeat_us=3 * MINUTE)),
        receivers={
            name: Receiver(name, ReceiverKind.WEBHOOK, {}) for name in ("grup-noc", "hp-rina")
        },
    )
)
NAMES = [HUB, *(f"kuaro-{i}" for i in range(4)), *(f"paser-{i}" for i in range(8))]
EVERYWHERE = frozenset(site.id for site in TOWN.sites)


@dataclass
class Day:
    """What happens, step by step, and what was told."""

    now: int = 0
    open: dict[str, Outage] = field(default_factory=dict)
    past: list[Outage] = field(default_factory=list)
    silent: bool = False
    blind: Gap | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    plan: Alerting = PLANS[0]
    memory: list[Memo] = field(default_factory=list)
    calm: dict[Stream, int] = field(default_factory=dict)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)
    looked: int = -1
    site_of: dict[str, str] = field(default_factory=dict)
    thought_down: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    heard: set[tuple[str, str]] = field(default_factory=set)
    ends: set[tuple[str, str]] = field(default_factory=set)

    def world(self) -> World:
        hushed = Hushed("S1", T0, T0 + 10**12, EVERYWHERE)
        return World(
            now=T0 + self.now * SECOND,
            inventory=TOWN,
            alerting=self.plan,
            outages=(*self.past, *self.open.values()),
            gaps=(self.blind,) if self.blind else (),
            states=suspects(HUB) if self.now % 7 == 0 else {},
            silences=(hushed,) if self.silent else (),
            answers=self.answers,
            passed=frozenset(
                each.id for each in self.past if (each.ended_at or 0) > T0 + self.looked * SECOND
            ),
        )

    def hear(self, draft: Draft) -> None:
        """As whoever gets it: no site is down again before it is said that it was back, and nothing
        ends twice."""
        for item in draft.items:
            site = self.site_of.get(item.outage or "")
            if site is None:
                continue
            key = (draft.receiver, item.key)
            self.heard.add(key)
            if draft.reason in ENDS:
                assert key not in self.ends, "an end that was told before"
                self.ends.add(key)
            down = self.thought_down.setdefault((draft.receiver, site), set())
            if draft.reason is NotifyReason.ENDED:
                down.discard(item.key)
            else:
                assert down <= {item.key}, "down again, before it was said that it was back"
            if draft.reason not in ENDS:
                down.add(item.key)

    def tick(self) -> None:
        """Decide, remember through the form of the store, and count what was told."""
        decision = decide(self.world(), self.memory, self.calm)
        before = {memo.key: memo for memo in self.memory}
        self.memory = [from_told(to_told(memo)) for memo in decision.applied(self.memory)]
        self.calm = dict(decision.calm_at)
        self.looked = self.now
        for draft in decision.drafts:
            self.hear(draft)
        for draft in decision.drafts:
            keys = {memo.key for memo in draft.told} - before.keys()
            for key in keys:
                assert self.told[key] == 0, "told twice without an end"
                self.told[key] = 1
            for key in draft.over if draft.reason in ENDS else ():
                assert self.told[key] == 1, "an end of which no begin was told"
                self.told[key] = 0
            assert draft.parts
            assert all(part.items for part in draft.parts)
        spoken = {key for draft in decision.drafts for key in draft.over}
        for item, receiver in decision.over:
            if (item, receiver) not in spoken and before[item, receiver].recovers:
                assert receiver not in self.plan.receivers, "an end that nobody was told of"
            site = self.site_of.get(item.removeprefix("outage/"), "")
            self.thought_down.get((receiver, site), set()).discard(item)
            self.told[item, receiver] = 0
        for memo in decision.told:
            if memo.recovers and memo.key not in set(decision.over):
                self.told[memo.key] = 1


def happen(day: Day, event: tuple[str, int]) -> None:
    what, number = event
    name = NAMES[number % len(NAMES)]
    if what in {"all down", "all up"}:
        half = NAMES[: len(NAMES) // 2] if number % 2 else NAMES[len(NAMES) // 2 :]
        for each in half:
            happen(day, (what.removeprefix("all "), NAMES.index(each)))
    elif what == "down" and name not in day.open:
        day.open[name] = down(name, day.now, id=f"O{name}{day.now}")
        day.site_of[day.open[name].id] = name
    elif what == "up" and name in day.open:
        ended = day.open.pop(name)
        day.past.append(replace(ended, ended_at=T0 + day.now * SECOND))
    elif what == "silence":
        day.silent = not day.silent
    elif what == "blind":
        gap = Gap(f"G{day.now}", ALL_SITES, T0 + day.now * SECOND, None, GapReason.VANTAGE_BLIND)
        day.blind = None if day.blind else gap
    elif what == "edit":
        day.plan = PLANS[number % len(PLANS)]
        # Whoever heard an end may now stand in for one who waits for it in a storm: no more is
        # remembered of it, and twice is better than never.
        day.ends.clear()
    elif what == "answer" and name in day.open:
        day.answers[day.open[name].id] = Answer("Rina", T0 + day.now * SECOND)


WHAT = [
    *("down", "down", "down", "up", "up", "all down", "all up"),
    *("silence", "blind", "edit", "answer"),
]
Steps = list[tuple[tuple[str, int], int]]
STEPS = st.lists(
    st.tuples(
        st.tuples(st.sampled_from(WHAT), st.integers(0, 60)),
        st.integers(1, 5) | st.integers(1, 90),
    ),
    max_size=40,
)


@given(STEPS)
def test_who_was_told_of_a_begin_is_told_of_its_end(
    steps: list[tuple[tuple[str, int], int]],
) -> None:
    day = Day()
    for event, pause in steps:
        day.now += pause
        happen(day, event)
        day.tick()
    for name in list(day.open):
        happen(day, ("up", NAMES.index(name)))
    day.blind = None
    for _ in range(10):
        day.now += 61
        day.tick()
    left = [memo for memo in day.memory if memo.recovers and memo.kind is not AlertKind.FLAPPING]
    assert left == []
    owed = {key for key, due in day.told.items() if due and not key[0].startswith("flapping/")}
    assert owed == set()


@given(STEPS)
def test_the_same_world_twice_says_nothing_new(steps: Steps) -> None:
    day = Day()
    for event, pause in steps:
        day.now += pause
        happen(day, event)
        day.tick()
        again = decide(day.world(), day.memory, day.calm)
        assert not [
            draft for draft in again.drafts if draft.reason is not NotifyReason.ENDED_UNSEEN
        ]


def patient(after: int) -> Alerting:
    """Two receivers: one of them in more storms than the other. A flood of outages is no flapping
    here, and each is told from ``after`` seconds on."""
    rules = {
        kind: replace(RULES[kind], after_us=after * SECOND)
        for kind in (AlertKind.SITE_DOWN, AlertKind.INCIDENT, AlertKind.AREA_DOWN)
    }
    rules[AlertKind.FLAPPING] = replace(RULES[AlertKind.FLAPPING], enabled=False)
    return alerting(
        Route("kuaro", Match(kecamatan=frozenset({"Kuaro"})), to("surel"), goes_on=True),
        Route("semua", Match(), to("grup")),
        rules=rules,
    )


LINES = ["down", "down", "up", "up", "all down", "all up"]
Looks = list[tuple[tuple[str, int], int, bool]]


def looks(what: list[str]) -> st.SearchStrategy[Looks]:
    """What happens, after how many seconds, and whether somebody decides then."""
    each = st.tuples(st.sampled_from(what), st.integers(0, 60))
    pause = st.integers(1, 5) | st.integers(1, 90)
    return st.lists(st.tuples(each, pause, st.booleans()), max_size=40)


def go_through(day: Day, steps: Looks) -> None:
    """All of it, then everybody comes up again, and ten minutes pass."""
    for event, pause, looked in steps:
        day.now += pause
        happen(day, event)
        if looked:
            day.tick()
    day.now += 1
    for name in list(day.open):
        happen(day, ("up", NAMES.index(name)))
    for _ in range(10):
        day.now += 61
        day.tick()


@given(looks(WHAT))
def test_whatever_happens_while_nobody_decides_no_end_is_told_twice(steps: Looks) -> None:
    day = Day()
    go_through(day, steps)


@given(looks(LINES), st.sampled_from([0, 4]))
def test_each_outage_that_is_long_enough_is_told_to_everybody(steps: Looks, after: int) -> None:
    day = Day(plan=patient(after))
    go_through(day, steps)
    for each in day.past:
        if (each.ended_at or 0) - each.started_at >= after * SECOND:
            assert ("grup", f"outage/{each.id}") in day.heard
            if not each.site.startswith("paser"):
                assert ("surel", f"outage/{each.id}") in day.heard
