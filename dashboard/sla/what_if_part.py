"""What the month would be, beside what it is. Nothing is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import streamlit as st

from dashboard import cached
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.live import card
from dashboard.markup import Html, element
from dashboard.month_part import NOTHING, credit_in_total, shown_share
from dashboard.scene import Scene
from dashboard.sla.head import money_change
from dashboard.sla.looks import Month, proposed
from dashboard.sla.tables import verdict
from dashboard.sla.what_if_form import exclusions_field, is_nothing, rules_fields
from pantau.language import Language, number, rupiah, short_duration, to_say, translator
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


def what_if_part(here: Scene, month: Month) -> None:
    """The form on the left, what it would do on the right."""
    say, language = here.say, here.language
    left, right = st.columns([2, 5], gap="medium")
    with left, st.container(border=True, key="s_supposed"):
        approved = exclusions_field(here, proposed(month))
        rules = rules_fields(here)
    with right:
        st.html(_mark(month, language))
        nothing = is_nothing(rules, approved, language)
        if nothing:
            st.info(nothing, icon=":material/science:")
            return
        after = cached.supposed_month(month, here.inventory, rules, approved)
        names = {site.id: site.name for site in here.inventory.judged}
        found = moved(month.today, after, names)
        st.html(cards(month.today, after, found, language))
        grid(
            found,
            moved_columns(language),
            key="berubah",
            title=say("What would change"),
            file=f"sla-{month.result.month}-andai",
            empty=say("No figure of this month would change."),
        )


def _mark(month: Month, language: Language) -> Html:
    """What this is not."""
    say = translator(language)
    closed = say(
        "The month is closed: compared is what would be computed from what is known today."
    )
    return element(
        "p",
        element("strong", say("Estimate, not saved"), class_="s-estimate"),
        " ",
        say("The same calculator as the month's own figures. To decide, go to"),
        " ",
        element("a", say("Outages"), href=page_url("gangguan", language), class_="p-go"),
        ". ",
        closed if month.is_closed else "",
        class_="p-rest",
    )


def cards(
    before: MonthResult, after: MonthResult, found: tuple[Moved, ...], language: Language
) -> Html:
    """Before and after, in the figures that are asked for."""
    say = translator(language)
    was, would = before.total, after.total
    verdicts = sum(each.verdict_moves for each in found)

    return element(
        "div",
        card(
            say("Availability"),
            shown_share(would.availability, None, language),
            _now(shown_share(was.availability, None, language), language),
            "p-month",
        ),
        card(
            say("Meets its objective"),
            number(would.compliant, language),
            _now(number(was.compliant, language), language),
            "p-month",
        ),
        card(
            say("Verdicts that change"),
            number(verdicts, language),
            say("of {rows}", rows=number(len(before.sites), language)),
            "p-month",
        ),
        card(
            say("Credit"),
            credit_in_total(after.sites, language),
            _now(credit_in_total(before.sites, language), language),
            "p-month",
        ),
        card(
            say("Difference in credit"),
            money_change(was.credit, would.credit, language),
            say("in {n} rows", n=number(sum(bool(each.credit) for each in found), language)),
            "p-month",
        ),
        class_="p-cards",
    )


def _now(figure: str, language: Language) -> str:
    say = translator(language)
    return say("now {figure}", figure=figure)


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
