"""A file that is to come into force: what it changes, and what speaks against it. Pure."""

from dataclasses import dataclass

from pantau.facts.journal import InventoryApplied
from pantau.inventory.departed import succeed
from pantau.inventory.difference import differences
from pantau.inventory.model import Inventory
from pantau.inventory.past_problems import past_problems
from pantau.inventory.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Edit:
    """What comes of applying a file.

    ``inventory``: as it is in force then, with the sites that departed. ``entry``: for the journal.
    ``refused``: what the file changes of days that are over, so that it may not come into force
    unless as a correction. ``warnings``: sites that end with it, and what papers of those days will
    say otherwise.
    """

    inventory: Inventory
    entry: InventoryApplied
    refused: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def weigh(before: Inventory | None, new: Inventory, now: int) -> Edit:
    """``new`` against ``before``, the inventory in force; ``now``: microseconds UTC.

    The first ever, where there is none before it, holds for all time: nothing speaks against it.
    """
    if before is None:
        added = tuple(site.id for site in new.sites)
        return Edit(new, InventoryApplied(new.digest, new.text, added=added))
    today = before.local_day(now)
    change = differences(before, new)
    entry = InventoryApplied(new.digest, new.text, change.added, change.removed, change.changed)
    problems = past_problems(before, new, today)
    return Edit(
        inventory=succeed(before, new, today),
        entry=entry,
        refused=tuple(each for each in problems if each.severity is Severity.ERROR),
        warnings=tuple(each for each in problems if each.severity is Severity.WARNING),
    )
