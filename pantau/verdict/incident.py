"""Which outages are one fault: a shared link that failed, and what fell silent with it.

Nothing here depends on the order in which outages were noticed, and nothing is stored: an incident
is read out of the outages' bounds each time anew.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pantau.facts.instant import SECOND
from pantau.facts.measured import Outage

OUTLASTS_US = 10 * SECOND
"""A site that stays down for longer than this after its link came back has a fault of its own."""


@dataclass(frozen=True, slots=True)
class Incident:
    """An outage and those that it explains.

    ``below``: outages that began together with ``root`` on something that hangs on it, in order of
    begin. ``outlasting``: those of them that went on after the root had ended.
    """

    root: Outage
    below: tuple[Outage, ...] = ()
    outlasting: tuple[Outage, ...] = ()


def incidents(outages: Iterable[Outage], hangs_on: Mapping[str, str]) -> tuple[Incident, ...]:
    """Each outage in exactly one incident, as its root or below it; in order of the roots' begin.

    ``hangs_on``: the name above each name, as ``pantau.inventory.routes`` gives it. Two outages
    began together where the bounds of their true begins overlap (it lies after ``last_up_before``
    and not after ``started_at``) and the link was still silent when the site was found to be. One
    that began measurably before or after its link's outage is a fault of its own, and so is one
    whose link was answering. Imported outages bear no bounds and stand alone.
    """
    known = sorted(outages, key=lambda each: each.started_at)
    by_name: dict[str, list[Outage]] = {}
    for each in known:
        by_name.setdefault(each.site, []).append(each)
    roots: dict[str, Outage] = {}
    below: dict[str, list[Outage]] = {}
    for each in known:
        root = _root(each, by_name, hangs_on)
        if root is each:
            roots[each.id] = each
        else:
            below.setdefault(root.id, []).append(each)
    return tuple(_incident(root, below.get(id, [])) for id, root in roots.items())


def causes(found: Iterable[Incident]) -> dict[str, Outage]:
    """By outage id: the outage of the link that explains it. Roots are left out."""
    return {each.id: incident.root for incident in found for each in incident.below}


def _incident(root: Outage, below: list[Outage]) -> Incident:
    ended = root.ended_at
    longer = [
        each
        for each in below
        if ended is not None and (each.ended_at is None or each.ended_at > ended + OUTLASTS_US)
    ]
    return Incident(root, tuple(below), tuple(longer))


def _root(
    outage: Outage, by_name: Mapping[str, list[Outage]], hangs_on: Mapping[str, str]
) -> Outage:
    """Upwards for as long as the next one fell silent together with this one."""
    here = outage
    while here.site in hangs_on:
        above = _together(here, by_name.get(hangs_on[here.site], []))
        if above is None:
            break
        here = above
    return here


def _together(outage: Outage, candidates: list[Outage]) -> Outage | None:
    """The candidate whose begin may be the outage's own; candidates in order of begin."""
    first = bisect_left(candidates, _not_before(outage), key=lambda each: each.started_at)
    for each in candidates[first:]:
        if _not_before(each) > outage.started_at:
            return None
        lasted = each.ended_at is None or each.ended_at > outage.started_at
        if lasted and each.import_id is None and outage.import_id is None:
            return each
    return None


def _not_before(outage: Outage) -> int:
    """The earliest that the outage can have begun; 0 where nothing was seen before it."""
    return outage.last_up_before or 0
