"""Which edits of the inventory file a running collector takes up, and which it refuses."""

import asyncio
import logging
from pathlib import Path

import apsw
import pytest

from collector.figures import Figures
from collector.health import Health
from collector.reload import Reloader, begun_with
from pantau.actions import Actor
from pantau.actions.apply import NowInForce, apply_inventory
from pantau.actions.in_force import in_force
from pantau.facts.clock import now_us
from pantau.facts.journal import InventoryApplied
from pantau.facts.kinds import EntryKind
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.store import Store
from tests.collector.test_exporter import of_site, scrape
from tests.collector.world import Running, World
from tests.fakes.inventories import inventory_text, small_inventory

DEARER = inventory_text(5).replace("fee: 2500000", "fee: 2600000")
TODAY = "2026-09-21"  # where the virtual clock stands
DATED = inventory_text(5).replace(
    "    tiers:", f"    amendments: [{{from: {TODAY}, tiers: {{fo-50: {{fee: 1}}}}}}]\n    tiers:"
)


class Edited:
    """A collector, its file, and the reloader between them."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder / "data")
        folder.mkdir(exist_ok=True)
        self.file = folder / "inventory.yaml"
        self.file.write_text(inventory_text(5))
        self.running: Running = self.world.start().run(10)
        self.health = self.running.health
        self.reloader = Reloader(self.file, self.world.data, self.health, self.running.collector)

    def look(self, text: str | None = None) -> Inventory:
        """The inventory that the collector goes by after a look at its file."""
        if text is not None:
            self.file.write_text(text)
        asyncio.run(self.reloader.look())
        return self.running.collector.inventory

    def apply(self, text: str, reason: str | None = None) -> None:
        """A person puts the file in force."""
        who = Actor("Budi", "budi@kantor", Role.MANAGER, now_us(self.world.clock))
        with Store.open(self.world.data) as store:
            found = apply_inventory(store, who, small_inventory(text=text), reason)
        assert isinstance(found, NowInForce)

    def applied(self) -> list[str]:
        """Who put which inventory in force, by author."""
        with Store.open(self.world.data, readonly=True) as store:
            return [e.author for e in store.entries(kinds=[EntryKind.INVENTORY_APPLIED])]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    return Edited(tmp_path)


def test_the_clock_stands_where_these_tests_think(edited: Edited) -> None:
    assert str(small_inventory().local_day(now_us(edited.world.clock))) == TODAY


def test_a_change_of_the_past_is_refused_and_told(
    edited: Edited, caplog: pytest.LogCaptureFixture
) -> None:
    assert edited.look(DEARER).digest == small_inventory().digest
    [told] = edited.health.reload_problems
    assert told.startswith(f"{edited.file}:13:")
    assert "fee: 2500000 -> 2600000 from 2026-01-01, 5 sites" in told
    assert not edited.health.reload_ok
    assert edited.health.report()[1]["inventory"] == "last edit rejected"
    assert f"inventory rejected: {told}" in caplog.messages
    edited.running.run(10).stop()
    assert edited.applied() == ["collector"]


def test_a_dated_change_is_taken(edited: Edited) -> None:
    assert edited.look(DATED).digest == small_inventory(text=DATED).digest
    assert (edited.health.reload_ok, edited.health.reload_problems) == (True, ())
    edited.running.run(10).stop()
    assert edited.applied() == ["collector"] * 2


def test_taking_the_edit_back_makes_all_well_and_writes_nothing(edited: Edited) -> None:
    edited.look(DEARER)
    edited.look(inventory_text(5))
    assert (edited.health.reload_ok, edited.health.past_refused) == (True, "")
    edited.running.run(10).stop()
    assert edited.applied() == ["collector"]


def test_a_site_taken_out_is_a_warning_and_stays_judged(
    edited: Edited, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    found = edited.look(inventory_text(4))
    assert [site.id for site in found.departed] == ["site-4"]
    [warning] = edited.health.reload_warnings
    assert edited.health.reload_ok
    assert "site 'site-4' is in force and not in this file" in warning
    assert any(warning in line for line in caplog.messages)
    edited.running.run(10)
    with Store.open(edited.world.data, readonly=True) as store:
        judged = in_force(store)
        assert isinstance(judged, Inventory)
        assert judged.departed == found.departed
    figures = Figures()
    figures._compute_once(edited.world.data, edited.health)
    series = scrape(edited.running, figures)
    assert of_site(series, "pantau_sla_availability_ratio", "site-4", provider="Telkom") == 1
    assert of_site(series, "pantau_site_up", "site-4") is None
    edited.running.stop()


def test_a_file_that_was_refused_is_taken_once_a_person_applied_it(edited: Edited) -> None:
    edited.look(DEARER)
    edited.look()
    assert not edited.health.reload_ok
    edited.apply(DEARER, "salah sejak awal")
    assert edited.look().digest == small_inventory(text=DEARER).digest
    assert (edited.health.reload_ok, edited.health.reload_problems) == (True, ())
    edited.running.run(10).stop()
    assert edited.applied() == ["collector", "Budi"]


def test_a_person_who_is_faster_than_the_collector_leaves_one_entry(edited: Edited) -> None:
    edited.look(DATED)
    edited.apply(DATED)  # before the collector's own entry is written
    edited.running.run(10).stop()
    assert edited.applied() == ["collector", "Budi"]


def test_a_file_that_a_person_applied_first_is_taken_without_an_entry(edited: Edited) -> None:
    edited.apply(DATED)
    assert edited.look(DATED).digest == small_inventory(text=DATED).digest
    edited.running.run(10).stop()
    assert edited.applied() == ["collector", "Budi"]


def test_while_the_store_is_locked_edits_are_weighed_by_what_we_run(edited: Edited) -> None:
    intruder = apsw.Connection(str(edited.world.data / "journal.sqlite"))
    intruder.execute("BEGIN IMMEDIATE")
    edited.look(inventory_text(4))
    edited.running.run(10)
    assert edited.running.collector.inventory_waits
    found = edited.look(inventory_text(5))  # back on the same day: nothing of its past changed
    assert (edited.health.reload_ok, found.departed) == (True, ())
    assert edited.look(DEARER).digest == found.digest
    intruder.execute("ROLLBACK")
    intruder.close()
    edited.running.run(10)
    assert not edited.running.collector.inventory_waits
    edited.running.stop()
    assert edited.applied() == ["collector"] * 3


def test_a_store_that_cannot_be_asked_leaves_what_we_run(edited: Edited) -> None:
    edited.look(DEARER)
    journal = edited.world.data / "journal.sqlite"
    edited.running.run(10).stop()
    journal.rename(journal.with_suffix(".away"))
    assert edited.look().digest == small_inventory().digest
    assert edited.look(DATED).digest == small_inventory(text=DATED).digest


def begun(edited: Edited, text: str) -> tuple[Inventory, Health]:
    """What a collector starts with when its file holds ``text``."""
    edited.running.stop()
    health = Health(edited.world.clock)
    with Store.open(edited.world.data) as store:
        return begun_with(store, small_inventory(text=text), health), health


def test_a_start_goes_by_what_is_in_force_where_the_file_would_change_the_past(
    edited: Edited,
) -> None:
    found, health = begun(edited, DEARER)
    assert found.digest == small_inventory().digest
    assert not health.reload_ok
    assert "5 sites" in health.reload_problems[0]
    again = Running(edited.world, found, health).run(10)
    reloader = Reloader(edited.file, edited.world.data, health, again.collector)
    edited.file.write_text(DEARER)
    edited.apply(DEARER, "salah sejak awal")
    asyncio.run(reloader.look())
    assert again.collector.inventory.digest == small_inventory(text=DEARER).digest
    again.run(10).stop()
    assert edited.applied() == ["collector", "Budi"]


def test_a_start_takes_what_changes_no_past_and_tells_who_departed(edited: Edited) -> None:
    found, health = begun(edited, inventory_text(4))
    assert (health.reload_ok, len(health.reload_warnings)) == (True, 1)
    assert [site.id for site in found.departed] == ["site-4"]
    Running(edited.world, found, health).run(10).stop()
    assert edited.applied() == ["collector"] * 2


def test_a_refused_start_writes_nothing_over_what_a_person_applied_meanwhile(
    edited: Edited,
) -> None:
    found, health = begun(edited, DEARER)
    edited.apply(DEARER, "salah sejak awal")
    Running(edited.world, found, health).run(10).stop()
    assert edited.applied() == ["collector", "Budi"]


def test_the_first_inventory_is_never_refused(tmp_path: Path) -> None:
    world = World(tmp_path / "data")
    health = Health(world.clock)
    with Store.open(world.data) as store:
        found = begun_with(store, small_inventory(), health)
    assert (found.digest, health.reload_ok) == (small_inventory().digest, True)


def test_what_cannot_be_read_any_more_keeps_no_collector_from_starting(
    edited: Edited, caplog: pytest.LogCaptureFixture
) -> None:
    edited.running.run(10).stop()
    with Store.open(edited.world.data) as store:
        old = [InventoryApplied("0" * 64, "sites: [")]
        store.record(old, at=now_us(edited.world.clock), author="collector", via="test")
        health = Health(edited.world.clock)
        found = begun_with(store, small_inventory(text=DEARER), health)
    assert (found.digest, health.reload_ok) == (small_inventory(text=DEARER).digest, True)
    assert any("cannot be read by this version" in each for each in caplog.messages)
    Running(edited.world, found, health).run(10).stop()
    assert edited.applied() == ["collector"] * 3


def test_a_broken_file_changes_nothing_and_each_error_is_told(edited: Edited) -> None:
    assert edited.look("sites: [").digest == small_inventory().digest
    assert edited.health.reload_problems
    assert (edited.health.reload_ok, edited.health.past_refused) == (False, "")
    edited.running.stop()


def _beats(running: Running) -> dict[str, int]:
    return {name: target.heartbeats for name, target in running.collector.engine.targets.items()}


def test_two_hundred_bad_edits_in_a_row_cost_no_heartbeat(tmp_path: Path) -> None:
    edited, quiet = Edited(tmp_path / "edited"), Edited(tmp_path / "quiet")
    bad = (
        DEARER,
        inventory_text(5).replace("kind: desa", "kind: desaa", 1),
        inventory_text(5)[:-40],
        "sites: [",
        "\udcff",
        inventory_text(5).replace("127.64.1.2", "127.64.1.3", 1),
        "",
    )
    for number in range(200):
        text = bad[number % len(bad)] + f"# {number}"
        edited.file.write_bytes(text.encode("utf-8", "surrogateescape"))
        edited.look()
        assert not edited.health.reload_ok
        edited.running.run(0.5)
        quiet.running.run(0.5)
    assert _beats(edited.running) == _beats(quiet.running)
    assert min(_beats(edited.running).values()) >= 100 / 5
    assert edited.running.collector.inventory.digest == small_inventory().digest
    assert (
        edited.look(DATED).digest == small_inventory(text=DATED).digest
    )  # and a good one is taken
    edited.running.stop()
    quiet.running.stop()
    assert edited.applied() == ["collector"] * 2
    with Store.open(edited.world.data, readonly=True) as store:
        assert store.outages(0, 2**62) == []
