"""The rules for Prometheus speak of metrics that exist."""

import re
from pathlib import Path

import yaml
from prometheus_client import generate_latest

from collector.exporter import registry_of
from collector.figures import Figures
from tests.collector.world import World

RULES = Path(__file__).parents[2] / "alerts" / "prometheus-rules.yaml"


def test_every_metric_in_the_rules_is_exported(tmp_path: Path) -> None:
    running = World(tmp_path / "data").start().run(20)
    text = generate_latest(registry_of(running.health, Figures())).decode()
    running.stop()
    exported = set(re.findall(r"^# TYPE (\w+)", text, re.MULTILINE))
    rules = [r for g in yaml.safe_load(RULES.read_text())["groups"] for r in g["rules"]]
    used = {name for rule in rules for name in re.findall(r"pantau_\w+", rule["expr"])}
    assert len(rules) >= 6
    assert used
    assert used <= exported


def test_every_rule_says_what_is_the_matter_in_indonesian_and_how_severe_it_is() -> None:
    for group in yaml.safe_load(RULES.read_text())["groups"]:
        for rule in group["rules"]:
            assert rule["labels"]["severity"] in {"page", "ticket"}
            assert rule["annotations"]["summary"]
            assert " / " in rule["annotations"]["description"] or "Jalankan" in str(rule)
