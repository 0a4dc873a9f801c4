"""The page about probes, the table of askers and the inventory know the same kinds and outcomes."""

import re
from pathlib import Path

from collector.exporter.devices import _GAUGES
from collector.probes.table import ASKERS
from pantau.facts.device import NoRate, Quantity
from pantau.facts.words import CertificateProblem, ProbeOutcome
from pantau.inventory.check_probes import _KEYS
from pantau.inventory.probe_leaves import PROBE_KINDS
from pantau.language.devices import NOT_LET_IN

PAGE = (Path(__file__).parents[3] / "docs" / "probes.md").read_text("utf-8")
NOT_HERE = {"icmp"}  # the heartbeat


def first_cells(heading: str) -> list[str]:
    part = PAGE.partition(f"## {heading}")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([a-z_]+)`", part, re.MULTILINE)


def test_every_kind_can_be_asked_checked_and_read_about() -> None:
    assert set(ASKERS) == set(PROBE_KINDS) - NOT_HERE
    assert set(_KEYS) == set(PROBE_KINDS) - {"icmp"}
    assert sorted(first_cells("How they are asked")) == sorted(ASKERS)


def test_all_that_a_device_says_is_read_about_and_exported() -> None:
    assert set(_GAUGES) == set(Quantity)
    told = PAGE.partition("## Devices")[2]
    for quantity, (name, _, _) in _GAUGES.items():
        assert f"`{quantity.value}`" in told
        assert f"`{name.removeprefix('pantau_snmp_')}`" in told
    assert all(f"`{why}`" in told for why in (*NoRate, *NOT_LET_IN) if why != "report")


def test_every_outcome_is_on_the_page_in_its_order() -> None:
    told = first_cells("How they end")
    assert set(told) == {each.value for each in ProbeOutcome}
    assert all(f"`{each.value}`" in PAGE for each in CertificateProblem)


def test_every_metric_of_the_page_is_exported() -> None:
    source = (Path(__file__).parents[3] / "collector" / "exporter" / "probes.py").read_text("utf-8")
    told = set(re.findall(r"`(pantau_probe_\w+)`", PAGE))
    assert told == set(re.findall(r'"(pantau_probe_\w+)"', source))
