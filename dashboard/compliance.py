"""From a judged month to the rows of the compliance table: pure, without streamlit and words.

Nothing is computed here that the one calculator (pantau.sla) has not computed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pantau.facts.words import SiteKind
from pantau.inventory import Inventory
from pantau.sla import MonthResult, SlaResult

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Row:
    """One site under one contract term; ``result`` is the calculator's."""

    name: str
    kecamatan: str
    kind: SiteKind
    provider: str
    result: SlaResult


def rows(result: MonthResult, inventory: Inventory) -> tuple[Row, ...]:
    """The month's rows with what the site is called, the worst first."""
    sites = {site.id: site for site in inventory.judged}
    found = []
    for each in result.sites:
        site = sites.get(each.site)
        if site is None:
            continue
        providers = {term.contract: term.provider for term in site.terms}
        found.append(
            Row(
                name=site.name,
                kecamatan=site.kecamatan,
                kind=site.kind,
                provider=providers.get(each.contract, ""),
                result=each,
            )
        )
    return tuple(sorted(found, key=_badness))


def matching(
    found: Iterable[Row], *, kecamatan: str | None, kind: SiteKind | None, text: str
) -> tuple[Row, ...]:
    """The rows of this kecamatan and kind in which every word of ``text`` occurs somewhere."""
    words = text.casefold().split()
    return tuple(
        row
        for row in found
        if kecamatan in {None, row.kecamatan}
        and kind in {None, row.kind}
        and all(word in _searched(row) for word in words)
    )


def _searched(row: Row) -> str:
    result = row.result
    parts = (row.name, row.kecamatan, row.provider, result.site, result.contract, result.tier)
    return " ".join(parts).casefold()


def _badness(row: Row) -> tuple[int, Fraction, int, str, str]:
    """Missed objectives first, then what is farthest below (or least above) its objective.

    What could not be judged stands between the two: somebody should look at it.
    """
    result = row.result
    rank = {False: 0, None: 1, True: 2}[result.compliant]
    if result.objective is None:
        # Nothing is promised there, so nothing can be missed.
        rank = 3
    if result.availability is None:
        margin = Fraction(0)
    else:
        margin = result.availability - Fraction(result.objective or HUNDRED) / 100
    return rank, margin, -result.unknown_seconds, row.name, result.site
