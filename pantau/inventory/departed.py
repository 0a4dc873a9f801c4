"""Sites that were taken out of the file: asked no more, still judged by what they had. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pantau.inventory.contracts import Term
from pantau.inventory.model import Inventory, Site
from pantau.inventory.service_hours import Calendar


@dataclass(frozen=True, slots=True)
class Leaver:
    """A site as the last inventory had it that knew it, with that inventory's calendars.

    ``last_day``: the local day on which the inventory without it was applied; it still served.
    """

    site: Site
    calendars: Mapping[str, Calendar]
    last_day: date


def succeed(old: Inventory, new: Inventory, day: date) -> Inventory:
    """``new`` as it is in force when it follows ``old`` on ``day``, in the time zone of ``old``."""
    return with_departed(new, (Leaver(site, old.calendars, day) for site in old.judged))


def with_departed(inventory: Inventory, leavers: Iterable[Leaver]) -> Inventory:
    """The inventory and those of ``leavers`` that it does not have itself, their terms cut.

    A calendar of theirs that reads otherwise by now, or is gone, is kept beside the inventory's
    own, under a name that no file can give.
    """
    present = {site.id for site in inventory.sites}
    calendars = dict(inventory.calendars)
    departed = []
    for each in leavers:
        if each.site.id in present:
            continue
        terms = [_cut(term, each.last_day) for term in each.site.terms]
        kept = tuple(_own(term, each, calendars) for term in terms if term is not None)
        departed.append(replace(_until(each.site, each.last_day), terms=kept))
    return replace(inventory, departed=tuple(departed), calendars=calendars)


def calendar_as_written(name: str) -> str:
    """The name that the file gave to a calendar, one that was kept for a departed site too."""
    return name.partition(" ")[0]


def _until(site: Site, last_day: date) -> Site:
    """Without what was to change after its last day."""
    kept = tuple(each for each in site.standings if each[0] <= last_day)
    if len(kept) == len(site.standings):
        return site
    return replace(site.on(date.min), standings=kept if len(kept) > 1 else ())


def _cut(term: Term, last_day: date) -> Term | None:
    if term.start > last_day:
        return None
    return replace(term, end=last_day if term.end is None else min(term.end, last_day))


def _own(term: Term, leaver: Leaver, calendars: dict[str, Calendar]) -> Term:
    """The term under the calendar it was served by; that one is added where it is not there."""
    calendar = leaver.calendars.get(term.policy.service_hours)
    if calendar is None:
        return term
    name = calendar_as_written(term.policy.service_hours)
    if calendars.get(name) != calendar:
        name = f"{name} ({leaver.site.id})"
        calendars[name] = calendar
    return replace(term, policy=replace(term.policy, service_hours=name))
