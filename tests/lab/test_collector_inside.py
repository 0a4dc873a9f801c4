"""The unmodified collector in the lab's network: only an honest reply keeps a site up."""

import sys
from pathlib import Path

import pytest

from pantau.facts.words import State
from pantau.lab.order import Order, Said
from pantau.lab.outside import Lab
from pantau.store import Store, StoreMissing
from tests.acceptance.processes import until
from tests.fakes.inventories import inventory_text
from tests.lab.town import TOWN

pytestmark = pytest.mark.usefixtures("granted")

ANSWERS = {
    "honest": [[30, "reply"]],
    "twice": [[5, "reply"], [9, "reply"]],
    "truncated": [[5, "truncated"]],
    "forged": [[5, "forged"]],
    "elsewhere": [[5, "elsewhere"]],
    "unreachable": [[5, "unreachable"]],
    "silent": [],
}


def states(data: Path) -> dict[str, State]:
    try:
        with Store.open(data, readonly=True) as store:
            return {name: row.state for name, row in store.states().items()}
    except StoreMissing:
        return {}


def test_only_honest_replies_keep_a_site_up(tmp_path: Path) -> None:
    inventory, data = tmp_path / "inventory.yaml", tmp_path / "data"
    inventory.write_text(inventory_text(len(ANSWERS), "1500ms").replace("127.64.", "10.64."))
    town = {f"10.64.1.{n + 1}": answers for n, answers in enumerate(ANSWERS.values())}
    where = ("--data", str(data), "--inventory", str(inventory), "--listen", "127.0.0.1:9464")
    command = (sys.executable, "-m", "pantau", "collect", *where)
    wanted = dict.fromkeys((f"site-{n}" for n in range(len(ANSWERS))), State.DOWN)
    wanted |= {"site-0": State.UP, "site-1": State.UP}
    with (
        (tmp_path / "output").open("wb") as output,
        Lab(Order(TOWN, {"answers": town}, command), output) as lab,
    ):
        lab.until(Said.STARTED)
        until(lambda: states(data) == wanted)
        counts = lab.end()
    assert lab.process.returncode == 0
    assert all(counts["sent"].values())
    assert counts["sent"]["reply"] > counts["sent"]["forged"] > 0
