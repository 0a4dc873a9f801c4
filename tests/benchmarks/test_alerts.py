"""Which outages are told in the benchmark of alerts, and what is made of what arrived."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

from benchmarks import alert_scene, prometheus
from benchmarks.alert_scene import alerts, failures, scenario, without_alerts
from benchmarks.heard import Span, Word, delays, from_alertmanager, from_pantau
from pantau.inventory import parse_inventory
from pantau.lab.scenario import read_script
from pantau.lab.script import SECOND, SiteOutage
from tests.lab.shipped import every

SHIPPED = without_alerts((Path(__file__).parents[2] / "inventory.yaml").read_text("utf-8"))
FOUND = failures(every(1), 5)


def test_each_failure_is_one_of_its_own_and_none_is_folded() -> None:
    assert len({each.site for each in FOUND}) == len(FOUND) == alert_scene.OUTAGES
    kecamatan = {site.id: site.kecamatan for site in every(1).sites}
    sizes = Counter(kecamatan.values())
    down = Counter(kecamatan[each.site] for each in FOUND)
    assert all(2 * n < sizes[name] for name, n in down.items())
    for name in {each.receiver for each in FOUND}:
        begins = [each.at_ms for each in FOUND if each.receiver == name]
        assert all(later - at > 30_000 for at, later in pairwise(begins))


def test_the_scene_can_be_played_and_is_over_in_time() -> None:
    text = SHIPPED + alerts(FOUND, "http://127.0.0.1:9/")
    reading = parse_inventory(text.encode(), "inventory.yaml")
    assert reading.inventory is not None, reading.problems
    assert len(reading.inventory.alerting.receivers) == alert_scene.RECEIVERS
    script = read_script(scenario(FOUND, 5), reading.inventory)
    assert len(script.events) == len(FOUND)
    assert all(isinstance(event, SiteOutage) for event in script.events)
    assert max(event.end for event in script.events) < script.lasts - 10 * SECOND
    assert all(link.loss == 0 for link in script.links.values())


def test_a_delay_lasts_from_the_truth_to_the_first_word_of_it() -> None:
    truth = [Span("a", 100, 200), Span("b", 100, 200), Span("c", 100, 200)]
    words = [
        *(Word(105, "a", over=False), Word(107, "a", over=False), Word(203, "a", over=True)),
        *(Word(99, "b", over=False), Word(150, "b", over=True), Word(110, "x", over=False)),
    ]
    assert delays(words, truth) == ([5], [3], 3)


def test_a_storm_is_read_by_its_parts_and_other_kinds_are_no_words_of_outages(
    tmp_path: Path,
) -> None:
    def part(site: str, kind: str = "site_down", **more: object) -> dict[str, object]:
        return {"kind": kind, "labels": {"site": site}, "resolved": False, "parts": [], **more}

    said = [
        part("a"),
        part("b", resolved=True),
        part("-", kind="", parts=[part("c"), part("d")]),
        part("e", kind="budget_burning"),
    ]
    file = tmp_path / "heard"
    file.write_text("".join(json.dumps({"at": 7, "said": each}) + "\n" for each in said))
    assert [(word.site, word.over) for word in from_pantau(file)] == [
        *(("a", False), ("b", True)),
        *(("c", False), ("d", False)),
    ]


def test_what_alertmanager_tells_is_read_alert_by_alert(tmp_path: Path) -> None:
    alerts = [{"status": s, "labels": {"site": "a"}} for s in ("firing", "resolved")]
    file = tmp_path / "heard"
    file.write_text(json.dumps({"at": 7, "said": {"alerts": alerts}}) + "\n")
    assert list(from_alertmanager(file)) == [Word(7, "a", over=False), Word(7, "a", over=True)]


def test_prometheus_asks_for_every_site() -> None:
    inventory = every(1)
    config = prometheus.settings(inventory)["prometheus.yml"]
    asked = json.dumps(config)
    assert all(f'"{site.address}"' in asked for site in inventory.sites)
