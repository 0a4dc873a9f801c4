"""Which objectives are about to be missed this month: pure, from the calculator's own forecast."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from pantau.inventory import Inventory
from pantau.sla.forecast import Forecast, Outlook

SCARCE = Fraction(1, 4)
"""Whoever has less than this of its error budget left is at risk, whatever its rate."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A site whose objective still holds. ``used``: the share (0 to 1) of its error budget."""

    site: str
    name: str
    kecamatan: str
    left_seconds: int
    allowed_seconds: int
    used: Fraction
    used_up_at: int | None


@dataclass(frozen=True, slots=True)
class Risks:
    """Those at risk, the nearest first, and how many objectives are broken already."""

    near: tuple[Risk, ...]
    broken: int


def risks(forecasts: Iterable[Forecast], inventory: Inventory) -> Risks:
    """Sites that will break their objective at the present rate, or have little budget left."""
    found = tuple(forecasts)
    sites = {site.id: site for site in inventory.sites}
    near = [
        risk
        for each in found
        if each.outlook in {Outlook.HEADING, Outlook.HOLDING} and each.site in sites
        for risk in [_risk(each, sites[each.site].name, sites[each.site].kecamatan)]
        if each.outlook is Outlook.HEADING or risk.used > 1 - SCARCE
    ]
    return Risks(
        near=tuple(sorted(near, key=lambda each: (-each.used, each.name, each.site))),
        broken=sum(each.outlook is Outlook.BROKEN for each in found),
    )


def _risk(each: Forecast, name: str, kecamatan: str) -> Risk:
    allowed, left = each.allowed_seconds or 0, each.left_seconds or 0
    return Risk(
        site=each.site,
        name=name,
        kecamatan=kecamatan,
        left_seconds=left,
        allowed_seconds=allowed,
        used=Fraction(allowed - left, allowed) if allowed else Fraction(1),
        used_up_at=each.used_up_at,
    )
