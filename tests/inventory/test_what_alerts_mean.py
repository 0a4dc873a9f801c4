"""From the section ``alerts`` to what alerts read."""

import re
from dataclasses import fields
from datetime import time
from pathlib import Path

import pytest

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND, parse_iso
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.facts.words import SiteKind
from pantau.inventory import Inventory, Reading, parse_inventory
from pantau.inventory.alerting import (
    RULE_KEYS,
    RULES,
    Alerting,
    DeadMan,
    Match,
    Morning,
    Person,
    Quiet,
    Receiver,
    ReceiverKind,
    Rule,
    Shift,
    Step,
    Target,
    TargetKind,
    Weekly,
)
from pantau.inventory.alerting_shape import RECEIVERS
from pantau.inventory.history import past_changes
from pantau.inventory.quantities import duration_text

PAGE = (Path(__file__).parents[2] / "docs/inventory.md").read_text(encoding="utf-8")
HEAD = """\
version: 1
timezone: Asia/Makassar
defaults: {kecamatan: {Kuaro: {contract: telkom}}}
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  telkom:
    provider: Telkom
    from: 2026-01-01
    to: 2026-12-31
    tiers: {fo-50: {objective: 99.5, patience: 30s}, radio: {objective: 98}}
    amendments: [{from: &july 2026-07-01, tiers: {fo-50: {fee: 2600000}, fo-100: {patience: 1m}}}]
sites:
  - {id: a, name: A, kind: puskesmas, kecamatan: Kuaro, address: 127.64.1.1, tier: fo-50}
  - {id: b, name: B, kind: desa, kecamatan: Kuaro, address: 127.64.1.2, tier: radio}
  - {id: c, name: C, kind: desa, kecamatan: Kuaro, address: 127.64.1.3, tier: fo-100, from: *july}
"""
GROUP = """\
alerts:
  receivers:
    grup: {kind: telegram, chat: "-1001234", token: env:PANTAU_TELEGRAM_TOKEN}
"""
ALL = "  routes: [{name: semua, to: [grup]}]\n"


def read(text: str) -> Reading:
    return parse_inventory((HEAD + text).encode(), "inventory.yaml")


def sound(text: str) -> Inventory:
    reading = read(text)
    assert reading.inventory is not None, [str(each) for each in reading.problems]
    return reading.inventory


def alerting(more: str) -> Alerting:
    return sound(GROUP + more).alerting


def receiver(line: str) -> Receiver:
    return alerting(f"    x: {{{line}}}\n{ALL}").receivers["x"]


def local(text: str) -> int:
    return parse_iso(text, sound("").timezone)


@pytest.mark.parametrize("text", ["", "alerts:\n", "alerts: {}\n"])
def test_without_the_section_nobody_is_told_and_the_default_rules_hold(text: str) -> None:
    assert sound(text).alerting == Alerting()
    assert sound(text).alerting.rules == RULES


def test_the_example_on_the_page_is_an_inventory_without_a_problem() -> None:
    example = next(
        each for each in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "rotas:" in each
    )
    assert read(example).problems == ()
    found = sound(example).alerting
    assert len(found.receivers) == 4
    assert [route.name for route in found.routes] == ["kritis", "semua"]


@pytest.mark.parametrize("kind", AlertKind)
def test_the_page_says_which_rule_holds_where_nothing_is_written(kind: AlertKind) -> None:
    (row,) = re.findall(rf"^\| `{kind}`.*", PAGE, re.MULTILINE)
    assert f"| `{RULES[kind].severity}` |" in row
    rule = {
        field.name.removesuffix("_us"): getattr(RULES[kind], field.name) for field in fields(Rule)
    }
    for key in ("after", "sites", "share", "times", "within", "ahead"):
        value = rule[key] if key in ("sites", "share", "times") else duration_text(rule[key])
        shown = f"{key}: {'0s' if value == '0ms' else value}"
        assert (f"`{shown}`" in row) == (key in RULE_KEYS[kind]), key


@pytest.mark.parametrize("kind", AlertKind)
def test_a_default_is_of_a_key_that_may_be_set(kind: AlertKind) -> None:
    plain = Rule(RULES[kind].severity)
    set_here = {
        f.name.removesuffix("_us")
        for f in fields(Rule)
        if getattr(RULES[kind], f.name) != getattr(plain, f.name)
    }
    assert set_here <= RULE_KEYS[kind]


def test_every_kind_of_receiver_has_a_row_in_the_table() -> None:
    assert set(RECEIVERS) == set(ReceiverKind)


def test_a_receiver_keeps_its_settings_as_written_beside_what_all_have() -> None:
    found = receiver(
        "kind: telegram, chat: -1005, token: env:T, api: http://127.0.0.1:81, language: en, "
        "a_minute: 5, fallback: grup"
    )
    settings = {"chat": "-1005", "token": "env:T", "api": "http://127.0.0.1:81"}
    assert found == Receiver("x", ReceiverKind.TELEGRAM, settings, "en", 5, "grup")


def test_mail_is_encrypted_unless_told_otherwise() -> None:
    line = (
        'kind: email, to: "a@contoh.id,b@contoh.id", from: p@contoh.id, '
        'server: "Surel.Contoh.id:587"'
    )
    assert receiver(line).settings == {
        "tls": "starttls",
        "to": "a@contoh.id, b@contoh.id",
        "from": "p@contoh.id",
        "server": "surel.contoh.id:587",
    }
    assert receiver(f"{line}, tls: none").settings["tls"] == "none"
    assert receiver(line.replace("Surel.Contoh.id", "[0:0::1]")).settings["server"] == "[::1]:587"


@pytest.mark.parametrize(
    "line",
    [
        "kind: whatsapp, phone_id: 12, to: env:TO, token: file:/etc/token, template: gangguan",
        "kind: ntfy, server: https://ntfy.contoh.id, topic: file:topik, token: env:T",
        "kind: ntfy, server: http://127.0.0.1:80, topic: pantau_1, token: env:T",
        'kind: ntfy, server: "http://[::1]:80", topic: env:TOPIK, token: env:T',
        "kind: ntfy, server: http://localhost, topic: pantau, token: env:T",
        "kind: ntfy, server: http://ntfy.contoh.id, topic: pantau",
        "kind: webhook, url: env:URL, secret: env:S",
        "kind: webhook, url: http://127.0.0.1:8080/x",
        "kind: alertmanager, url: http://127.0.0.1:9093",
        "kind: apprise, url: file:/etc/pantau/apprise",
        "kind: email, to: a@b.id, from: a@b.id, server: localhost:25, tls: none, "
        "user: u, password: env:P",
    ],
)
def test_what_is_kept_elsewhere_or_stays_on_this_machine_is_fine(line: str) -> None:
    reading = read(f"{GROUP}    x: {{{line}}}\n{ALL}")
    assert reading.problems == ()


def test_people_and_rotas() -> None:
    found = alerting(
        "  people:\n"
        "    rina: {name: Rina, receivers: [grup], telegram: 123456}\n"
        "    budi: {name: Budi, receivers: [grup]}\n"
        "  rotas:\n"
        "    piket:\n"
        "      turns: {from: 2026-11-02T08:00, days: 7, people: [rina, budi]}\n"
        '      shifts: [{from: 2026-11-25T08:00, to: "2026-11-25T04:00:00+00:00", person: budi}]\n'
        + ALL
    )
    assert found.people["rina"] == Person("rina", "Rina", ("grup",), None, 123456)
    rota = found.rotas["piket"]
    assert rota.turns == Weekly(local("2026-11-02T08:00"), 7, ("rina", "budi"))
    assert rota.shifts == (Shift(local("2026-11-25T08:00"), local("2026-11-25T12:00"), "budi"),)


def test_a_rule_keeps_what_it_does_not_name() -> None:
    rules = alerting(
        "  rules: {area_down: {share: 60%, within: 5m}, flapping: {enabled: false},\n"
        "    certificate_ending: {days: [60, 5]}}\n" + ALL
    ).rules
    assert rules[AlertKind.AREA_DOWN] == Rule(
        AlertSeverity.CRITICAL, sites=5, share=60, within_us=5 * MINUTE
    )
    assert rules[AlertKind.FLAPPING] == Rule(
        AlertSeverity.WARNING, enabled=False, times=5, within_us=HOUR
    )
    assert rules[AlertKind.TERM_ENDING].ahead_us == 60 * DAY
    assert rules[AlertKind.CERTIFICATE_ENDING].days == (60, 5)
    assert set(rules) == set(AlertKind)


def test_a_route_is_what_it_says() -> None:
    (route,) = alerting(
        "  people: {rina: {name: Rina, receivers: [grup]}}\n"
        "  rotas: {piket: {turns: {from: 2026-11-02T08:00, days: 7, people: [rina]}}}\n"
        "  routes:\n"
        "    - name: kritis\n"
        "      match: {least: critical, kinds: [incident], site_kinds: [puskesmas],\n"
        "        kecamatan: [Kuaro], providers: [Telkom], tiers: [fo-50, fo-100],\n"
        '        sites: [a], hours: "07:00-24:00"}\n'
        '      to: [grup, "person:rina", "oncall:piket"]\n'
        '      escalate: [{after: 15m, to: ["oncall:piket"]}]\n'
        "      repeat: 4h\n"
        '      quiet: {hours: "22:00-06:00", below: warning}\n'
        "      goes_on: true\n"
    ).routes
    on_call = Target(TargetKind.ONCALL, "piket")
    assert route.match == Match(
        kinds=frozenset({AlertKind.INCIDENT}),
        least=AlertSeverity.CRITICAL,
        site_kinds=frozenset({SiteKind.PUSKESMAS}),
        kecamatan=frozenset({"Kuaro"}),
        providers=frozenset({"Telkom"}),
        tiers=frozenset({"fo-50", "fo-100"}),
        sites=frozenset({"a"}),
        hours=(time(7), time(0)),
    )
    assert route.to == (
        Target(TargetKind.RECEIVER, "grup"),
        Target(TargetKind.PERSON, "rina"),
        on_call,
    )
    assert route.escalate == (Step(15 * MINUTE, (on_call,)),)
    assert (route.repeat_us, route.goes_on) == (4 * HOUR, True)
    assert route.quiet == Quiet(time(22), time(6), AlertSeverity.WARNING)


def test_a_route_that_goes_on_hides_none_behind_it() -> None:
    routes = "  routes: [{name: satu, to: [grup], goes_on: true}, {name: dua, to: [grup]}]\n"
    assert read(GROUP + routes).problems == ()


def test_the_rest_of_the_section() -> None:
    found = alerting(
        '  link: https://pantau.contoh.id\n  wait: 0s\n  morning: {at: "07:00", to: [grup]}\n'
        "  dead_man: {url: http://127.0.0.1/ping, every: 30s}\n" + ALL
    )
    assert (found.link, found.wait_us) == ("https://pantau.contoh.id", 0)
    assert found.morning == Morning(time(7), (Target(TargetKind.RECEIVER, "grup"),))
    assert found.dead_man == DeadMan("http://127.0.0.1/ping", 30 * SECOND)


def test_a_tiers_patience_reaches_its_sites_and_splits_no_term() -> None:
    sites = sound("").sites
    assert [[term.patience_us for term in site.terms] for site in sites] == [
        [30 * SECOND, 30 * SECOND],
        [None],
        [MINUTE],
    ]


def test_another_patience_changes_no_day_that_is_over() -> None:
    old = sound("")
    new = parse_inventory((HEAD.replace("patience: 30s", "patience: 5m")).encode(), "x").inventory
    assert new is not None
    assert new.sites[0].terms[0].patience_us == 5 * MINUTE
    assert past_changes(old, new, old.sites[0].terms[-1].start) == ()
