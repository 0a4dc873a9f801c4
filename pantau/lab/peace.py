"""An hour in which nothing happened, for a store that is to know what its links usually lose."""

from pathlib import Path

from pantau.facts.instant import HOUR, MINUTE
from pantau.facts.measured import Sample
from pantau.facts.words import Medium
from pantau.inventory.model import Inventory
from pantau.lab.recorded import judged
from pantau.lab.script import Script
from pantau.store import Store

_PROBE, _RTT_US = "icmp", 5_000


def hour_of_peace(data: Path, inventory: Inventory, script: Script, until: int) -> None:
    """Make a store in ``data`` with the samples of the hour before ``until`` (instant).

    Each link lost evenly what the script lets it lose at random.
    """
    beats = MINUTE // inventory.vantage.pace.heartbeat_us
    shares = {s.id: script.links[s.medium or Medium.FO].loss for s in inventory.sites}
    last, found = until - until % MINUTE, []
    for name in judged(inventory):
        lost = 0
        for minute in range(1, HOUR // MINUTE + 1):
            due = int(shares.get(name, 0.0) * beats * minute) - lost
            lost += due
            received, at = beats - due, last - HOUR + (minute - 1) * MINUTE
            found.append(Sample(name, _PROBE, at, beats, received, _RTT_US, _RTT_US, _RTT_US, 0))
    with Store.open(data) as store:
        store.write_samples(found)
