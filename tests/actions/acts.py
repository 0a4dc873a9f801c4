"""A small town with a watched October, and people who act in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pantau.actions import (
    Actor,
    OutageRows,
    Refused,
    import_outages,
    read_observed,
    read_outages_csv,
)
from pantau.facts.words import Role
from pantau.inventory.choices import FourEyes
from pantau.inventory.contracts import Policy
from pantau.inventory.model import Inventory
from pantau.store import Store
from tests.sla.build import PRORATA, at, inventory, site, term

NOW = at("2026-11-02")
RINA = Actor("Rina", "rina@noc", Role.TECHNICIAN, NOW)
BUDI = Actor("Budi", "budi@kantor", Role.MANAGER, NOW)
TELKOM = Actor("Telkom AM", "web:17", Role.PROVIDER, NOW)
GUEST = Actor("Tamu", "web:18", Role.VIEWER, NOW)

TOWN = inventory(site("opd-dkisp"), site("desa-samurangau"))
CSV = """site,started_at,ended_at
opd-dkisp,2026-10-05T08:00,2026-10-05T18:00
desa-samurangau,2026-10-31T20:00,2026-10-31T22:00
"""


def message(outcome: object) -> str:
    """Why nothing was done."""
    assert isinstance(outcome, Refused)
    return outcome.message


def strict(town: Inventory = TOWN) -> Inventory:
    """The same town under contracts that want two ways as well as two names."""
    policy = Policy(restitution=PRORATA, four_eyes=FourEyes.STRICT)
    return replace(town, sites=tuple(replace(s, terms=(term(policy=policy),)) for s in town.sites))


@contextmanager
def october(folder: Path) -> Iterator[Store]:
    """A store with October watched by an import: ten hours down in one place, two in another."""
    with Store.open(folder / "data") as store:
        observed = read_observed(TOWN, "2026-10-01", "2026-11-01", NOW, None)
        assert not isinstance(observed, list)
        rows = read_outages_csv(CSV.encode(), "telkom.csv", TOWN, observed)
        assert isinstance(rows, OutageRows)
        assert import_outages(store, BUDI, rows) == "I1"
        yield store
