"""The rules for Prometheus, and the board for Grafana, speak of metrics that exist."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest

from collector.exporter import registry_of
from collector.figures import Figures
from tests.collector.world import World

ROOT = Path(__file__).parents[2]
RULES = ROOT / "alerts" / "prometheus-rules.yaml"
UNITS = Path(__file__).with_name("prometheus-rules-test.yaml")
BOARD = ROOT / "deploy" / "grafana" / "pantau.json"
PROMTOOL = shutil.which("promtool")
needs_promtool = pytest.mark.skipif(
    PROMTOOL is None and "PANTAU_REQUIRE_LAB" not in os.environ, reason="apt-get install prometheus"
)


def rules() -> list[dict[str, Any]]:
    return [r for g in yaml.safe_load(RULES.read_text())["groups"] for r in g["rules"]]


def queries() -> list[str]:
    board = json.loads(BOARD.read_text())
    return [each["expr"] for panel in board["panels"] for each in panel.get("targets", [])]


def named(expressions: list[str]) -> set[str]:
    text = " ".join(re.sub(r'"[^"]*"', '""', each) for each in expressions)
    return set(re.findall(r"\b(?:pantau_|process_|python_)\w+", text))


@pytest.fixture
def exported(tmp_path: Path) -> dict[str, set[str]]:
    """Every metric, and the labels that it has been seen with."""
    running = World(tmp_path / "data").start().run(20)
    running.health.data = tmp_path / "data"
    text = generate_latest(registry_of(running.health, Figures())).decode()
    running.stop()
    found: dict[str, set[str]] = {
        name: set() for name in re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)
    }
    for name, labels in re.findall(r"^(\w+){(.*)} ", text, re.MULTILINE):
        found.setdefault(name, set()).update(re.findall(r"(\w+)=\"", labels))
    return found


def test_every_metric_of_rules_and_board_is_exported(exported: dict[str, set[str]]) -> None:
    asked = [rule["expr"] for rule in rules()]
    assert len(asked) >= 15
    assert len(queries()) >= 30
    for used in (named(asked), named(queries())):
        assert used
        assert used <= set(exported)


def test_the_board_asks_for_labels_that_metrics_have(exported: dict[str, set[str]]) -> None:
    for query in queries():
        for name, labels in re.findall(r"(pantau_\w+){([^}]*)}", query):
            if exported[name]:  # of the others none was there to be seen
                assert set(re.findall(r"(\w+)=", labels)) <= exported[name], query


def test_what_the_board_takes_from_rules_is_recorded_there() -> None:
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    taken = set(re.findall(r"pantau:[\w:]+", " ".join(queries())))
    assert taken
    assert taken <= recorded


def test_no_two_panels_lie_on_one_another() -> None:
    cells: set[tuple[int, int]] = set()
    for panel in json.loads(BOARD.read_text())["panels"]:
        place = panel["gridPos"]
        assert place["x"] + place["w"] <= 24
        own = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not own & cells, panel["title"]
        cells |= own


def test_every_alert_says_what_is_the_matter_in_indonesian_and_how_severe_it_is() -> None:
    for rule in rules():
        if "alert" in rule:
            assert rule["labels"]["severity"] in {"page", "ticket"}
            assert rule["annotations"]["summary"]
            assert " / " in rule["annotations"]["description"] or "Jalankan" in str(rule)


@needs_promtool
def test_prometheus_takes_the_rules_and_every_query_of_the_board(tmp_path: Path) -> None:
    asked = tmp_path / "board.yaml"
    expressions = [each.replace("$kecamatan", ".*") for each in queries()]
    board = [{"record": f"board:{n}", "expr": each} for n, each in enumerate(expressions)]
    asked.write_text(yaml.safe_dump({"groups": [{"name": "board", "rules": board}]}))
    assert _promtool("check", "rules", "--lint=none", str(RULES), str(asked)) == ""


@needs_promtool
def test_the_rules_fire_when_they_should(tmp_path: Path) -> None:
    for file in (RULES, UNITS):
        shutil.copy(file, tmp_path)
    assert _promtool("test", "rules", str(tmp_path / UNITS.name)) == ""


def _promtool(*words: str) -> str:
    assert PROMTOOL is not None, "CI has prometheus"
    done = subprocess.run(
        [PROMTOOL, *words], capture_output=True, text=True, check=False, timeout=60
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr
