"""The rows that would change under what is supposed, and their table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from dashboard.columns import Column
from dashboard.month_part import NOTHING, shown_share
from dashboard.sla.tables import verdict
from pantau.language import Language, rupiah, short_duration, to_say, translator
from pantau.sla import MonthResult, SlaResult
from pantau.sla.change import Changed, changed_rows


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that would change, and what its site is called."""

    name: str
    row: Changed

    @property
    def site(self) -> SlaResult:
        """The row as it is, or as it would come."""
        found = self.row.before or self.row.after
        assert found is not None  # noqa: S101 - one of both is there
        return found

    @property
    def verdict_moves(self) -> bool:
        """Whether it would meet its objective and does not now, or the other way round."""
        return _compliant(self.row.before) != _compliant(self.row.after)

    @property
    def credit(self) -> int:
        """By how many rupiah the credit would grow."""
        return _credit(self.row.after) - _credit(self.row.before)


def moved(before: MonthResult, after: MonthResult, names: Mapping[str, str]) -> tuple[Moved, ...]:
    """The rows that would change: other verdicts first, then by money.

    Another objective alone is what was supposed, and no change that it makes.
    """
    found = [
        Moved(names.get(made.site, made.site), row)
        for row in changed_rows(before, after)
        for made in [row.before or row.after]
        if made is not None and _but_objective(row.before) != _but_objective(row.after)
    ]
    return tuple(
        sorted(found, key=lambda each: (not each.verdict_moves, -abs(each.credit), each.name))
    )


def money_change(before: int, after: int, language: Language) -> str:
    """A difference in rupiah with its sign."""
    return f"{'+' if after > before else ''}{rupiah(after - before, language)}"


def moved_columns(language: Language) -> tuple[Column[Moved], ...]:
    """Each figure before and after."""
    say = translator(language)

    def two(
        heading: str,
        of: Callable[[SlaResult | None], tuple[str, int | Fraction | None]],
        unit: str,
        width: int,
    ) -> list[Column[Moved]]:
        return [
            Column(
                say(when, what=heading),
                lambda each, take=take: of(take(each.row))[0],  # type: ignore[misc]
                lambda each, take=take: of(take(each.row))[1],  # type: ignore[misc]
                unit=unit,
                width=width,
                left=not unit,
            )
            for when, take in (
                (to_say("{what} now"), lambda row: row.before),
                (to_say("{what} then"), lambda row: row.after),
            )
        ]

    return (
        Column(say("Site"), lambda each: each.name, width="medium"),
        *two(say("Meets it"), lambda row: _verdict(row, language), "", 120),
        *two(say("Credit"), lambda row: _money(row, language), "Rp", 110),
        Column(
            say("Difference"),
            lambda each: money_change(0, each.credit, language) if each.credit else NOTHING,
            lambda each: each.credit,
            unit="Rp",
            width=110,
        ),
        *two(say("Availability"), lambda row: _availability(row, language), "%", 135),
        *two(say("Down time"), lambda row: _down(row, language), say("seconds"), 160),
        Column(say("Tier"), lambda each: each.site.tier),
        Column(say("Contract"), lambda each: each.site.contract),
    )


def _verdict(row: SlaResult | None, language: Language) -> tuple[str, int | None]:
    if row is None:
        return NOTHING, None
    return verdict(row.compliant, language), {False: 0, None: 1, True: 2}[row.compliant]


def _availability(row: SlaResult | None, language: Language) -> tuple[str, Fraction | None]:
    share = row.availability if row else None
    objective = row.objective if row else None
    return shown_share(share, objective, language), None if share is None else share * 100


def _down(row: SlaResult | None, language: Language) -> tuple[str, int | None]:
    if row is None:
        return NOTHING, None
    return short_duration(row.down_seconds, language, units=4), row.down_seconds


def _money(row: SlaResult | None, language: Language) -> tuple[str, int | None]:
    credit = row.credit if row else None
    return NOTHING if credit is None else rupiah(credit, language), credit


def _but_objective(row: SlaResult | None) -> SlaResult | None:
    return None if row is None else replace(row, objective=None, working=())


def _credit(row: SlaResult | None) -> int:
    return (row.credit or 0) if row else 0


def _compliant(row: SlaResult | None) -> bool | None:
    return row.compliant if row else None
