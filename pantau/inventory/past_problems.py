"""Sentences for what an edit would change of days that are over, with the lines of its sites."""

from datetime import date

from pantau.inventory.composer import compose
from pantau.inventory.history import PastChange, departed, past_changes
from pantau.inventory.model import Inventory
from pantau.inventory.problem import Problem, Severity


def past_problems(old: Inventory, new: Inventory, today: date) -> tuple[Problem, ...]:
    """Warnings about ``new`` against ``old``, the inventory in force; ``today`` a local day."""
    changes = past_changes(old, new, today)
    gone = departed(old, new)
    if not changes and not gone:
        return ()
    source = compose(new.text)
    places = {site.id: source.place(("sites", n)) for n, site in enumerate(new.sites)}
    found = [
        _warning(new, places.get(each.site, (1, 1)), each.site, _sentence(each, today))
        for each in changes
    ]
    found += [
        _warning(new, (1, 1), id, "is in force and not in this file; end it with 'to' instead")
        for id in gone
    ]
    return tuple(found)


def _warning(new: Inventory, place: tuple[int, int], site: str, text: str) -> Problem:
    where = f"site '{site}'" if site else ""
    return Problem(new.file, *place, Severity.WARNING, where, text)


def _sentence(change: PastChange, today: date) -> str:
    return (
        f"{change.key} would change from {_shown(change.before)} to {_shown(change.after)} "
        f"since {change.since}, in days that are over; "
        f"write the change as an amendment or a term with from: {today}"
    )


def _shown(value: object) -> str:
    return "none" if value is None else str(value)
