"""How far the duties of agreements are, and which are late. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pantau.facts.journal import Entry
from pantau.facts.region import DutyState
from pantau.inventory.contracts import Contract, Duty

_SETTLED = frozenset({DutyState.DONE, DutyState.WAIVED})


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """A duty and how far it is.

    ``said``: what was said of it, in order; the last one holds. ``on``: since which day it is so.
    ``late_days``: by how many days it is late, or was when it was done; 0 where it is in time. What
    was waived is never late, what was not done is late from its day on.
    """

    contract: str
    provider: str
    duty: Duty
    state: DutyState
    on: date | None
    late_days: int
    said: tuple[Entry, ...]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or told."""
        return self.state not in _SETTLED


def duty_standings(
    contracts: Mapping[str, Contract], said: Iterable[Entry], today: date
) -> tuple[DutyStanding, ...]:
    """All duties, by their days; ``said``: the journal's entries about them, in order.

    ``today``: a day in the inventory's time zone.
    """
    by_duty: dict[str, list[Entry]] = {}
    for entry in said:
        by_duty.setdefault(entry.subject, []).append(entry)
    found = [
        _standing(contract, duty, by_duty.get(duty.id, []), today)
        for contract in contracts.values()
        for duty in contract.duties
    ]
    return tuple(sorted(found, key=lambda each: (each.duty.due, each.contract, each.duty.id)))


def _standing(contract: Contract, duty: Duty, said: list[Entry], today: date) -> DutyStanding:
    state, on = DutyState.OPEN, None
    if said:
        data = said[-1].data()
        state, on = DutyState(data["state"]), date.fromisoformat(data["on"])
    match state:
        case DutyState.WAIVED:
            late = 0
        case DutyState.DONE:
            late = ((on or today) - duty.due).days
        case _:
            late = (today - duty.due).days
    return DutyStanding(contract.id, contract.provider, duty, state, on, max(0, late), tuple(said))
