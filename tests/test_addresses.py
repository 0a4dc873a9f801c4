"""Nothing that we ship names an address outside loopback: a fresh copy bothers nobody."""

import ipaddress
import re
from pathlib import Path

import pytest

from pantau.inventory import read_inventory

ROOT = Path(__file__).parent.parent
LAB = ipaddress.ip_network("10.64.0.0/12")
# Kept short enough that a version number with four parts is still looked at.
_IPV4 = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?![\w.]|\.\d)")
# Object identifiers, sums and the like that only look like addresses, by file.
_NO_ADDRESS: dict[str, set[str]] = {}

_SUFFIXES = {".py", ".yaml", ".yml", ".md", ".toml", ".txt", ".json", ".csv", ".cfg", ""}
_CACHES = {"__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", "mutants"}
_SKIP = {".venv", ".git", "data", *_CACHES}


def shipped_files() -> list[Path]:
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not _SKIP & set(path.relative_to(ROOT).parts)
        and path.suffix in _SUFFIXES
        and path.name != "uv.lock"
    )


def foreign(text: str) -> list[str]:
    found = []
    for match in _IPV4.findall(text):
        try:
            address = ipaddress.ip_address(match)
        except ValueError:
            continue  # 300.1.1.1 reaches nobody
        if not (address.is_loopback or address.is_unspecified or address in LAB):
            found.append(match)
    return found


def test_the_guard_finds_foreign_addresses_and_lets_ours_pass() -> None:
    assert foreign("ping 192.0.2.1 and 8.8.8.8, not 127.64.0.1, 10.64.3.2 or 0.0.0.0") == [
        "192.0.2.1",
        "8.8.8.8",
    ]
    assert foreign("version 1.2.3 of 300.1.1.1") == []


def test_there_is_something_to_guard() -> None:
    names = {path.name for path in shipped_files()}
    assert {"inventory.yaml", "README.md", "pyproject.toml", "test_addresses.py"} <= names


@pytest.mark.parametrize("path", shipped_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_no_shipped_file_names_a_foreign_address(path: Path) -> None:
    if path == Path(__file__):
        return
    allowed = _NO_ADDRESS.get(str(path.relative_to(ROOT)), set())
    assert set(foreign(path.read_text(errors="replace"))) <= allowed


@pytest.mark.parametrize(
    "path", [p for p in shipped_files() if p.suffix in {".yaml", ".yml"}], ids=lambda p: p.name
)
def test_every_inventory_that_can_be_used_asks_loopback_alone(path: Path) -> None:
    inventory = read_inventory(path).inventory
    if inventory is None:
        return
    asked = [site.address for site in inventory.sites]
    asked += [reference.address for reference in inventory.vantage.references]
    asked += [u.address for u in inventory.upstreams.values() if u.address is not None]
    assert asked
    for address in asked:
        assert ipaddress.ip_address(address).is_loopback, address
