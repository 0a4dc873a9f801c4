"""Reads out of a store what a scenario left in it, and holds it against the truth."""

from dataclasses import dataclass
from pathlib import Path

from pantau.facts.instant import HOUR
from pantau.facts.kinds import EntryKind
from pantau.facts.measured import is_reference
from pantau.inventory.model import Inventory
from pantau.lab.compare import Bounds, Comparison, Recorded, compare
from pantau.lab.regency import Regency
from pantau.lab.script import Script
from pantau.lab.timeline import names
from pantau.lab.truth import Truth, truth_of
from pantau.lab.virtual_run import VirtualRun
from pantau.store import Store


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario that is over. ``head``: the hash of the journal's last entry."""

    truth: Truth
    recorded: Recorded
    comparison: Comparison
    head: str


def read_recorded(store: Store, truth: Truth) -> Recorded:
    """All that the journal says of the time of a scenario."""
    facts = store.ledger_facts(truth.begin - HOUR, truth.end + HOUR)
    opened = store.entries(kinds=[EntryKind.OUTAGE_OPENED])
    written = {(entry.subject, entry.data()["started_at"]): entry.at for entry in opened}
    by_id = {each.id: written[each.site, each.started_at] for each in facts.outages}
    return Recorded(facts, by_id)


def judged(inventory: Inventory) -> list[str]:
    """The names of all that is judged: sites, and shared links that have an address."""
    return [name for name in names(inventory) if not is_reference(name)]


def play(inventory: Inventory, script: Script, data: Path, bounds: Bounds | None = None) -> Played:
    """Play a scenario in virtual time with a store in ``data``, and judge what it left there."""
    run = VirtualRun(inventory, script, Regency(inventory, script), data)
    run.play()
    return judge(inventory, truth_of(script, inventory, run.instant), data, bounds)


def judge(inventory: Inventory, truth: Truth, data: Path, bounds: Bounds | None = None) -> Played:
    """Hold what a scenario left in the store in ``data`` against its truth."""
    with Store.open(data, readonly=True) as store:
        recorded = read_recorded(store, truth)
        head = store.head()[1].hex()
    comparison = compare(truth, recorded, judged(inventory), bounds)
    return Played(truth, recorded, comparison, head)
