"""A small town with a reviewed October: outages, an exclusion, an invoice, people who sign."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pantau.actions import (
    Actor,
    OutageRows,
    import_outages,
    read_observed,
    read_outages_csv,
)
from pantau.actions.dealings import Invoice, record_invoice
from pantau.actions.in_force import in_force
from pantau.actions.proposals import decide, propose_exclusion
from pantau.actions.scope import Scope
from pantau.facts.words import Decision, ExclusionCategory, Role
from pantau.inventory import Inventory
from pantau.store import Store
from tests.actions.history import taken_up
from tests.fakes.inventories import sound
from tests.sla.build import at, interval

NOW = at("2026-11-02T09:00")
RINA = Actor("Rina", "rina@noc", Role.TECHNICIAN, NOW)
BUDI = Actor("Budi", "budi@kantor", Role.MANAGER, NOW)
TEXT = """\
version: 1
timezone: Asia/Makassar
contracts:
  telkom-2026:
    provider: Telkom
    number: contoh/2026
    from: 2026-01-01
    to: 2026-12-31
    policy: {restitution: {kind: prorata, cap: 1.0}}
    tiers:
      fo-50: {objective: 99.5, fee: 2500000, latency_p95: 50ms, loss: 1%}
      usaha: {objective: 98.0, fee: 1000000}
reports:
  place: Tana Paser
  letterhead: {lines: [PEMERINTAH KABUPATEN PASER, DINAS CONTOH], address: Jalan Contoh 1}
  signatories:
    maker: {title: Pembuat Laporan, name: Nama Contoh, nip: "198001012005011001"}
    approver: {title: Pejabat Pembuat Komitmen}
sites:
  - {id: opd-dkisp, name: Dinas Komunikasi, kind: opd, kecamatan: Tanah Grogot, medium: fo,
     address: 127.64.1.1, contract: telkom-2026, tier: fo-50}
  - {id: desa-samurangau, name: Desa Samurangau, kind: desa, kecamatan: Batu Sopang,
     address: 127.64.1.2, contract: telkom-2026, tier: usaha}
  - {id: desa-sepi, name: Desa Sepi, kind: desa, kecamatan: Batu Sopang,
     address: 127.64.1.3, contract: telkom-2026, tier: usaha}
"""
OUTAGES = """site,started_at,ended_at,cause,ticket
opd-dkisp,2026-10-05T08:00,2026-10-05T18:00,line,INC12345678
desa-samurangau,2026-10-31T20:00,2026-10-31T22:00,power,
"""


def town(*edits: str | tuple[str, str]) -> Inventory:
    """The inventory; ``edits``: a text and what stands in its place, or pairs of these."""
    text = TEXT
    for edit in [edits] if edits and isinstance(edits[0], str) else edits:
        old, new = edit
        assert old in text
        text = text.replace(old, new)
    return sound(text)


@contextmanager
def october(folder: Path, file: Inventory | None = None) -> Iterator[tuple[Store, Inventory]]:
    """The store and the inventory in force.

    ``desa-sepi`` was watched on the first ten days alone: its figure cannot be claimed.
    """
    file = file or town()
    with Store.open(folder / "data") as store:
        taken_up(store, file, "2026-09-30T09:00")
        _watched(store, file, "opd-dkisp,desa-samurangau", "2026-11-01", OUTAGES)
        _watched(store, file, "desa-sepi", "2026-10-11", OUTAGES.splitlines()[0] + "\n")
        scope = Scope(("opd-dkisp",), "opd-dkisp")
        span = interval("2026-10-05T16:00", "2026-10-05T18:00")
        made = propose_exclusion(store, RINA, scope, span, ExclusionCategory.POWER, "PLN padam")
        assert isinstance(made, str)
        assert isinstance(decide(store, BUDI, file, made, Decision.APPROVED), str)
        invoice = Invoice("INV-10", "telkom-2026", "2026-10", 4_500_000)
        assert isinstance(record_invoice(store, BUDI, file, invoice), str)
        found = in_force(store)
        assert isinstance(found, Inventory)
        yield store, found


def _watched(store: Store, file: Inventory, sites: str, until: str, csv: str) -> None:
    observed = read_observed(file, "2026-10-01", until, NOW, sites)
    assert not isinstance(observed, list), observed
    rows = read_outages_csv(csv.encode(), "telkom.csv", file, observed)
    assert isinstance(rows, OutageRows), rows
    assert isinstance(import_outages(store, BUDI, rows), str)
