"""That somebody pays no longer is told 90 and 30 days before, once each, all of a day together."""

from dataclasses import replace
from datetime import date, timedelta

from pantau.facts.instant import DAY, SECOND, to_datetime
from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import RULES
from pantau.inventory.contracts import Funding
from tests.alerts.town import T0, TOWN, Alerter, alerting, world

ENDS = to_datetime(T0, TOWN.timezone).date() + timedelta(days=100)
PROVINCE = Funding("Provinsi", date(2026, 1, 1), ENDS)
TWO = replace(
    TOWN,
    sites=tuple(
        replace(site, funding=(PROVINCE,)) if site.id in {"paser-1", "kuaro-1"} else site
        for site in TOWN.sites
    ),
)


def told_on(alerter: Alerter, left: int, town=TWO, plan=None):
    """The groups that are told so many days before the last one."""
    seconds = (100 - left) * DAY // SECOND
    found = alerter.sees(world(seconds, plan=plan, town=town))
    return [
        group
        for _, reason, groups in found
        for group in groups
        if reason == "began" and group.startswith("funding/")
    ]


def test_it_is_told_once_at_each_of_its_days_for_all_sites_together() -> None:
    alerter = Alerter()
    told = {left: groups for left in range(99, -3, -1) if (groups := told_on(alerter, left))}
    assert list(told) == [90, 30]
    assert told[30] == [f"funding/Provinsi//{ENDS.isoformat()}/30"]


def test_the_days_are_those_of_the_rule() -> None:
    kind = AlertKind.FUNDING_ENDING
    plan = alerting(rules={kind: replace(RULES[kind], days=(95,))})
    assert told_on(Alerter(), 94, plan=plan)
    off = alerting(rules={kind: replace(RULES[kind], enabled=False)})
    assert told_on(Alerter(), 1, plan=off) == []
    none = alerting(rules={kind: replace(RULES[kind], days=())})
    assert told_on(Alerter(), 1, plan=none) == []
