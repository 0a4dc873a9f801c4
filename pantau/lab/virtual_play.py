"""Plays a scenario in virtual time into a data directory, as if it had begun at a given instant.

``python -m pantau.lab.virtual_play INVENTORY DATA BEGIN < SCENARIO``: BEGIN in ISO 8601 with an
offset. What a drill needs who cannot set the clock of a machine. Ticks are of a second.
"""

import sys
from datetime import datetime
from pathlib import Path

from pantau.facts.instant import from_datetime
from pantau.inventory import read_inventory
from pantau.lab.regency import Regency
from pantau.lab.scenario import read_script
from pantau.lab.script import SECOND, ScriptError
from pantau.lab.virtual import VirtualClock
from pantau.lab.virtual_run import VirtualRun

_NS_A_US = 1_000


def main() -> None:
    """Write what the collector would have written; ends with a sentence where it cannot be."""
    inventory_path, data, begin = sys.argv[1:]
    inventory = read_inventory(Path(inventory_path)).inventory
    if inventory is None:
        sys.exit(f"{inventory_path} has errors; see pantau check")
    try:
        script = read_script(sys.stdin.read(), inventory)
    except ScriptError as error:
        sys.exit(str(error))
    clock = VirtualClock(from_datetime(datetime.fromisoformat(begin)) * _NS_A_US)
    regency = Regency(inventory, script)
    VirtualRun(inventory, script, regency, Path(data), tick_ns=SECOND, clock=clock).play()


if __name__ == "__main__":
    main()
