"""Each receiver hears of each outage and of its end, once, whatever others heard before."""

from dataclasses import replace

from alerts.memory import from_told, to_told
from alerts.replay import replay
from alerts.words.compose import message_of
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.measured import Outage
from pantau.facts.telling import AlertKind, NotifyReason
from pantau.inventory.alerting import RULES, Alerting, Match, Receiver, ReceiverKind, Route
from tests.alerts.town import HUB, T0, TOWN, Alerter, alerting, down, quiet, to, world

SINGLE = {AlertKind.AREA_DOWN: replace(RULES[AlertKind.AREA_DOWN], enabled=False)}
ONE = down("paser-1", 0)
AREA = [down(f"paser-{i}", 0) for i in range(10)]
STORM = AREA[:5]


def over(outage: Outage, end: int) -> Outage:
    return replace(outage, ended_at=T0 + end * SECOND)


def passed(*outages: Outage) -> dict[str, frozenset[str]]:
    return {"passed": frozenset(each.id for each in outages)}


def told(alerter: Alerter, *args, **rest) -> list[tuple[str, str]]:
    """Who is told, and why; the memory goes through the store in between."""
    said = [each[:2] for each in alerter.sees(world(*args, **rest))]
    alerter.memory = [from_told(to_told(memo)) for memo in alerter.memory]
    return said


def only(*names: str) -> Alerting:
    """Receivers that were not there before."""
    receivers = {name: Receiver(name, ReceiverKind.WEBHOOK, {}) for name in names}
    return replace(alerting(Route("baru", Match(), to(*names)), rules=SINGLE), receivers=receivers)


def test_an_end_that_was_held_back_for_hours_is_no_outage_that_did_not_happen() -> None:
    alerter = Alerter()
    told(alerter, 5, [ONE])
    seen = world(5 * 3600)
    alerter.sees(seen)
    said = message_of(alerter.last.drafts[0], seen)
    assert said.title == "PULIH: paser-1 (Paser Belengkong)"


def test_what_a_storm_held_back_for_one_is_told_although_another_heard_of_it() -> None:
    first = Route("kuaro", Match(sites=frozenset({"kuaro-1"})), to("grup"), goes_on=True)
    plan = alerting(first, Route("semua", Match(), to("surel")), rules=SINGLE)
    late = down("kuaro-1", 10)
    done = over(late, 40)
    alerter = Alerter()
    assert told(alerter, 5, STORM, plan) == [("surel", "began")]
    assert told(alerter, 15, [*STORM, late], plan) == [("grup", "began")]
    assert told(alerter, 41, [*STORM, done], plan, **passed(done)) == [("grup", "ended")]
    assert told(alerter, 65, [*STORM, done], plan) == [("surel", "ended_unseen")]


def test_who_stands_in_for_another_hears_of_the_end_and_not_that_it_was_missed() -> None:
    plan = only("grup", "surel")
    alerter = Alerter()
    told(alerter, 5, [ONE], alerting(Route("a", Match(), to("grup", "hp-rina"))))
    done = over(ONE, 60)
    # An heir of hp-rina, who is gone: told of the end, and of nothing else.
    assert sorted(told(alerter, 61, [done], plan, **passed(done))) == [
        ("grup", "ended"),
        ("surel", "ended"),
    ]


def test_a_site_that_joins_an_area_in_a_storm_and_is_back_is_told_while_the_rest_is_down() -> None:
    late = down("paser-10", 22)
    done = over(late, 50)
    alerter = Alerter()
    assert told(alerter, 20, AREA) == [("grup", "began")]
    assert told(alerter, 30, [*AREA, late]) == []
    assert told(alerter, 51, [*AREA, done], **passed(done)) == []
    assert told(alerter, 80, [*AREA, done]) == [("grup", "ended_unseen")]
    assert told(alerter, 90, [*AREA, done]) == []


def test_of_an_area_first_seen_when_some_are_back_these_are_told_too() -> None:
    back = [over(each, 100) for each in AREA[:3]]
    alerter = Alerter()
    assert told(alerter, 300, [*back, *AREA[3:]], **passed(*back)) == [
        ("grup", "ended_unseen"),
        ("grup", "began"),
    ]


def test_a_link_that_is_back_is_not_told_as_down_and_its_sites_are_told_with_it() -> None:
    hub = down(HUB, 0, 300)
    k = [down(f"kuaro-{i}", 1) for i in range(3)]
    first, rest = over(k[0], 302), [over(each, 307) for each in k[1:]]
    alerter = Alerter()
    assert told(alerter, 305, [hub, first, *k[1:]], **passed(hub, first)) == []
    assert "waiting_for_cause" in quiet(alerter)
    assert told(alerter, 308, [hub, first, *rest], **passed(*rest)) == []
    last = world(311, [hub, first, *rest])
    assert [each[:2] for each in alerter.sees(last)] == [("grup", "ended_unseen")]
    (draft,) = alerter.last.drafts
    assert {item.outage for item in draft.items} == {each.id for each in (hub, *k)}
    assert message_of(draft, last).title == "SEMPAT GANGGUAN: Hub Kuaro, 12 titik"
    assert alerter.memory == []


def test_what_does_not_follow_a_link_that_was_back_is_told_as_a_fault_of_its_own() -> None:
    hub, stays = down(HUB, 0, 300), down("kuaro-1", 1)
    alerter = Alerter()
    assert told(alerter, 305, [hub, stays], **passed(hub)) == []
    assert told(alerter, 311, [hub, stays]) == [("grup", "ended_unseen"), ("grup", "began")]
    assert [memo.item for memo in alerter.memory] == [f"outage/{stays.id}"]


def test_a_site_that_follows_its_link_and_fails_anew_is_told_in_that_order() -> None:
    hub, site = down(HUB, 0, 300), down("kuaro-1", 1, 302)
    waits, again = down("kuaro-2", 1), down("kuaro-1", 307)
    alerter = Alerter()
    assert told(alerter, 305, [hub, site, waits], **passed(hub, site)) == []
    assert told(alerter, 308, [hub, site, waits, again]) == [
        ("grup", "ended_unseen"),
        ("grup", "began"),
    ]


def test_what_passed_below_a_link_that_lasts_is_listed_when_the_link_is_back() -> None:
    hub, site = down(HUB, 0), down("kuaro-1", 1, 20)
    alerter = Alerter()
    assert told(alerter, 5, [hub]) == [("grup", "began")]
    assert told(alerter, 30, [hub, site], **passed(site)) == []
    back = over(hub, 100)
    assert told(alerter, 101, [back, site], **passed(back)) == [("grup", "ended")]
    assert {item.outage for item in alerter.last.drafts[0].items} == {hub.id, site.id}
    assert alerter.memory == []


def test_who_stands_in_for_two_hears_of_an_end_once() -> None:
    alerter = Alerter()
    told(alerter, 4, [ONE], alerting(Route("s", Match(), to("grup", "surel"))))
    done = over(ONE, 60)
    assert told(alerter, 61, [done], only("baru"), **passed(done)) == [("baru", "ended")]
    assert alerter.memory == []


def test_of_two_that_stand_in_one_hears_at_once_and_the_other_after_its_storm() -> None:
    before = alerting(Route("s", Match(), to("grup")), rules=SINGLE)
    after = only("satu", "dua")
    alerter = Alerter()
    told(alerter, 4, [ONE], before)
    alerter.calm = {("dua", True): T0 + 90 * SECOND}
    done = over(ONE, 60)
    assert told(alerter, 61, [done], after, **passed(done)) == [("satu", "ended")]
    assert told(alerter, 62, [done], after) == []
    assert told(alerter, 90, [done], after) == [("dua", "ended_unseen")]
    assert alerter.memory == []


def test_nobody_who_heard_nothing_of_an_outage_is_told_that_there_was_none() -> None:
    late = down("paser-9", 10)
    done = over(late, 40)
    plan = alerting(rules=SINGLE)
    alerter = Alerter()
    told(alerter, 5, STORM, plan)
    told(alerter, 41, [*STORM, done], plan, **passed(done))
    assert len(alerter.memory) == 6
    assert told(alerter, 65, STORM, plan, voided=frozenset({late.id})) == []
    assert len(alerter.memory) == 5


def test_an_area_is_back_although_one_of_its_sites_is_not_watched_any_more() -> None:
    alerter = Alerter()
    told(alerter, 20, AREA)
    left = tuple(site for site in TOWN.sites if site.id != AREA[0].site)
    gone = tuple(site for site in TOWN.sites if site.id == AREA[0].site)
    seen = world(
        101, [over(each, 100) for each in AREA], town=replace(TOWN, sites=left, departed=gone)
    )
    alerter.sees(seen)
    (draft,) = alerter.last.drafts
    assert message_of(draft, seen).title == "PULIH: 10 titik di Paser Belengkong"


def test_a_replay_looks_again_when_a_link_that_passed_in_a_storm_has_settled() -> None:
    storm = [down(f"paser-{i}", 0, 7200) for i in range(5)]
    whole = world(0, [*storm, down(HUB, 30, 60), down("kuaro-1", 31, 7200)], alerting(rules=SINGLE))
    said = [each for each in replay(whole, T0, T0 + HOUR) if "Hub Kuaro" in each.message.title]
    assert [each.message.reason for each in said] == [NotifyReason.ENDED_UNSEEN]
    assert said[0].at <= T0 + 130 * SECOND
