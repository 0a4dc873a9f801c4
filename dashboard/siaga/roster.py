"""Who is on call, now and in the days to come. Without streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass

from pantau.facts.instant import DAY
from pantau.inventory import Inventory
from pantau.inventory.alerting import Person, Shift
from pantau.inventory.duty import duty
from pantau.store import Store

AHEAD = 14 * DAY


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody is on call in [begin, end), microseconds UTC; ``person`` None: nobody is.

    ``swapped``: people arranged some of it otherwise than the inventory says.
    """

    begin: int
    end: int
    person: Person | None
    swapped: bool


@dataclass(frozen=True, slots=True)
class Roster:
    """One rota's turns from now on, without holes, in order; at least one."""

    rota: str
    turns: tuple[Turn, ...]

    @property
    def now(self) -> Turn:
        """Who it is now."""
        return self.turns[0]

    @property
    def next(self) -> Turn | None:
        """Who follows; None where nobody else does within the days that were looked at."""
        return self.turns[1] if len(self.turns) > 1 else None


def read_rosters(store: Store, inventory: Inventory, now: int) -> tuple[Roster, ...]:
    """Each rota of the inventory for the next fourteen days. Raises what the store raises."""
    planned: dict[str, list[Shift]] = {}
    with store.view() as view:
        for rota in inventory.alerting.rotas:
            changes = view.shift_changes(rota, now, now + AHEAD)
            planned[rota] = [Shift(each.begin, each.end, each.person) for each in changes]
    return tuple(_roster(inventory, rota, shifts, now) for rota, shifts in planned.items())


def _roster(inventory: Inventory, rota: str, changes: Sequence[Shift], now: int) -> Roster:
    found = duty(inventory.alerting.rotas[rota], changes, now, now + AHEAD)
    return Roster(
        rota,
        tuple(
            Turn(
                each.begin,
                each.end,
                _person(inventory, each.person),
                any(one.begin < each.end and each.begin < one.end for one in changes),
            )
            for each in found
        ),
    )


def _person(inventory: Inventory, id: str | None) -> Person | None:
    """Somebody who left the inventory since is called by the id."""
    return None if id is None else inventory.alerting.people.get(id) or Person(id, id)
