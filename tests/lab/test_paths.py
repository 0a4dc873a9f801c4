"""Paths of real packets through the routers of a lab."""

from ipaddress import IPv4Address
from pathlib import Path as File

import pytest

from pantau.lab.filed_regency import FACTORY
from pantau.lab.network import NETWORK
from tests.lab.labs import Asked
from tests.lab.small_regency import text

SCRIPT = """\
seed: 1
lasts: 1h
events:
  - {at: 0s, lasts: 1h, what: outage, sites: [site-0]}
  - {at: 0s, lasts: 1h, what: outage, sites: [site-2], routers: 2}
  - {at: 0s, lasts: 1h, what: unreachable, sites: [site-4]}
  - {at: 0s, lasts: 1h, what: upstream, upstream: hub-kuaro}
"""


@pytest.mark.usefixtures("granted")
def test_the_path_ends_where_the_lab_cut_it(tmp_path: File) -> None:
    lab = f"{NETWORK.network_address}".rpartition(".")[0].rpartition(".")[0]
    inventory, script = tmp_path / "inventory.yaml", tmp_path / "script.yaml"
    inventory.write_text(text(8).replace("127.64", lab))
    script.write_text(SCRIPT)
    files = {"inventory": str(inventory), "script": str(script)}
    sites = [f"{lab}.1.{number}" for number in (7, 1, 3, 5, 2)]
    asked = Asked(files, "tests.lab.asking_paths", *sites, factory=FACTORY)
    for kind, found in asked.answer.items():
        well, silent, cut, refused, hub = (found[site] for site in sites)
        assert well["reached"], kind
        assert well["hops"][-1] == sites[0]
        routers = len(well["hops"]) - 1
        assert routers == 3
        assert [not each["reached"] for each in (silent, cut, refused, hub)] == [True] * 4
        assert [len(each["hops"]) for each in (silent, cut, refused, hub)] == [3, 1, 3, 2]
        assert all(IPv4Address(host) in NETWORK for host in well["hops"])
        assert found["took_s"] < 3.5
    assert "raw" in asked.answer
