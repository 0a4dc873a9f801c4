"""Whatever is edited while something is down: who was told of it is told of its end, as it was."""

from dataclasses import replace
from pathlib import Path

from alerts.alerter import Alerter as Process
from alerts.message import Message, from_json
from alerts.reading import Eyes
from alerts.words.compose import message_of
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.inventory.alerting import Alerting, Match, Person, Receiver, ReceiverKind, Route
from pantau.store import Outbox, Store
from tests.alerts.town import T0, TOWN, Alerter, alerting, down, to, world
from tests.cli.story import INVENTORY, WHO, applied, closed, commit, opened, watching
from tests.sla.build import at

ONE = down("paser-1", 0)
OVER = replace(ONE, ended_at=T0 + 60 * SECOND)


def told_before(plan: Alerting | None = None) -> Alerter:
    alerter = Alerter()
    alerter.sees(world(4, [ONE], plan))
    return alerter


def renamed() -> Alerting:
    receivers = {"grup-noc": Receiver("grup-noc", ReceiverKind.WEBHOOK, {})}
    return replace(alerting(Route("semua", Match(), to("grup-noc"))), receivers=receivers)


def words(alerter: Alerter, seen) -> Message:
    (draft,) = alerter.last.drafts
    return message_of(draft, seen)


def test_a_route_that_was_taken_out_still_leads_to_the_end() -> None:
    alerter = told_before()
    elsewhere = alerting(Route("lain", Match(sites=frozenset({"kuaro-1"})), to("surel")))
    assert [each[:2] for each in alerter.sees(world(61, [OVER], elsewhere))] == [("grup", "ended")]


def test_a_person_who_was_taken_out_still_hears_of_the_end() -> None:
    route = Route("semua", Match(), to("hp-rina"))
    alerter = told_before(alerting(route))
    nobody = replace(alerting(), people={"budi": Person("budi", "Budi", ("surel",))})
    told = alerter.sees(world(61, [OVER], nobody))
    assert [each[:2] for each in told] == [("hp-rina", "ended")]


def test_a_receiver_that_is_named_otherwise_is_told_of_what_is_on_and_of_its_end_once() -> None:
    alerter = told_before()
    assert [each[:2] for each in alerter.sees(world(10, [ONE], renamed()))] == [
        ("grup-noc", "began")
    ]
    assert [each[:2] for each in alerter.sees(world(61, [OVER], renamed()))] == [
        ("grup-noc", "ended")
    ]
    assert alerter.memory == []


def test_one_that_is_named_otherwise_while_nobody_decides_is_told_of_the_end() -> None:
    alerter = told_before()
    told = alerter.sees(world(61, [OVER], renamed(), passed=frozenset({ONE.id})))
    assert [each[:2] for each in told] == [("grup-noc", "ended")]
    assert alerter.memory == []


def test_where_no_route_leads_anywhere_the_letter_waits_where_people_see_it() -> None:
    alerter = told_before()
    assert [each[:2] for each in alerter.sees(world(61, [OVER], Alerting()))] == [("grup", "ended")]


def test_nobody_writes_reminders_to_a_receiver_that_is_gone() -> None:
    hourly = Route("semua", Match(), to("grup"), repeat_us=HOUR)
    alerter = told_before(alerting(hourly))
    told = [each[:2] for n in range(5) for each in alerter.sees(world(4000 * n, [ONE], renamed()))]
    assert told == [("grup-noc", "began")]


def test_a_site_that_is_taken_out_while_down_is_not_called_back() -> None:
    alerter = told_before()
    sites = tuple(site for site in TOWN.sites if site.id != "paser-1")
    gone = tuple(site for site in TOWN.sites if site.id == "paser-1")
    seen = world(61, [OVER], town=replace(TOWN, sites=sites, departed=gone))
    alerter.sees(seen)
    assert words(alerter, seen).title == "TIDAK DIPANTAU LAGI: paser-1 (Paser Belengkong)"


def test_an_outage_that_is_voided_is_not_called_back() -> None:
    alerter = told_before()
    seen = world(61, voided=frozenset({ONE.id}))
    alerter.sees(seen)
    said = words(alerter, seen)
    assert said.title == "GANGGUAN DIBATALKAN: paser-1 (Paser Belengkong)"
    assert said.lines == ("Diputuskan bahwa gangguan ini tidak terjadi.",)


NOW = at("2025-05-31T20:00")
ALERTS = """\
alerts:
  receivers: {grup: {kind: webhook, url: "http://127.0.0.1:9/"}}
  rules: {ticket_missing: {enabled: false}, collector_silent: {after: 1m}}
  routes: [{name: semua, to: [grup]}]
"""


def titles(outbox: Outbox) -> list[str]:
    return [from_json(each.body).title for each in reversed(outbox.letters())]


def test_a_collector_that_is_off_for_hours_over_the_end_of_a_month_loses_no_end(
    tmp_path: Path,
) -> None:
    with Store.open(tmp_path) as store, Outbox.open(tmp_path) as outbox:
        store.record([applied(INVENTORY + ALERTS)], at=NOW - MINUTE, **WHO)
        run = watching(store, NOW - MINUTE, "kantor", "desa", "sekolah")
        commit(store, run, NOW, opened("kantor", NOW - 4 * SECOND))
        alerter = Process.begin(Eyes(tmp_path, tmp_path / "none.yaml"), outbox, NOW)
        for minute in range(0, 600, 10):
            alerter.step(NOW + minute * MINUTE)
        assert titles(outbox) == [
            "GANGGUAN: Kantor Bupati (Tanah Grogot)",
            "TIDAK ADA PEMANTAUAN: kolektor tidak memberi kabar",
        ]
        later = NOW + 10 * HOUR
        again = watching(store, later, "kantor", "desa", "sekolah")
        commit(store, again, later + SECOND, closed("kantor", NOW))
        alerter.step(later + SECOND)
        assert sorted(titles(outbox)[2:]) == [
            "PEMANTAUAN BERJALAN LAGI",
            "PULIH: Kantor Bupati (Tanah Grogot)",
        ]
        assert outbox.memory() == ()
        ends = [each for each in outbox.letters() if "PULIH" in each.body]
        assert from_json(ends[0].body).lines[0].startswith("Berlangsung 4 dtk")
        alerter.eyes.close()
