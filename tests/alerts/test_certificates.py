"""A certificate is told some days before its end, each time once, and never of what nobody asks."""

from dataclasses import replace

from pantau.facts.instant import DAY, SECOND
from pantau.facts.probed import LastAnswer
from pantau.facts.telling import AlertKind
from pantau.facts.words import ProbeOutcome
from pantau.inventory.alerting import RULES
from pantau.inventory.asking import Probe
from tests.alerts.town import T0, TOWN, Alerter, alerting, world

WEB = Probe("http", "web", url="https://127.64.0.1/")
ASKED = replace(TOWN, sites=tuple(replace(s, probes=(*s.probes, WEB)) for s in TOWN.sites))
ENDS = T0 + 40 * DAY
ANSWER = LastAnswer("paser-1", "web", "http", T0, ProbeOutcome.ANSWERED, T0)
ANSWER = replace(ANSWER, certificate_ends_at=ENDS)


def told_on(alerter: Alerter, days: int, answer: LastAnswer = ANSWER, town=ASKED, plan=None):
    """The groups that are told so many days before the end."""
    seconds = (ENDS - days * DAY - T0) // SECOND
    found = alerter.sees(world(seconds, plan=plan, town=town, probed=(answer,)))
    return [group for _, reason, groups in found for group in groups if reason == "began"]


def test_it_is_told_once_at_each_of_its_days_and_at_the_end() -> None:
    alerter = Alerter()
    days = range(40, -3, -1)
    told = {day: groups for day in days if (groups := told_on(alerter, day))}
    assert list(told) == [30, 14, 7, 1, 0]
    assert told[14] == ["certificate/paser-1/web/2027-01-04/14"]
    assert {reason for _, _, reason, _ in alerter.said} == {"began"}


def test_what_is_seen_late_is_told_once() -> None:
    alerter = Alerter()
    assert [len(told_on(alerter, day)) for day in (5, 4, 3, 2)] == [1, 0, 0, 0]


def test_a_new_certificate_is_a_new_matter() -> None:
    alerter = Alerter()
    assert told_on(alerter, 7)
    renewed = replace(ANSWER, certificate_ends_at=ENDS + 365 * DAY)
    assert told_on(alerter, 6, renewed) == []
    assert alerter.memory == []


def test_what_nobody_asks_any_more_is_not_told() -> None:
    assert told_on(Alerter(), 7, town=TOWN) == []
    assert told_on(Alerter(), 7, replace(ANSWER, certificate_ends_at=None)) == []


def test_the_days_are_those_of_the_rule() -> None:
    kind = AlertKind.CERTIFICATE_ENDING
    plan = alerting(rules={kind: replace(RULES[kind], days=(60,))})
    assert told_on(Alerter(), 40, plan=plan)
    off = alerting(rules={kind: replace(RULES[kind], enabled=False)})
    assert told_on(Alerter(), 1, plan=off) == []
