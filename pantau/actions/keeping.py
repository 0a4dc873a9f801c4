"""Which months of samples have reached their term, and letting them go."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pantau.facts.instant import to_datetime
from pantau.facts.words import Left, MonthState
from pantau.inventory.keeping import Keeping
from pantau.store import Keeper, Store, StoreDamaged


@dataclass(frozen=True, slots=True)
class Due:
    """A UTC month ("2026-10") whose term is over. ``rule``: the setting that says so."""

    month: str
    left: Left
    rule: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A UTC month of samples: its file's bytes, what is left of it (None: all of it).

    ``goes``: the month ("2029-01") in which more of it goes, as what is then left ``then``;
    ``waits``: whether that waits for the month, or its next one, to be closed.
    """

    month: str
    size: int
    left: Left | None
    goes: str
    then: Left
    waits: bool


def due(months: Sequence[str], closed: Collection[str], keeping: Keeping, now: int) -> list[Due]:
    """Of the ``months`` that have samples those that go now, the oldest first. Pure.

    Never one that is not ``closed``, or whose next one is not: the contract's month begins and ends
    at another hour. But what is twice as old as its term waits for nobody.
    """
    found = []
    for month in sorted(months):
        age = _number(f"{to_datetime(now):%Y-%m}") - _number(month)
        times = 2 if _waits(month, closed) else 1
        if age > times * keeping.evidence_months:
            found.append(Due(month, Left.NOTHING, f"evidence_months: {keeping.evidence_months}"))
        elif age > times * keeping.samples_months:
            found.append(Due(month, Left.EVIDENCE, f"samples_months: {keeping.samples_months}"))
    return found


def standings(store: Store, keeping: Keeping) -> list[Standing]:
    """Every month that has samples, the oldest first."""
    closed, thinned = _closed(store), store.thinned_months()
    found = []
    for month, size in store.sample_sizes().items():
        left = thinned.get(month)
        then = Left.EVIDENCE if left is None else Left.NOTHING
        term = keeping.samples_months if left is None else keeping.evidence_months
        goes = _name(_number(month) + term + 1)
        found.append(Standing(month, size, left, goes, then, _waits(month, closed)))
    return found


def let_one_go(keeper: Keeper, keeping: Keeping, *, now: int) -> Due | None:
    """Let the samples of the oldest month go that is due, and say which; None where none is.

    What a kill left half done is finished. A damaged month stands in the way of no other; where
    only such are left, raises StoreDamaged of the first.
    """
    store, damage = keeper.store, None
    thinned = store.thinned_months()
    for each in due(list(store.sample_sizes()), _closed(store), keeping, now):
        try:
            if thinned.get(each.month) is each.left and keeper.is_thinned(each.month):
                if not keeper.give_back(each.month):
                    continue
            else:
                keeper.thin(each.month, each.left, each.rule, at=now)
        except StoreDamaged as error:
            damage = damage or error
        else:
            return each
    if damage is not None:
        raise damage
    return None


def _closed(store: Store) -> set[str]:
    with store.view() as view:
        return {each.month for each in view.months() if each.state is MonthState.CLOSED}


def _waits(month: str, closed: Collection[str]) -> bool:
    return not {month, _name(_number(month) + 1)} <= set(closed)


def _number(month: str) -> int:
    year, number = month.split("-")
    return 12 * int(year) + int(number) - 1


def _name(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
