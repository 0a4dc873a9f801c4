"""The morning message, the dead man's switch, and going through a time that is over."""

from dataclasses import replace
from datetime import time

import pytest

from alerts.dead_man import what_is_dead
from alerts.decide import decide
from alerts.morning import is_due, morning_message
from alerts.replay import replay
from alerts.world import Unseen
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.letters import Waiting
from pantau.facts.measured import Watch
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.inventory.alerting import RULES, Match, Morning, Quiet, Route
from tests.alerts.town import HUB, T0, alerting, down, to, world

MORNING = replace(alerting(), morning=Morning(time(7), to("surel")))


@pytest.mark.parametrize(
    ("hours", "due"), [(-1, True), (-1.01, False), (1.9, True), (2, False), (14, False)]
)
def test_the_morning_message_is_due_from_its_time_on_and_not_in_the_evening(
    hours: float, due: bool
) -> None:
    # T0 is 08.00 WITA.
    assert is_due(world(int(hours * 3600), plan=MORNING)) is due
    assert not is_due(world(0))


def test_the_morning_message_says_what_is_down_and_bears_the_anchor() -> None:
    seen = world(0, [down("paser-1", -3600), down(HUB, -60)], MORNING)
    message = morning_message(seen, "17:abc", "surel")
    assert message.title == "Pantau, Rabu, 25 November 2026"
    assert message.lines == (
        "1 titik gangguan",
        "- paser-1 (Paser Belengkong), 1 j",
        "Ujung jurnal: 17:abc",
    )
    assert message.id == "morning/2026-11-25"


WATCHING = Watch(1, T0 - HOUR, T0, None)
WAITS = Waiting("grup", 3, T0 - 11 * MINUTE, 4, None, "connection refused", T0)


def test_while_all_works_nothing_is_dead() -> None:
    assert what_is_dead(world(5, watch=WATCHING), "", [replace(WAITS, attempts=0)]) is None
    assert what_is_dead(world(5, watch=WATCHING), "", [replace(WAITS, oldest_at=T0)]) is None


@pytest.mark.parametrize(
    ("seconds", "rest", "trouble", "waiting", "said"),
    [
        (5, {"unseen": Unseen(T0, "x")}, "", (), "the journal cannot be read"),
        (5, {"watch": None}, "", (), "nobody measures"),
        (21, {}, "", (), "nobody measures"),
        (5, {"watch": replace(WATCHING, end="stopped")}, "", (), "nobody measures"),
        (5, {}, "full", (), "what is to be told cannot be written"),
        (5, {}, "", (WAITS,), "nothing can be sent to grup"),
    ],
)
def test_each_thing_that_is_dead_is_named(seconds, rest, trouble, waiting, said) -> None:
    seen = world(seconds, **{"watch": WATCHING, **rest})
    assert what_is_dead(seen, trouble, waiting) == said
    assert what_is_dead(None, "", ()) == "the journal cannot be read"


def test_going_through_the_past_tells_what_would_have_been_told() -> None:
    rules = {AlertKind.TICKET_MISSING: replace(RULES[AlertKind.TICKET_MISSING], enabled=False)}
    whole = world(
        0,
        [
            down("paser-1", 100, 400),
            down(HUB, 1000, 1300),
            *(down(f"kuaro-{i}", 1000 + i, 1301) for i in range(5)),
            down("paser-2", 9000),
        ],
        alerting(rules=rules),
    )
    told = list(replay(whole, T0, T0 + 3 * HOUR))
    assert [(each.at - T0) // SECOND for each in told] == [105, 400, 1005, 1301, 9005]
    assert [each.message.title for each in told] == [
        "GANGGUAN: paser-1 (Paser Belengkong)",
        "PULIH: paser-1 (Paser Belengkong)",
        "GANGGUAN: hub-kuaro, 12 titik".replace("hub-kuaro", "Hub Kuaro"),
        "PULIH: Hub Kuaro, 12 titik",
        "GANGGUAN: paser-2 (Paser Belengkong)",
    ]


def test_only_what_lies_in_the_time_asked_for_is_told() -> None:
    whole = world(0, [down("paser-1", 100, 400)])
    assert [each.message.reason for each in replay(whole, T0, T0 + 200 * SECOND)] == ["began"]
    assert list(replay(whole, T0 + 500 * SECOND, T0 + 900 * SECOND)) == []


def test_what_waits_through_the_night_is_looked_at_once_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    night = Quiet(time(7), time(13), AlertSeverity.CRITICAL)
    plan = alerting(Route("semua", Match(), to("grup"), quiet=night))
    rules = {AlertKind.AREA_DOWN: replace(RULES[AlertKind.AREA_DOWN], enabled=False)}
    plan = replace(plan, rules={**plan.rules, **rules})
    looks = []
    monkeypatch.setattr("alerts.replay.decide", lambda w, *a: looks.append(w.now) or decide(w, *a))
    whole = world(0, [down(f"paser-{i}", 301 * i) for i in range(12)], plan)
    assert list(replay(whole, T0, T0 + 3 * HOUR)) == []
    assert len(looks) < 180 + 3 * 12
