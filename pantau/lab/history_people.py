"""All that the people of a simulated regency did about its past, in the order of time."""

from collections.abc import Iterable

from pantau.facts.instant import HOUR, MINUTE
from pantau.inventory.model import Inventory
from pantau.lab.history import Past
from pantau.lab.history_acts import Act
from pantau.lab.history_claims import claims
from pantau.lab.history_duties import duties
from pantau.lab.history_facts import Dated
from pantau.lab.history_maintenance import maintenance
from pantau.lab.history_meetings import meetings
from pantau.lab.history_objections import objections
from pantau.lab.history_office import months_of
from pantau.lab.history_paper import paperwork, taken_over
from pantau.lab.history_repairs import repairs
from pantau.lab.history_seen import seen
from pantau.lab.history_villages import villagers

_QUIET_BEFORE_NOW = 10 * MINUTE


def acts(past: Past, inventory: Inventory, facts: Iterable[Dated]) -> list[Act]:
    """From an hour after the installation up to ten minutes before now.

    ``facts``: what the collector wrote.
    """
    outages = seen(past, facts)
    months = months_of(past, inventory)
    before = [each for each in months if each.span.end <= past.installed_at]
    watched = months[len(before) :]
    found = [
        *repairs(past, inventory, outages),
        *claims(past, inventory, watched, outages),
        *maintenance(past, inventory, watched, outages),
        *duties(inventory),
        *objections(past, inventory, watched, outages),
        *villagers(past, inventory, outages),
        *meetings(past, inventory),
        *paperwork(past, inventory, watched),
        *taken_over(past, inventory, [each for each in before if each.age >= 3]),
    ]
    first, last = past.installed_at + HOUR, past.until - _QUIET_BEFORE_NOW
    return sorted((act for act in found if first <= act.at < last), key=lambda act: act.at)
