"""Telephone numbers and people do not leave in a pack; figures and ids do."""

import pytest
import yaml

from pantau.inventory import parse_inventory
from pantau.reports.pack.personal import LEFT_OUT, names_a_number, shown_inventory, without_numbers

NUMBERS = [
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890",
    "0812.3456.7890",
    "+6281234567890",
    "+62 812-3456-7890",
    "6281234567890",
    "(0543) 21234",
    "0543-212345",
    "+1 650 555 0100",
    "tel:081234567890",
    "wa.me/6281234567890",
]
NONE = [
    "INC12345678",
    "2026-10-05T08:00:00.812345Z",
    "2026-08-12 08:00",
    "0.8123456789012",
    "1790812345678901",
    "SID-0812345678",
    "64.01.05.2002",
    "127.64.0.1",
    "Rp2.500.000",
    "O812345678-3",
    "a0812345678e" * 5,
]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_taken_out(text: str) -> None:
    told = without_numbers(f"hubungi {text}, segera")
    assert LEFT_OUT in told
    assert not any(part in told for part in ("3456", "1234", "0100"))
    assert told.startswith("hubungi ")
    assert told.endswith(", segera")
    assert names_a_number({"a": [{"b": text}]})


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_stays(text: str) -> None:
    assert without_numbers(text) == text
    assert not names_a_number({"a": [text], "b": 81234567890, "c": None})


INVENTORY = """\
# Pak Kenari, ruang 2
version: 1
timezone: Asia/Makassar
contracts:
  satu: {provider: Telkom, from: 2026-01-01, to: 2026-12-31, tiers: {fo: {objective: 99.5}}}
sites:
  - {id: a, name: "Désa # satu", kind: desa, kecamatan: Kuaro, address: 127.64.1.1,
     contract: satu, tier: fo, contact: {name: Bu Kenari}}  # Kenari
  - id: b
    contact: &orang
      name: Kenari
      phone: "nol delapan"
    name: Desa Dua
    kind: desa
    kecamatan: Kuaro
    address: 127.64.1.2
    probes: [{kind: icmp}]
    contract: satu
    tier: fo
  - {id: c, name: Tiga, kind: desa, kecamatan: Kuaro, address: 127.64.1.3,
     contract: satu, tier: fo, contact: *orang}
alerts:
  people:
    kenari: {name: Kenari, receivers: []}
# Kenari
pages: {sign_in: always}
"""


def test_an_inventory_is_shown_without_people_line_by_line() -> None:
    shown = shown_inventory(INVENTORY)
    assert "Kenari" not in shown
    assert "kenari" not in shown
    assert "nol delapan" not in shown
    assert "Désa # satu" in shown
    lines = shown.splitlines()
    assert len(lines) >= len(INVENTORY.splitlines()) - 4
    upto = INVENTORY[: INVENTORY.index("alerts:")].splitlines()
    people = ("enari", "orang", "delapan")
    for line in upto:
        assert line in lines or any(word in line for word in people), line
    data = yaml.safe_load(shown)
    assert data["alerts"] == data["pages"] == data["sites"][0]["contact"] == LEFT_OUT
    assert data["sites"][1]["tier"] == "fo"


def test_an_inventory_of_nobody_is_shown_as_it_is() -> None:
    lines = [line for line in INVENTORY.splitlines(keepends=True) if line.lstrip()[:2] != "# "]
    plain = "".join(lines)
    plain = plain[: plain.index("  - id: b")].replace(
        ", contact: {name: Bu Kenari}}  # Kenari", "}"
    )
    assert parse_inventory(plain.encode(), "x").inventory is not None
    assert shown_inventory(plain) == plain


def test_who_signs_in_to_a_page_is_taken_out_of_an_address() -> None:
    text = "sites:\n  - {probes: [{kind: http, url: 'http://budi:rahasia@127.0.0.1/'}]}\n"
    assert "rahasia" not in shown_inventory(text)


def test_nothing_is_shown_of_nothing() -> None:
    assert shown_inventory("") == ""
