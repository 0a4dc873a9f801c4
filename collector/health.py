"""Whether measuring and storing work: one answer for /healthz, the metrics and the supervisor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from collector.engine import Engine
from collector.recorder import Recorder
from pantau.facts.clock import Clock, now_us
from pantau.facts.instant import SECOND, to_iso
from pantau.facts.letters import ALERTER_SILENT
from pantau.facts.measured import STALE_AFTER
from pantau.facts.saved import Attempt, Upkeep
from pantau.inventory.model import Inventory
from pantau.store import last_beat


@dataclass(slots=True)
class Health:
    """Written by the shell, read by the web server's threads."""

    clock: Clock
    data: Path | None = None
    recorder: Recorder | None = None
    engine: Engine | None = None
    inventory: Inventory | None = None
    refused: str | None = None  # why no echo can be sent at all
    not_watching: str | None = None  # why nothing is watched although echoes are sent
    reload_ok: bool = True
    reload_at: int = 0
    reload_problems: tuple[str, ...] = ()
    reload_warnings: tuple[str, ...] = ()
    past_refused: str = ""  # digest of the file that may not follow: it would change the past
    late_ticks: int = 0
    push_said: Mapping[str, int] = field(default_factory=dict)  # to those who call in
    beside_starts: int = 0  # of the process that asks further probes
    causes_starts: int = 0  # of the process that looks for causes
    processes: dict[str, bool] = field(default_factory=dict)  # of those wanted now: which live
    upkeep: Upkeep = field(default_factory=Upkeep)
    _last_tick_ns: int = 0
    _followed_on: date | None = None

    def follow(self, inventory: Inventory) -> None:
        """Until something is asked: show the sites as they stand today; once a local day."""
        today = inventory.local_day(now_us(self.clock))
        if today != self._followed_on:
            self.inventory, self._followed_on = inventory.on(today), today

    def ticked(self, boot_ns: int, tick_ns: int) -> None:
        """A tick was made; one that came more than a tick late is counted."""
        if self._last_tick_ns and boot_ns - self._last_tick_ns > 2 * tick_ns:
            self.late_ticks += 1
        self._last_tick_ns = boot_ns

    def cannot_watch(self, why: str) -> None:
        """The store does not take a run of watching."""
        self.not_watching = why

    def can_watch(self) -> None:
        """It does again."""
        self.not_watching = None

    def measuring(self) -> str | None:
        """What keeps us from measuring; None when we measure."""
        if self.refused:
            return self.refused
        if self.engine is None:
            return "starting"
        if self.not_watching:
            return self.not_watching
        blind = [s.subject for s in self.engine.judging.sights if s.blind_since is not None]
        return f"no reference answers: blind for {', '.join(blind)}" if blind else None

    def storing(self) -> str | None:
        """What keeps us from storing; None when we store."""
        recorder = self.recorder
        if recorder is None:
            return "starting"
        if recorder.last_error is not None:
            return str(recorder.last_error)
        if recorder.last_commit is None:
            return "nothing was committed yet"
        age = now_us(self.clock) - recorder.last_commit
        return f"last commit {age // SECOND} s ago" if age > STALE_AFTER else None

    def alerting(self) -> str | None:
        """What keeps alerts from being told; None where they are, or where nobody wants any."""
        wanted = self.inventory is not None and bool(self.inventory.alerting.receivers)
        if self.data is None or not wanted:
            return None
        beat = last_beat(self.data)
        if beat is None:
            return "no alerter was ever seen; start one with: pantau alert"
        age = now_us(self.clock) - beat
        return f"last sign of life {age // SECOND} s ago" if age > ALERTER_SILENT else None

    def backups(self) -> tuple[Attempt, ...] | None:
        """The tries at backups that the inventory asks for; None where it asks for none."""
        plan = self.inventory.backup if self.inventory else None
        return None if plan is None else self.upkeep.of(plan.to)

    def saving(self) -> str:
        """How backups stand. Nothing that is measured hangs on them: none is no failure of ours."""
        tries = self.backups()
        if tries is None:
            return "not asked for"
        if not tries:
            return "none was tried yet"
        last = tries[-1]
        return "ok" if last.sound else str(last.trouble)

    def report(self) -> tuple[bool, dict[str, Any]]:
        """For /healthz: whether all is well, and the parts. Names no address and no person."""
        measuring, storing, alerting = self.measuring(), self.storing(), self.alerting()
        failing = bool(measuring or storing or alerting)
        last = self.recorder.last_commit if self.recorder else None
        body = {
            "status": "failing" if failing else "ok",
            "measuring": measuring or "ok",
            "storing": storing or "ok",
            "alerting": alerting or "ok",
            "backup": self.saving(),
            "inventory": "ok" if self.reload_ok else "last edit rejected",
            "last_commit": to_iso(last) if last else None,
        }
        return not failing, body
