"""A store into which inventories came one after the other, and a watched October."""

from pathlib import Path

from pantau.actions import Actor, OutageRows, import_outages, read_observed, read_outages_csv
from pantau.actions.edits import weigh
from pantau.actions.in_force import in_force
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.store import Store
from tests.fakes.inventories import sound
from tests.sla.build import at

NOW = at("2026-11-25T09:00")
RINA = Actor("Rina", "rina@noc", Role.TECHNICIAN, NOW)
BUDI = Actor("Budi", "budi@kantor", Role.MANAGER, NOW)
HEAD = """\
version: 1
timezone: Asia/Makassar
calendars:
  kerja: {weekly: {mon-sun: "08:00-16:00"}}
contracts:
  satu:
    provider: Telkom
    from: 2026-01-01
    to: 2026-12-31
    policy: {service_hours: kerja, restitution: {kind: prorata, cap: 1.0}}
    tiers: {fo: {objective: 99.5, fee: 2500000}}
sites:
"""
OUTAGES = """site,started_at,ended_at
a,2026-10-05T08:00,2026-10-05T12:00
c,2026-10-05T08:00,2026-10-05T12:00
"""


def site(name: str, more: str = "contract: satu, tier: fo") -> str:
    number = "abc".index(name) + 1
    return (
        f"  - {{id: {name}, name: Desa {name}, kind: desa, kecamatan: Kuaro,"
        f" address: 127.64.1.{number}, {more}}}\n"
    )


def town(ids: str = "abc", *edit: str) -> Inventory:
    """An inventory file of these sites; ``edit``: a text and what stands in its place."""
    text = HEAD + "".join(map(site, ids))
    if edit:
        assert edit[0] in text
        text = text.replace(*edit)
    return sound(text)


def taken_up(store: Store, file: Inventory, when: str) -> Inventory:
    """What the collector does with a file that nothing speaks against; what is in force then."""
    before = in_force(store)
    assert before is None or isinstance(before, Inventory)
    edit = weigh(before, file, at(when))
    store.record([edit.entry], at=at(when), author="collector", via="test")
    return edit.inventory


def now_in_force(store: Store) -> Inventory:
    found = in_force(store)
    assert isinstance(found, Inventory)
    return found


def watch_october(store: Store) -> None:
    """October watched by an import: four hours down in a and in c."""
    observed = read_observed(town(), "2026-10-01", "2026-11-01", NOW, None)
    assert not isinstance(observed, list)
    rows = read_outages_csv(OUTAGES.encode(), "telkom.csv", town(), observed)
    assert isinstance(rows, OutageRows)
    assert isinstance(import_outages(store, BUDI, rows), str)


def opened(folder: Path) -> Store:
    return Store.open(folder / "data")
