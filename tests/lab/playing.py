"""A scenario played in virtual time, and what the journal then says."""

from dataclasses import dataclass, replace
from pathlib import Path

from pantau.facts.journal import EntryKind
from pantau.inventory import parse_inventory
from pantau.inventory.model import Inventory
from pantau.lab.compare import Comparison, Recorded, compare
from pantau.lab.regency import Regency
from pantau.lab.script import Blindness, Script
from pantau.lab.timeline import names
from pantau.lab.truth import Truth, truth_of
from pantau.lab.virtual_run import VirtualRun
from pantau.store import Store

_SHIPPED = Path(__file__).parents[2] / "inventory.yaml"


def part_of_the_regency(every: int) -> Inventory:
    """Each ``every``-th site of the shipped inventory, with all its hubs and references."""
    lines = _SHIPPED.read_text().splitlines(keepends=True)
    sites = [line for line in lines if line.startswith("  - {id: ")]
    left_out = set(sites) - set(sites[::every])
    kept = "".join(line for line in lines if line not in left_out)
    found = parse_inventory(kept.encode(), "inventory.yaml").inventory
    assert found is not None
    return found


def without_flapping_uplink(script: Script) -> Script:
    events = (e for e in script.events if not (isinstance(e, Blindness) and e.off))
    return replace(script, events=tuple(events))


@dataclass(frozen=True)
class Played:
    """What was so, what was written, and the head of the journal."""

    truth: Truth
    recorded: Recorded
    asked: list[str]
    head: bytes

    def compared(self) -> Comparison:
        return compare(self.truth, self.recorded, self.asked)


def play(inventory: Inventory, script: Script, data: Path) -> Played:
    run = VirtualRun(inventory, script, Regency(inventory, script), data)
    run.play()
    truth = truth_of(
        script, inventory, lambda at: run.clock.wall_at(run.began_boot_ns + at) // 1000
    )
    with Store.open(data, readonly=True) as store:
        facts = store.ledger_facts(truth.begin - 10**9, truth.end + 10**9)
        opened = [e for e in store.entries() if e.kind is EntryKind.OUTAGE_OPENED]
        _, head = store.head()
    written = {(e.subject, e.data()["started_at"]): e.at for e in opened}
    at = {o.id: written[(o.site, o.started_at)] for o in facts.outages}
    asked = [name for name in names(inventory) if not name.startswith("reference/")]
    return Played(truth, Recorded(facts, at), asked, head)
