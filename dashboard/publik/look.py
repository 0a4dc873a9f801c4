"""What the public page knows of the world, frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from dashboard.overview import Alarm, Overview, Tile
from dashboard.reading import Snapshot, month_of
from dashboard.settings import Settings
from dashboard.summary import overview
from pantau.actions.coverage import statements
from pantau.facts.instant import DAY
from pantau.facts.said import Maintenance, MonthStanding
from pantau.facts.words import MonthState
from pantau.inventory import Inventory
from pantau.language import to_say
from pantau.store import StoreError
from pantau.villages.coverage import Statement

_AHEAD = 90 * DAY
_MONTHS_BACK = 12
_NOT_KNOWN = frozenset(
    {
        Alarm.STORE_MISSING,
        Alarm.STORE_UNREADABLE,
        Alarm.INVENTORY_UNREADABLE,
        Alarm.NEVER_STARTED,
        Alarm.STOPPED,
        Alarm.SILENT,
        Alarm.NOT_WRITTEN,
        Alarm.CLOCK_BEHIND,
    }
)


class WorkStanding(StrEnum):
    """How it stands with announced work."""

    PLANNED = "planned"
    RUNNING = "running"
    CANCELLED = "cancelled"


WORK_WORDS = {
    WorkStanding.PLANNED: to_say("Planned"),
    WorkStanding.RUNNING: to_say("Running"),
    WorkStanding.CANCELLED: to_say("Cancelled"),
}


@dataclass(frozen=True, slots=True)
class Work:
    """Announced work in [begin, end), microseconds UTC. ``sites``: ids that the inventory has."""

    id: str
    begin: int
    end: int
    standing: WorkStanding
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """What the journal says beside measurements: work from now on, how months stand, coverage."""

    works: tuple[Maintenance, ...] = ()
    months: Mapping[str, MonthStanding] = field(default_factory=dict)
    coverage: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that a view may choose from, at ``now`` (microseconds UTC)."""

    snapshot: Snapshot
    seen: Overview
    inventory: Inventory
    now: int
    works: tuple[Work, ...]
    months: tuple[str, ...]
    standings: Mapping[str, MonthStanding]
    coverage: tuple[Statement, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the states can be taken for the present."""
        return not _NOT_KNOWN & set(self.seen.alarms)

    @property
    def blind(self) -> bool:
        """Whether we ourselves are cut off."""
        return Alarm.BLIND in self.seen.alarms

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """Every site now, in order of kecamatan and name."""
        return tuple(tile for district in self.seen.districts for tile in district.tiles)

    @property
    def worked_on(self) -> frozenset[str]:
        """The sites where announced work is running."""
        running = (each for each in self.works if each.standing is WorkStanding.RUNNING)
        return frozenset(site for each in running for site in each.sites)

    def provisional(self, month: str) -> bool:
        """Whether the figures of a month may still change."""
        standing = self.standings.get(month)
        return standing is None or standing.state is not MonthState.CLOSED


def read_announced(settings: Settings, now: int) -> Announced:
    """What is announced; nothing where the store cannot be read."""
    try:
        with (
            settings.store() as store,
            store.view() as view,
        ):
            works = tuple(view.maintenances(now, now + _AHEAD))
            months = {each.month: each for each in view.months()}
            return Announced(works, months, tuple(statements(view)))
    except StoreError:
        return Announced()


def look_at(snapshot: Snapshot, announced: Announced, inventory: Inventory, now: int) -> Look:
    """Put together what a view may choose from. ``inventory`` is the snapshot's."""
    return Look(
        snapshot=snapshot,
        seen=overview(snapshot, now),
        inventory=inventory,
        now=now,
        works=works_of(announced.works, inventory, now),
        months=offered_months(month_of(inventory, now), announced.months),
        standings=announced.months,
        coverage=announced.coverage,
    )


def works_of(announced: Sequence[Maintenance], inventory: Inventory, now: int) -> tuple[Work, ...]:
    """The works that name a site of ours. Who announced them and why is nobody's business."""
    ours = {site.id for site in inventory.sites}
    found = []
    for each in announced:
        said = each.announced.data()
        sites = tuple(site for site in said["sites"] if site in ours)
        if not sites or said["end"] <= now:
            continue
        standing = WorkStanding.RUNNING if said["begin"] <= now else WorkStanding.PLANNED
        if each.cancelled is not None:
            standing = WorkStanding.CANCELLED
        found.append(Work(each.id, said["begin"], said["end"], standing, sites))
    return tuple(found)


def offered_months(running: str, standings: Mapping[str, MonthStanding]) -> tuple[str, ...]:
    """The running month, the twelve before it and every closed one, the newest first.

    Only these are ever judged for strangers: nobody can make us reckon a century.
    """
    recent, first = [running], date.fromisoformat(f"{running}-01")
    for _ in range(_MONTHS_BACK):
        first = (first - timedelta(days=1)).replace(day=1)
        recent.append(f"{first:%Y-%m}")
    closed = [name for name, each in standings.items() if each.state is MonthState.CLOSED]
    return tuple(sorted({*recent, *closed}, reverse=True))
