"""What Prometheus sees."""

from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from collector.exporter import registry_of
from collector.figures import Figures
from pantau.store import Store
from tests.collector.world import Running, World
from tests.fakes.inventories import inventory_text, small_inventory

Series = dict[tuple[str, frozenset[tuple[str, str]]], float]


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
