"""What the alerter knows when it decides: one frozen look at the journal, and now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pantau.facts.causes import CauseSuggested
from pantau.facts.degraded import Spell
from pantau.facts.device_entries import DeviceRestarted, OnReserve
from pantau.facts.instant import HOUR
from pantau.facts.journal import Entry
from pantau.facts.measured import Gap, Outage, SiteState, Watch
from pantau.facts.probed import LastAnswer
from pantau.facts.saved import Upkeep
from pantau.facts.telling import AlertKind
from pantau.inventory.alerting import Alerting
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem
from pantau.language import Sentence
from pantau.sla import MonthResult
from pantau.sla.burn import Burn

BACK_US = 2 * HOUR
"""So far back outages are looked at that are over: for flapping, and for what began together."""


@dataclass(frozen=True, slots=True)
class Hushed:
    """A time in which nothing is told of these sites: a silence, or announced work.

    ``kinds``: of alerts; empty means all. ``everything``: what concerns no site, or sites that are
    not named, is hushed too. Microseconds UTC, half-open.
    """

    id: str
    begin: int
    end: int
    sites: frozenset[str]
    kinds: frozenset[AlertKind] = frozenset()
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Who has taken an outage in hand, and when (microseconds UTC)."""

    who: str
    at: int


@dataclass(frozen=True, slots=True)
class Ledgered:
    """What was judged of the running month, a while ago. ``overdue``: outages by id whose repair
    takes longer than the contract allows."""

    month: MonthResult
    burning: tuple[Burn, ...] = ()
    overdue: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unseen:
    """Since when (microseconds UTC) the journal cannot be read, or written, and what it says."""

    since: int
    why: Sentence


@dataclass(frozen=True, slots=True)
class World:
    """The journal at ``now`` (microseconds UTC).

    ``outages``: our own that are open, overlap the last two hours, ended since the last decision,
    or of which an end is still to be told. ``head``: the journal's last entry that is in it.
    ``passed``: outages by id that ended since the last decision; ``voided``: of those with an end
    to be told, by id, those that, it was decided, did not happen. ``gaps`` and ``degraded`` are
    open ones; ``silences`` and ``maintenances`` reach back as far as ``outages`` are looked for.
    ``on_call``: people by rota; all of its people where nobody is. ``refused``: why the inventory
    file is not in force. ``probed``: what further probes answered last, as of a minute ago or less.
    ``restarts``: of devices in the last two hours; ``on_reserve``: those that run on battery.
    ``aside``: damaged files that were moved away and that nobody has looked at yet.
    ``unseen``: that the journal could not be read; the rest is then what was known last.
    ``unwritten``: that nothing new is in it though its writer lives, or that we cannot write.
    ``suggested``: by outage, what the collector holds to be the cause. ``upkeep``: backups and the
    disk, as of a minute ago or less. ``duties_said``: what was said of the duties of agreements, in
    order.
    """

    now: int
    inventory: Inventory
    alerting: Alerting
    outages: tuple[Outage, ...] = ()
    head: int = 0
    passed: frozenset[str] = frozenset()
    voided: frozenset[str] = frozenset()
    gaps: tuple[Gap, ...] = ()
    degraded: tuple[Spell, ...] = ()
    states: Mapping[str, SiteState] = field(default_factory=dict)
    watch: Watch | None = None
    silences: tuple[Hushed, ...] = ()
    maintenances: tuple[Hushed, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    ledger: Ledgered | None = None
    on_call: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: tuple[Problem, ...] = ()
    probed: tuple[LastAnswer, ...] = ()
    restarts: tuple[DeviceRestarted, ...] = ()
    on_reserve: tuple[OnReserve, ...] = ()
    aside: tuple[Path, ...] = ()
    unseen: Unseen | None = None
    unwritten: Unseen | None = None
    suggested: Mapping[str, CauseSuggested] = field(default_factory=dict)
    upkeep: Upkeep = field(default_factory=Upkeep)
    duties_said: tuple[Entry, ...] = ()
