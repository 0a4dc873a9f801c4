"""The labels by which Prometheus knows a site."""

from pantau.inventory.model import Inventory, Site

SITE_LABELS = ["site", "kind", "kecamatan", "provider"]


def site_labels(inventory: Inventory | None, now: int) -> dict[str, list[str]]:
    """Label values by site, departed ones too. ``now``: microseconds UTC; where a site
    lies and who serves it are today's.

    A departed site keeps its last one.
    """
    if inventory is None:
        return {}
    today = inventory.local_day(now)
    inventory = inventory.on(today)
    found = {site.id: _labels(site, site.provider_on(today) or "") for site in inventory.sites}
    for site in inventory.departed:
        found[site.id] = _labels(site, site.terms[-1].provider if site.terms else "")
    return found


def _labels(site: Site, provider: str) -> list[str]:
    return [site.id, str(site.kind), site.kecamatan, provider]
