"""A desk at which commands are typed, and a store with a history that is known to the second.

The history lies in March 2025, so that no test depends on the day on which it runs. WITA is UTC+8.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner, Result

from pantau.cli.main import cli
from pantau.facts.instant import MINUTE, SECOND, from_datetime
from pantau.facts.journal import (
    Fact,
    GapOpened,
    InventoryApplied,
    OutageClosed,
    OutageOpened,
    WatchClosed,
    WatchSites,
)
from pantau.facts.measured import ALL_SITES, EchoSeen, Evidence, Sample, SiteState
from pantau.facts.words import (
    ClosedReason,
    GapReason,
    Outcome,
    Purpose,
    State,
    VerdictReason,
    WatchEnd,
)
from pantau.store import Commit, Store

INVENTORY = """\
version: 1
timezone: Asia/Makassar
defaults: {heartbeat: 5s}
vantage:
  references: [{name: internet, address: 127.64.255.9, layer: outside}]
contracts:
  telkom:
    provider: Telkom
    from: 2020-01-01
    to: 2099-12-31
    policy: {restitution: {kind: prorata, cap: 1.0, rounding: half_up}}
    tiers:
      fo-50: {objective: 99.9, fee: 2500000}
      fo-20: {objective: 99.0, fee: 1000000}
sites:
  - {id: kantor, name: Kantor Bupati, kind: opd, kecamatan: Tanah Grogot,
     address: 127.64.1.1, contract: telkom, tier: fo-50}
  - id: desa
    name: Kantor Desa Contoh
    kind: desa
    kecamatan: Kuaro
    address: 127.64.1.2
    terms:
      - {contract: telkom, tier: fo-20, to: 2025-03-15}
      - {contract: telkom, tier: fo-50, from: 2025-03-16}
  - {id: sekolah, name: SDN 001, kind: sekolah, kecamatan: Kuaro,
     address: 127.64.1.3, contract: telkom, tier: fo-50}
"""


def utc(month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """An instant of 2025."""
    return from_datetime(datetime(2025, month, day, hour, minute, second, tzinfo=UTC))


# 00:00 WITA on the 1st of March and of April.
MARCH, APRIL = utc(2, 28, 16), utc(3, 31, 16)
# Kantor, 10 March 08:00 to 10:00 WITA.
DOWN, UP_AGAIN = utc(3, 10, 0), utc(3, 10, 2)
# Our own line, 12 March 00:00 to 01:00 WITA.
BLIND, SEEING = utc(3, 11, 16), utc(3, 11, 17)
# Desa, from 31 March 23:00 WITA until after the collector stopped.
LAST_DOWN = utc(3, 31, 15)
WHO = {"author": "collector", "via": "pantau@monitor"}


def evidence(at: int) -> Evidence:
    echoes = tuple(
        EchoSeen(at + number * SECOND, purpose, Outcome.UNANSWERED)
        for number, purpose in enumerate((Purpose.HEARTBEAT, Purpose.CONFIRM, Purpose.CONFIRM))
    )
    return Evidence("127.64.1.1", 3, 3, 0.01, 0.02, 1e-10, "internet", at + SECOND, echoes)


def opened(site: str, at: int) -> OutageOpened:
    return OutageOpened(site, at, at - 5 * SECOND, VerdictReason.CHANCE_RULED_OUT, evidence(at))


def closed(site: str, at: int) -> OutageClosed:
    return OutageClosed(site, at, at - SECOND, ClosedReason.ANSWERED_AGAIN)


def applied(text: str = INVENTORY) -> InventoryApplied:
    return InventoryApplied(digest=hashlib.sha256(text.encode()).hexdigest(), text=text)


def watching(store: Store, begin: int, *sites: str) -> int:
    """Open a run of the collector that watches these sites; its number."""
    run = store.begin_watch(at=begin, **WHO).run
    commit(store, run, begin, WatchSites(run, dict.fromkeys(sites, begin), {}))
    return run


def commit(
    store: Store, run: int, until: int, *facts: Fact, states: Sequence[SiteState] = ()
) -> None:
    store.commit(Commit(run, until, facts, states, until, **WHO))


def live_through_march(data: Path) -> None:
    """Kantor and desa were watched all of March, sekolah never was. O4 was closed, O7 is open."""
    with Store.open(data) as store:
        run = watching(store, MARCH, "kantor", "desa")
        commit(store, run, MARCH + SECOND, applied())
        commit(store, run, DOWN + 10 * SECOND, opened("kantor", DOWN))
        commit(store, run, UP_AGAIN + 2 * SECOND, closed("kantor", UP_AGAIN))
        blind = GapOpened(ALL_SITES, BLIND, GapReason.VANTAGE_BLIND, ended_at=SEEING)
        commit(store, run, SEEING + SECOND, blind)
        commit(store, run, LAST_DOWN + 10 * SECOND, opened("desa", LAST_DOWN))
        commit(store, run, APRIL, WatchClosed(run, APRIL, WatchEnd.STOPPED))
        store.write_samples(
            [
                Sample("kantor", "icmp", DOWN - MINUTE, 12, 12, 900, 1_000, 1_100, 50),
                Sample("kantor", "icmp", DOWN, 12, 0, None, None, None, None),
            ]
        )


@dataclass
class Desk:
    """Where somebody works: a folder with a data directory and an inventory file."""

    folder: Path
    data: Path
    inventory: Path
    lang: str = "en"
    env: dict[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, folder: Path, text: str = INVENTORY) -> "Desk":
        desk = cls(folder, folder / "data", folder / "inventory.yaml")
        desk.inventory.write_text(text)
        return desk

    def type(self, *words: str) -> Result:
        """What a command does as typed, nothing added. Ends in an exit code, never a traceback."""
        env: dict[str, str | None] = {"TERMINAL_WIDTH": "200", **self.env}
        done = CliRunner().invoke(cli, words, prog_name="pantau", env=env)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert "Traceback" not in done.output
        return done

    def run(self, *words: str) -> Result:
        """A command on this desk's data and inventory; its options stand behind its name."""
        place = ("--data", str(self.data), "--inventory", str(self.inventory), "--lang", self.lang)
        return self.type(*words, *place)

    def json(self, *words: str, code: int = 0) -> Any:
        done = self.run(*words, "--json")
        assert done.exit_code == code, done.output
        return json.loads(done.stdout)

    def file(self, name: str, *lines: str) -> str:
        path = self.folder / name
        path.write_text("".join(f"{line}\n" for line in lines))
        return str(path)

    def head(self) -> int:
        """How many entries the journal has."""
        with Store.open(self.data, readonly=True) as store:
            return store.head()[0]


def commands() -> dict[str, click.Command]:
    """Every command that does something, by its name as typed: "import gaps", not "import".

    A group that does something by itself is among them.
    """
    found: dict[str, click.Command] = {}

    def walk(group: click.Group, name: str) -> None:
        context = click.Context(group)
        for each in group.list_commands(context):
            command = group.get_command(context, each)
            assert command is not None
            if isinstance(command, click.Group):
                walk(command, f"{name}{each} ")
            if not isinstance(command, click.Group) or command.invoke_without_command:
                found[name + each] = command

    assert isinstance(cli, click.Group)
    walk(cli, "")
    return found


def up(site: str, since: int) -> SiteState:
    return SiteState(site, State.UP, since)


def down(site: str, since: int) -> SiteState:
    return SiteState(site, State.DOWN, since)
