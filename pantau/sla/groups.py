"""The rows of a judged month with what their sites are called, and groups of them.

Nothing is computed here that the one calculator has not computed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pantau.facts.words import Medium, SiteKind
from pantau.inventory import Inventory
from pantau.language import Language, label, to_say
from pantau.sla import MonthResult, SlaResult, Total
from pantau.sla.total import sum_up

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Row:
    """One site under one contract term; ``result`` is the calculator's."""

    name: str
    kecamatan: str
    kind: SiteKind
    medium: Medium | None
    provider: str
    result: SlaResult


def as_it_stood(inventory: Inventory, result: MonthResult) -> Inventory:
    """With every site as it stood on the last day of the month that was judged."""
    last = max(min(result.upto, result.window.end) - 1, result.window.begin)
    return inventory.on(inventory.local_day(last))


def rows(result: MonthResult, inventory: Inventory) -> tuple[Row, ...]:
    """The month's rows with what and where the site was then, the worst first."""
    sites = {site.id: site for site in as_it_stood(inventory, result).judged}
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
                medium=site.medium,
                provider=providers.get(each.contract, ""),
                result=each,
            )
        )
    return tuple(sorted(found, key=_badness))


class Per(StrEnum):
    """By what the rows of a month are put together; its values stand in addresses."""

    SITE = "titik"
    KECAMATAN = "kecamatan"
    KIND = "jenis"
    PROVIDER = "penyedia"
    MEDIUM = "media"
    TIER = "paket"


PER_WORDS = {
    Per.SITE: to_say("Site"),
    Per.KECAMATAN: to_say("Kecamatan"),
    Per.KIND: to_say("Kind"),
    Per.PROVIDER: to_say("Provider"),
    Per.MEDIUM: to_say("Medium"),
    Per.TIER: to_say("Tier"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that have one thing in common. ``word`` names it in addresses, ``name`` to people."""

    word: str
    name: str
    rows: tuple[Row, ...]
    total: Total


def groups(found: Iterable[Row], per: Per, language: Language) -> tuple[Group, ...]:
    """The rows put together, the group of the lowest availability first."""
    by_word: dict[str, list[Row]] = {}
    for row in found:
        by_word.setdefault(word_of(row, per), []).append(row)
    made = [
        Group(word, _name(rows[0], per, language), tuple(rows), summed(rows))
        for word, rows in by_word.items()
    ]
    nothing = Fraction(2)
    return tuple(
        sorted(
            made,
            key=lambda each: (
                nothing if each.total.availability is None else each.total.availability,
                each.name,
            ),
        )
    )


def summed(found: Sequence[Row]) -> Total:
    """These rows as one, by the calculator."""
    return sum_up([row.result for row in found])


def word_of(row: Row, per: Per) -> str:
    """What of ``per`` the row belongs to, as addresses name it."""
    match per:
        case Per.SITE:
            return row.result.site
        case Per.KECAMATAN:
            return row.kecamatan
        case Per.KIND:
            return row.kind.value
        case Per.PROVIDER:
            return row.provider
        case Per.MEDIUM:
            return row.medium.value if row.medium else "-"
        case _:  # Per.TIER: a tier's name means something in its contract alone
            return tier_word(row.result.contract, row.result.tier)


def tier_word(contract: str, tier: str) -> str:
    """A tier as addresses name it."""
    return f"{contract}/{tier}"


def tier_name(contract: str, tier: str) -> str:
    """A tier as people read it."""
    return f"{tier} · {contract}"


def _name(row: Row, per: Per, language: Language) -> str:
    match per:
        case Per.SITE:
            return row.name
        case Per.KIND:
            return label(row.kind, language)
        case Per.MEDIUM:
            return label(row.medium, language) if row.medium else "–"
        case Per.TIER:
            return tier_name(row.result.contract, row.result.tier)
        case _:
            return word_of(row, per) or "–"


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
