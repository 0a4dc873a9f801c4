"""A degraded site is told once, and not as good again when it only got worse."""

from dataclasses import replace

import pytest

from alerts.fold import Stream
from alerts.replay import replay
from alerts.words.compose import message_of
from pantau.facts.degraded import Shortfall, Spell
from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.telling import AlertKind
from pantau.facts.words import DegradedReason
from pantau.inventory.alerting import RULES
from tests.alerts.town import T0, Alerter, alerting, down, world

LOSS = Shortfall(DegradedReason.LOSS, 0.052, 0.024, 0.01, 300, 25)
SLOW = Shortfall(DegradedReason.LATENCY, 83_000, 71_000, 50_000, 25, 25)
SPELL = Spell("B7", "paser-1", T0, None, (LOSS, SLOW))


def words(alerter: Alerter, seen) -> tuple[str, tuple[str, ...]]:
    [draft] = alerter.last.drafts
    message = message_of(draft, seen)
    return message.title, message.lines


def test_it_is_told_with_what_is_wrong_and_again_when_it_is_over() -> None:
    alerter = Alerter()
    seen = world(60, degraded=(SPELL,))
    assert alerter.sees(seen) == [("grup", "began", ("degraded/B7",))]
    title, lines = words(alerter, seen)
    assert title == "MUTU MENURUN: paser-1 (Paser Belengkong)"
    assert lines[1:3] == (
        "Paket hilang 5,2 %, dijanjikan 1 % (25 menit)",
        "Latensi p95 83,0 ms, dijanjikan 50,0 ms (25 menit)",
    )
    assert alerter.sees(world(120, degraded=(SPELL,))) == []
    seen = world(1_800)
    assert alerter.sees(seen) == [("grup", "ended", ("degraded/B7",))]
    assert words(alerter, seen)[0].startswith("MUTU KEMBALI SESUAI JANJI")


@pytest.mark.parametrize("spells", [(), (SPELL,)])
def test_a_site_that_goes_down_is_not_called_good_again(spells: tuple[Spell, ...]) -> None:
    alerter = Alerter()
    alerter.sees(world(60, degraded=(SPELL,)))
    seen = world(300, [down("paser-1", 250)], degraded=spells)
    alerter.sees(seen)
    titles = [message_of(draft, seen).title for draft in alerter.last.drafts]
    assert any(title.startswith("BUKAN LAGI SEKADAR MENURUN") for title in titles)
    assert not any("SESUAI JANJI" in title for title in titles)


def test_the_rule_may_ask_for_patience_or_be_switched_off() -> None:
    patient = replace(RULES[AlertKind.DEGRADED], after_us=30 * MINUTE)
    plan = alerting(rules={AlertKind.DEGRADED: patient})
    alerter = Alerter()
    assert alerter.sees(world(1_799, plan=plan, degraded=(SPELL,))) == []
    assert alerter.sees(world(1_800, plan=plan, degraded=(SPELL,)))
    off = alerting(rules={AlertKind.DEGRADED: replace(patient, enabled=False)})
    assert Alerter().sees(world(9_999, plan=off, degraded=(SPELL,))) == []


def test_many_of_them_hold_no_outage_back() -> None:
    alerter = Alerter()
    many = tuple(replace(SPELL, id=f"B{i}", site=f"paser-{i}") for i in range(9))
    alerter.sees(world(60, degraded=many))
    told = alerter.sees(world(62, [down("kuaro-1", 55)], degraded=many))
    assert ("grup", "began") in [each[:2] for each in told]
    stream: Stream = ("grup", True)
    assert stream not in alerter.calm


def test_a_time_that_is_over_is_gone_through_with_its_spells() -> None:
    over = replace(SPELL, ended_at=T0 + 3_600 * SECOND)
    told = list(replay(world(0, degraded=(over,)), T0, T0 + 7_200 * SECOND))
    assert [(each.at - T0) // SECOND for each in told] == [0, 3_600]
    assert [each.message.reason.value for each in told] == ["began", "ended"]
