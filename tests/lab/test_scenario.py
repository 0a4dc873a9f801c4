"""Scenarios: what a person writes becomes a script, and what is wrong is said clearly."""

import re
from pathlib import Path

import pytest

from pantau.facts.words import Medium
from pantau.lab.answers import Form
from pantau.lab.scenario import read_script
from pantau.lab.scenario_events import KINDS
from pantau.lab.scenario_lively import Often, lively
from pantau.lab.script import (
    DAY,
    HOUR,
    LINKS,
    MILLI,
    MINUTE,
    SECOND,
    Blindness,
    ClockStep,
    Crash,
    Dark,
    DiskFull,
    Flapping,
    PowerCut,
    Profile,
    Restart,
    ScriptError,
    SiteOutage,
    Suspension,
    UpstreamFailure,
    Weather,
)
from tests.lab.shipped import every

INVENTORY = every(10)
SHIPPED = Path(__file__).parents[2] / "pantau/lab/scenarios"


def script(*events: str, lasts: str = "2h", links: str = "{}") -> tuple:
    lines = "".join(f"  - {{{event}}}\n" for event in events)
    text = f"seed: 7\nlasts: {lasts}\nlinks: {links}\nevents:\n{lines}"
    return read_script(text, INVENTORY).events


def test_each_kind_of_event_can_be_written() -> None:
    at = "at: 1m, lasts: 90s"
    site = "sites: [opd-dkisp]"
    found = script(
        f"{at}, what: outage, {site}",
        f"{at}, what: unreachable, {site}",
        f"{at}, what: forged, {site}, form: truncated",
        f"{at}, what: upstream, upstream: hub-kuaro",
        f"{at}, what: power, {site}, boot: 30s, routers: 2",
        f"{at}, what: restart, {site}",
        f"{at}, what: flapping, {site}, silent: 5s, answering: 20s",
        f"{at}, what: congestion, {site}, delay: 80ms, loss: 0.03",
        f"{at}, what: loss, {site}, bursts: {{share: 0.05, mean: 1s}}",
        f"{at}, what: blind, dark: uplink",
        f"{at}, what: crash",
        f"{at}, what: suspend",
        f"{at}, what: disk_full",
        "at: 1m, what: clock, by: -5s",
    )
    span, sites = (MINUTE, 90 * SECOND), ("opd-dkisp",)
    assert set(found) == {
        SiteOutage(*span, sites),
        SiteOutage(*span, sites, Form.UNREACHABLE),
        SiteOutage(*span, sites, Form.TRUNCATED),
        UpstreamFailure(*span, "hub-kuaro"),
        PowerCut(*span, sites, 30 * SECOND, routers=2),
        Restart(*span, sites),
        Flapping(*span, sites, on=20 * SECOND, off=5 * SECOND),
        Weather(*span, sites, delay=80 * MILLI, loss=0.03),
        Weather(*span, sites, burst_share=0.05, burst=SECOND),
        Blindness(*span, Dark.UPLINK),
        Crash(*span),
        Suspension(*span),
        DiskFull(*span),
        ClockStep(MINUTE, 0, -5 * SECOND),
    }
    assert len(KINDS) == len(found)


def test_events_repeat_and_come_in_order() -> None:
    found = script(
        "at: 50m, lasts: 1m, what: crash",
        "at: 10m, lasts: 5m, every: 30m, what: outage, sites: [opd-dkisp]",
    )
    assert [event.at // MINUTE for event in found] == [10, 40, 50, 70, 100]


def test_sites_are_named_drawn_or_all_of_a_kind() -> None:
    def sites(words: str) -> tuple[str, ...]:
        [event] = script(f"at: 0s, lasts: 1m, what: outage, {words}")
        assert isinstance(event, SiteOutage)
        return event.sites

    kuaro = tuple(site.id for site in INVENTORY.sites if site.kecamatan == "Kuaro")
    assert sites("kecamatan: Kuaro") == kuaro != ()
    drawn = sites("sites: 3")
    assert len(set(drawn)) == 3
    assert drawn == sites("sites: 3")
    assert sites("medium: radio") == tuple(
        site.id for site in INVENTORY.sites if site.medium is Medium.RADIO
    )


def test_links_are_as_usual_unless_told() -> None:
    text = "seed: 1\nlasts: 1h 30m\nlinks: {vsat: {delay: 700ms, bursts: {share: 0.1, mean: 2s}}}"
    read = read_script(text, INVENTORY)
    assert read.lasts == 90 * MINUTE
    usual = LINKS[Medium.VSAT]
    told = Profile(700 * MILLI, usual.jitter, usual.loss, 0.1, 2 * SECOND)
    assert read.links == {**LINKS, Medium.VSAT: told}


OUTAGE = "at: 1m, lasts: 1m, what: outage"


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("at: 1m, lasts: 1m, what: flood", "event 1: 'what: flood' is wrong; write one of outage,"),
        (f"{OUTAGE}, sites: [atlantis]", "event 1 (outage): 'sites: ['atlantis']' is wrong; write"),
        (f"{OUTAGE}, sites: 900", "(outage): 'sites: 900' is wrong; write ids of the inventory"),
        (f"{OUTAGE}, sites: true", "(outage): 'sites: True' is wrong; write ids of the inventory"),
        (f"{OUTAGE}, kecamatan: Atlantis", "(outage): no site is of this kecamatan and medium"),
        (f"{OUTAGE}, sites: 1, boot: 1s", "(outage): 'boot' means nothing here; leave it out"),
        ("lasts: 1m, what: crash", "(crash): 'at' is missing; write a span of time, such as 90s"),
        ("at: 5, lasts: 1m, what: crash", "(crash): 'at: 5' has no unit; write 5s"),
        ("at: 3h, lasts: 1m, what: crash", "(crash): 'at' lies behind the scenario's end"),
        ("at: 1m, lasts: 1h, every: 5m, what: crash", "'every' is shorter than 'lasts'"),
        ("at: 1m, lasts: 1m, what: upstream, upstream: hub", "'upstream: hub' is wrong; write the"),
        ("at: 1m, lasts: 1m, what: loss, loss: 5", "'loss: 5' is wrong; write a share between 0"),
        (
            "at: 1m, lasts: 1m, what: loss, bursts: {share: 1, mean: 1s}",
            "(loss): bursts: write a share between 0 and 1 and a mean above 0",
        ),
        ("at: 1m, lasts: 1m, what: loss, bursts: [1]", "'bursts: [1]' is wrong; write keys and"),
    ],
)
def test_what_is_wrong_in_an_event_is_said(event: str, message: str) -> None:
    with pytest.raises(ScriptError) as error:
        script(event)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the scenario is not YAML"),
        ("- 1", "the scenario is not a mapping; write keys and values"),
        ("lasts: 1h", "the scenario: 'seed' is missing; write a whole number"),
        ("seed: 1\nlasts: 1h\nevents: {}\nmood: good", "'mood' means nothing here; leave it out"),
        ("seed: 1\nlasts: 1h\nevents: 5", "'events: 5' is wrong; write a list"),
        ("seed: 1\nlasts: 1h\nlinks: {smoke: {}}", "'smoke' is no medium; write one of fo,"),
        (
            "seed: 1\nlasts: 1d\nevents: [{at: 0s, lasts: 0s, every: 1ms, what: crash}]",
            "the scenario has more than 100000 events; write fewer",
        ),
    ],
)
def test_what_is_wrong_in_a_scenario_is_said(text: str, message: str) -> None:
    with pytest.raises(ScriptError) as error:
        read_script(text, INVENTORY)
    assert message in str(error.value)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_scenarios_can_be_played_with_the_shipped_inventory(path: Path) -> None:
    assert read_script(path.read_text(), every(1)).events


def test_a_drawn_script_has_events_of_every_kind_and_is_the_same_for_the_same_seed() -> None:
    often = Often(site=2, shared=20, weather=20, vantage=20, machine=40)
    drawn = lively(3, INVENTORY, DAY, often)
    assert drawn == lively(3, INVENTORY, DAY, often) != lively(4, INVENTORY, DAY, often)
    kinds = {type(event) for event in drawn.events}
    assert kinds >= {SiteOutage, UpstreamFailure, PowerCut, Flapping, Weather, Blindness}
    assert kinds >= {Crash, ClockStep, Suspension, DiskFull}
    assert all(MINUTE <= event.at < DAY - MINUTE for event in drawn.events)
    assert lively(3, INVENTORY, HOUR, Often(0, 0, 0, 0, 0)).events == ()


PAGE = (Path(__file__).parents[2] / "docs" / "lab.md").read_text()


def test_the_page_about_the_lab_knows_every_kind_of_event_and_no_other() -> None:
    table = PAGE.partition("| `what` |")[2].partition("\n\n")[0]
    first = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert {word for cell in first for word in re.findall(r"`(\w+)`", cell)} == set(KINDS)


def test_the_scenario_on_the_page_can_be_played() -> None:
    [text] = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    assert len(read_script(text.replace("lasts: 2h", "lasts: 3d"), every(1)).events) == 5
