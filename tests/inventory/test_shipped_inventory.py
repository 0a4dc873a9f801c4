"""The inventory that a fresh copy starts with."""

import subprocess
import sys
from collections import Counter
from datetime import date
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest

from pantau.inventory import Inventory, parse_inventory, read_inventory

PATH = Path(__file__).parents[2] / "inventory.yaml"
LOOPBACK = ip_network("127.64.0.0/10")


@pytest.fixture(scope="module")
def shipped() -> Inventory:
    reading = read_inventory(PATH)
    assert reading.problems == ()
    assert reading.inventory is not None
    return reading.inventory


def test_it_has_three_hundred_sites_of_every_kind(shipped: Inventory) -> None:
    kinds = Counter(site.kind.value for site in shipped.sites)
    assert kinds == {
        "opd": 31,
        "kecamatan": 10,
        "kelurahan": 5,
        "desa": 139,
        "puskesmas": 19,
        "pustu": 59,
        "sekolah": 35,
        "lainnya": 2,
    }
    assert sum(kinds.values()) == 300


def test_it_speaks_to_loopback_only(shipped: Inventory) -> None:
    addresses = [
        *(site.address for site in shipped.sites),
        *(each.address for each in shipped.vantage.references),
        *(each.address for each in shipped.upstreams.values() if each.address),
    ]
    assert len(addresses) == len(set(addresses)) == 313
    assert all(ip_address(each) in LOOPBACK for each in addresses)


def test_every_site_is_one_line_and_is_judged_all_year(shipped: Inventory) -> None:
    lines = [
        line for line in PATH.read_text(encoding="utf-8").splitlines() if line.startswith("  - {")
    ]
    assert len(lines) == 300
    assert all(line.startswith("  - {id: ") and line.endswith("}") for line in lines)
    assert max(map(len, lines)) <= 250
    for site in shipped.sites:
        (term,) = site.terms
        assert (term.start, term.end) == (date(2026, 1, 1), date(2026, 12, 31))
        assert site.line is not None
        assert site.line.startswith("CONTOH-")


def test_it_has_several_providers_media_and_kecamatan(shipped: Inventory) -> None:
    assert {site.terms[0].provider for site in shipped.sites} == {"Telkom", "Icon+", "Starlink"}
    assert len({site.medium for site in shipped.sites}) == 5
    assert len({site.kecamatan for site in shipped.sites}) == 10
    assert len(shipped.upstreams) == 10


def test_it_says_in_both_languages_that_it_is_an_example() -> None:
    head = PATH.read_text(encoding="utf-8")[:2000]
    assert "CONTOH" in head
    assert "EXAMPLE" in head


def test_reading_it_takes_well_under_half_a_second_of_the_processor() -> None:
    """In a process of its own: here a coverage tracer may be counting lines."""
    code = (
        "import sys, time; from pathlib import Path; from pantau.inventory.reading import *\n"
        "spent = []\n"
        "for _ in range(5):\n"
        "    begun = time.process_time()\n"
        "    read_inventory(Path(sys.argv[1]))\n"
        "    spent.append(time.process_time() - begun)\n"
        "print(min(spent))"
    )
    command = [sys.executable, "-c", code, str(PATH)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert float(done.stdout) < 0.4


def test_the_examples_in_its_comments_are_sound() -> None:
    """Whoever takes the # away gets what is meant."""
    text = PATH.read_text(encoding="utf-8")
    block = text[text.index("# credentials:") : text.index("\nsites:\n")].splitlines()
    lines = [line.removeprefix("# ") for line in block if line.startswith("# ")]
    at = lines.index("sites:")
    site = "\n".join(lines[at + 1 :]).replace(
        "…", "name: Contoh, kind: desa, kecamatan: Kuaro, address: 127.70.0.1"
    )
    written = "\n".join([*lines[:at], "sites:", site, ""])
    reading = parse_inventory(text.replace("\nsites:\n", f"\n{written}", 1).encode(), "x")
    assert reading.problems == ()
    assert reading.inventory is not None
    assert [each.name for each in reading.inventory.sites[0].probes] == [
        *("icmp", "snmp", "ups", "http", "tcp", "dns"),
    ]
