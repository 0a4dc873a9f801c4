"""Pages that are written from the code say what the code does."""

import re
from pathlib import Path

import pytest
from prometheus_client import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from collector.exporter import registry_of
from collector.figures import Figures
from pantau.facts.telling import AlertKind
from tests.collector.world import World
from tests.docs.exported import exported
from tests.docs.references import ROOT, pages


@pytest.mark.parametrize("name", sorted(pages()))
def test_no_page_is_stale(name: str) -> None:
    found = (ROOT / "docs" / name).read_text("utf-8")
    assert found == pages()[name], f"docs/{name} is stale: make docs"


def test_whatever_a_collector_shows_is_in_the_table_with_its_type_and_labels(
    tmp_path: Path,
) -> None:
    running = World(tmp_path / "data").start().run(20)
    text = generate_latest(registry_of(running.health, Figures())).decode()
    running.stop()
    told = {each.name: each for each in exported()}
    shown = [each for each in text_string_to_metric_families(text) if "pantau_" in each.name]
    assert len(shown) > 30
    for family in shown:
        name = family.name + "_total" * (family.type == "counter")
        assert told[name].kind == family.type, name
        for sample in family.samples:
            if not sample.name.endswith("_created"):
                assert set(sample.labels) == set(told[name].labels), name


def test_a_length_of_time_or_a_size_says_its_unit() -> None:
    found = exported()
    assert len({each.name for each in found}) == len(found)
    assert {each.unit for each in found if "seconds" in each.name} <= {
        "seconds",
        "seconds since 1970, UTC",
        "bytes a second",
    }


def test_the_page_of_alerts_tells_every_kind() -> None:
    page = (ROOT / "docs" / "alerts.md").read_text("utf-8")
    told = set(re.findall(r"`([a-z_]+)`", page.partition("## The way")[0]))
    assert {kind.value for kind in AlertKind} - told == set()
