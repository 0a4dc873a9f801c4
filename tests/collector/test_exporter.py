"""What Prometheus sees."""

from dataclasses import replace
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from collector.exporter import registry_of
from collector.figures import Figures
from pantau.facts.brought import SamplesImported, SamplesSettled
from pantau.facts.causes import CauseFacts, CauseSuggested
from pantau.facts.instant import HOUR, MINUTE, SECOND
from pantau.facts.probed import LastAnswer
from pantau.facts.region import Complaint, ReportChannel
from pantau.facts.village_reports import PeopleReported
from pantau.facts.words import Cause, DegradedReason, ProbeOutcome
from pantau.inventory.asking import Probe
from pantau.store import Dense, Probes, Store
from tests.collector.world import Running, World
from tests.fakes.inventories import inventory_text, small_inventory
from tests.meeting.made import window

Series = dict[tuple[str, frozenset[tuple[str, str]]], float]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "data")


def scrape(running: Running, figures: Figures | None = None) -> Series:
    text = generate_latest(registry_of(running.health, figures or Figures())).decode()
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def of_site(series: Series, name: str, site: str, **labels: str) -> float | None:
    wanted = {"site": site, **labels}.items()
    found = [v for (n, have), v in series.items() if n == name and set(wanted) <= have]
    return found[0] if found else None


def test_a_site_is_one_when_up_zero_when_down_and_absent_while_unknown(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.2"
    running = world.start()
    series = scrape(running)
    assert of_site(series, "pantau_site_up", "site-0") is None
    assert of_site(series, "pantau_site_state", "site-0", state="unknown") == 1
    running.run(30)
    series = scrape(running)
    assert of_site(series, "pantau_site_up", "site-0") == 1
    assert of_site(series, "pantau_site_up", "site-1") == 0
    assert of_site(series, "pantau_site_state", "site-1", state="down") == 1
    assert of_site(series, "pantau_site_state", "site-1", state="up") == 0
    assert of_site(series, "pantau_outages_total", "site-1") == 1
    world.answers = lambda address, t: False
    running.run(60)
    series = scrape(running)
    assert of_site(series, "pantau_site_up", "site-0") is None
    assert series[("pantau_vantage_blind", frozenset({("for", "*")}))] == 1
    assert series[("pantau_collector_measuring", frozenset())] == 0
    running.stop()


def test_round_trips_and_packets_are_in_base_units(world: World) -> None:
    running = world.start().run(30)
    series = scrape(running)
    assert of_site(series, "pantau_probe_duration_seconds", "site-2", probe="icmp") == 0.01
    sent = of_site(series, "pantau_probe_packets_total", "site-2", direction="sent")
    assert sent == of_site(series, "pantau_probe_packets_total", "site-2", direction="received")
    assert sent == 6
    running.stop()


def test_names_are_text_in_labels(world: World) -> None:
    text = inventory_text(2).replace("kecamatan: Kuaro", "kecamatan: 'Ku\"a\\ro'", 1)
    running = world.start(small_inventory(text=text)).run(10)
    series = scrape(running)
    assert of_site(series, "pantau_site_up", "site-0", kecamatan='Ku"a\\ro') == 1
    running.stop()


def test_the_contract_s_figures_come_from_the_one_calculator(world: World) -> None:
    running = world.start().run(60)
    figures = Figures()
    with Store.open(world.data, readonly=True) as store:
        figures.compute(store, small_inventory(), world.clock.wall_ns() // 1000)
    series = scrape(running, figures)
    assert of_site(series, "pantau_sla_availability_ratio", "site-0", tier="fo-50") == 1
    # 0.5 % of September's 30 days
    budget = of_site(series, "pantau_sla_error_budget_remaining_seconds", "site-0")
    assert budget == 30 * 86400 * 5 // 1000
    running.stop()


def test_suggested_causes_are_counted_with_all_their_labels(world: World) -> None:
    world.answers = lambda address, t: address != "127.64.1.2"
    running = world.start().run(30)
    with Store.open(world.data) as store:
        [outage] = store.outages(0, 2**62)
        fact = CauseSuggested(outage.id, "site-1", Cause.LINE, (), CauseFacts(), ended=False)
        now = world.clock.wall_ns() // 1000
        store.record([fact], at=now, author="collector", via="test")
        figures = Figures()
        figures.compute(store, small_inventory(), now)
    shown = {
        (labels["cause"], labels["certainty"]): value
        for (name, pairs), value in scrape(running, figures).items()
        if name == "pantau_outages_by_suggested_cause"
        for labels in [dict(pairs)]
    }
    assert shown == {
        (cause.value, certainty): float((cause, certainty) == (Cause.LINE, "early"))
        for cause in Cause
        for certainty in ("early", "last")
    }
    assert "pantau_outages_by_suggested_cause" in (ROOT / "docs" / "causes.md").read_text("utf-8")
    running.stop()


def test_references_and_counters_of_the_collector_are_there(world: World) -> None:
    running = world.start().run(20)
    series = scrape(running)
    reference = {("reference", "reference/internet"), ("layer", "outside")}
    assert series[("pantau_reference_up", frozenset(reference))] == 1
    assert series[("pantau_collector_storing", frozenset())] == 1
    assert series[("pantau_collector_commits_total", frozenset())] >= 4
    assert series[("pantau_inventory_last_reload_successful", frozenset())] == 1
    running.stop()


@pytest.mark.parametrize("simulation", [True, False])
def test_what_is_simulated_says_so(world: World, simulation: bool) -> None:
    mark = "simulation: true\n" if simulation else ""
    running = world.start(small_inventory(text=mark + inventory_text(2))).run(5)
    assert (("pantau_simulation", frozenset()) in scrape(running)) is simulation
    running.stop()


def test_further_probes_show_their_last_answer_while_it_is_fresh(world: World) -> None:
    http = Probe("http", "web", url="https://127.0.0.1/")
    inventory = small_inventory(2)
    first, second = inventory.sites
    asked = replace(first, probes=(*first.probes, http, replace(http, name="old")))
    running = world.start(replace(inventory, sites=(asked, second)))
    running.health.data = world.data
    now, web = world.instant(0), {"site": "site-0", "probe": "web"}
    details = {"status": 503, "connect_us": 2_000}
    bad = ProbeOutcome.BAD_STATUS
    answer = LastAnswer(
        "site-0", "web", "http", now, bad, now, None, details, 4_000_000_000 * SECOND
    )
    with Probes.open(world.data) as probes:
        probes.write(
            [
                answer,
                replace(answer, probe="old", at=now - HOUR),
                replace(answer, probe="gone"),
                replace(answer, site="site-1"),
            ]
        )
    series = scrape(running)
    assert of_site(series, "pantau_probe_success", **web) == 0
    assert of_site(series, "pantau_probe_http_status_code", **web) == 503
    phase = of_site(series, "pantau_probe_phase_duration_seconds", phase="connect", **web)
    assert phase == 0.002
    ends = of_site(series, "pantau_probe_certificate_expiry_timestamp_seconds", **web)
    assert ends == 4_000_000_000
    assert of_site(series, "pantau_probe_duration_seconds", **web) is None
    assert len([name for name, _ in series if name == "pantau_probe_success"]) == 1
    with Probes.open(world.data) as probes:
        met = ProbeOutcome.ANSWERED
        probes.write([replace(answer, outcome=met, rtt_us=1_000)])
    series = scrape(running)
    assert of_site(series, "pantau_probe_success", **web) == 1
    assert of_site(series, "pantau_probe_duration_seconds", **web) == 0.001
    (world.data / "probes.sqlite").write_bytes(b"x" * 8192)
    assert of_site(scrape(running), "pantau_probe_success", **web) is None
    running.stop()


def test_what_is_worse_than_promised_is_named_while_it_is(world: World) -> None:
    running = world.start().run(30)
    assert of_site(scrape(running), "pantau_site_degraded_reason", "site-0") is None
    quality = running.collector.engine.targets["site-0"].quality
    quality.go_on(world.instant(10), (DegradedReason.LOSS, DegradedReason.LATENCY))
    series = scrape(running)
    for reason in ("loss", "latency"):
        assert of_site(series, "pantau_site_degraded_reason", "site-0", reason=reason) == 1
    assert of_site(series, "pantau_site_degraded_reason", "site-0", reason="jitter") is None
    assert of_site(series, "pantau_site_up", "site-0") == 1
    assert of_site(series, "pantau_site_state", "site-0", state="degraded") == 1
    since = of_site(series, "pantau_site_state_since_timestamp_seconds", "site-0")
    assert since == world.instant(10) / SECOND


def test_a_device_shows_what_it_said_last_in_base_units(world: World) -> None:
    inventory = small_inventory(1)
    router = Probe("snmp", "router")
    asked = replace(inventory.sites[0], probes=(*inventory.sites[0].probes, router))
    running = world.start(replace(inventory, sites=(asked,)))
    running.health.data = world.data
    now, met = world.instant(0), ProbeOutcome.ANSWERED
    said = {"in_bps": 8_000_000, "cpu_percent": 15, "temperature_dc": 455, "mains": 0}
    answer = LastAnswer("site-0", "router", "snmp", now, met, now, 900, said)
    with Probes.open(world.data) as probes:
        probes.write([answer])
    series = scrape(running)
    shown = {
        name: of_site(series, f"pantau_snmp_{name}", "site-0", probe="router")
        for name in (
            "receive_bytes_per_second",
            "cpu_ratio",
            "temperature_celsius",
            "mains_power",
            "uptime_seconds",
        )
    }
    assert shown == {
        "receive_bytes_per_second": 1_000_000,
        "cpu_ratio": 0.15,
        "temperature_celsius": 45.5,
        "mains_power": 0,
        "uptime_seconds": None,
    }
    with Probes.open(world.data) as probes:
        probes.write([replace(answer, outcome=ProbeOutcome.TIMEOUT, details={})])
    assert not [name for name, _ in scrape(running) if name.startswith("pantau_snmp")]


def test_processes_meetings_reports_and_imports_are_counted(world: World) -> None:
    running = world.start().run(30)
    running.health.data = world.data
    figures = Figures()
    names = {name for name, _ in scrape(running, figures)}
    assert not [each for each in names if each.startswith(("pantau_meeting", "pantau_imports"))]
    running.health.processes = {"further_probes": True, "meetings": False}
    now = world.instant(30)
    with Dense.open(world.data) as dense:
        at = [now - 10 * SECOND, now - 20 * SECOND, now - HOUR]
        dense.write([window(at=each) for each in at] + [window(site="b", at=at[0])])
    form = ReportChannel.FORM
    report = PeopleReported("64.01.05.2002", Complaint.DOWN, now, form, "23456789abcd")
    brought = SamplesImported("a.csv", "", "csv", 0, MINUTE, ("a",), ("icmp",), 1, 1, 0, 0, "ab")
    with Store.open(world.data) as store:
        who = {"at": now, "author": "Rina", "via": "test"}
        entry = store.record([report, brought], **who)[1]
        figures.compute(store, small_inventory(), now)
        shown = of_all(scrape(running, figures))
        assert shown["pantau_imports_unsettled"] == {(): 1}
        store.record([SamplesSettled(f"I{entry.seq}", revoked=False, days=1)], **who)
        figures.compute(store, small_inventory(), now)
    shown = of_all(scrape(running, figures))
    running.stop()
    assert shown == {
        "pantau_collector_process_up": {("further_probes",): 1, ("meetings",): 0},
        "pantau_meeting_last_window_timestamp_seconds": {(): at[0] / SECOND},
        "pantau_meeting_places_heard": {(): 2},
        "pantau_meeting_windows_last_minute": {(): 3},
        "pantau_people_reports": {("form", "open"): 1},
        "pantau_imports": {("imported",): 0, ("samples_imported",): 1},
        "pantau_imports_unsettled": {(): 0},
    }
    pages = "".join((ROOT / "docs" / f"{each}.md").read_text("utf-8") for each in _PAGES)
    assert [name for name in shown if name not in pages] == []


_PAGES = ("meetings", "people", "import", "probes")


def of_all(series: Series) -> dict[str, dict[tuple[str, ...], float]]:
    """Of what is beside the measuring, by name and the values of the labels."""
    found: dict[str, dict[tuple[str, ...], float]] = {}
    beside = ("pantau_collector_process_up", "pantau_meeting", "pantau_people", "pantau_import")
    for (name, labels), value in series.items():
        if name.startswith(beside):
            found.setdefault(name, {})[tuple(each for _, each in sorted(labels))] = value
    return found
