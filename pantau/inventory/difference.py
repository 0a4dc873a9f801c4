"""What one inventory changes against another, site by site."""

from dataclasses import dataclass

from pantau.inventory.model import Inventory, Site
from pantau.inventory.service_hours import Calendar


@dataclass(frozen=True, slots=True)
class Difference:
    """Ids of sites, each tuple in the order of the file that has them."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def differences(old: Inventory, new: Inventory) -> Difference:
    """Compare what the sites mean, not how they are written.

    A changed contract, tier, default or calendar therefore shows as a change of every site it
    concerns.
    """
    before = {site.id: (site, _calendars(old, site)) for site in old.sites}
    after = {site.id: (site, _calendars(new, site)) for site in new.sites}
    return Difference(
        added=tuple(id for id in after if id not in before),
        removed=tuple(id for id in before if id not in after),
        changed=tuple(id for id in after if id in before and after[id] != before[id]),
    )


def _calendars(inventory: Inventory, site: Site) -> list[Calendar | None]:
    """The calendars that the site's terms count by, term by term."""
    return [inventory.calendars.get(term.policy.service_hours) for term in site.terms]
