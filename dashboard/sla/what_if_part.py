"""What the month would be, beside what it is. Nothing is written."""

import streamlit as st

from dashboard import cached
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.live import card
from dashboard.markup import Html, element
from dashboard.month_part import credit_in_total, shown_share
from dashboard.scene import Scene
from dashboard.sla.looks import Month, proposed
from dashboard.sla.what_if_form import exclusions_field, is_nothing, rules_fields
from dashboard.sla.what_if_rows import Moved, money_change, moved, moved_columns
from pantau.language import Language, number, translator
from pantau.sla import MonthResult


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
