"""A judged month as the public sees it: by site, kecamatan and kind, every sum the calculator's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pantau.facts.measured import Interval
from pantau.facts.words import SiteKind
from pantau.inventory import Inventory, Site
from pantau.sla import MonthResult, SlaResult, Total
from pantau.sla.total import sum_up

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """``month`` ("2026-10") judged up to ``upto`` (microseconds UTC).

    ``window``: the calendar month. ``provisional``: it is not closed, so figures may still change.
    ``sites``: by id, all terms of a site together.
    """

    month: str
    window: Interval
    upto: int
    provisional: bool
    total: Total
    sites: Mapping[str, Total]
    kecamatan: Mapping[str, Total]
    kinds: Mapping[SiteKind, Total]

    @property
    def measured(self) -> bool:
        """Whether anything was measured in it."""
        return self.total.availability is not None


def public_month(result: MonthResult, inventory: Inventory, *, provisional: bool) -> PublicMonth:
    """What may be shown of a judged month. Rows of sites that no inventory names are left out."""
    known = {site.id: site for site in inventory.judged}
    rows = [row for row in result.sites if row.site in known]
    return PublicMonth(
        month=result.month,
        window=result.window,
        upto=min(result.upto, result.window.end),
        provisional=provisional,
        total=sum_up(rows),
        sites=_by(rows, known, lambda site: site.id),
        kecamatan=_by(rows, known, lambda site: site.kecamatan),
        kinds=_by(rows, known, lambda site: site.kind),
    )


def _by(
    rows: list[SlaResult], known: Mapping[str, Site], key: Callable[[Site], K]
) -> dict[K, Total]:
    groups: dict[K, list[SlaResult]] = {}
    for row in rows:
        groups.setdefault(key(known[row.site]), []).append(row)
    return {each: sum_up(found) for each, found in groups.items()}
