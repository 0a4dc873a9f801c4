"""Months, papers and money."""

import json
from enum import StrEnum

import streamlit as st

from dashboard import cached, visitor
from dashboard.choice import choice
from dashboard.grid import grid
from dashboard.laporan.forms import invoice_form, month_forms
from dashboard.laporan.months import Listed
from dashboard.laporan.papers_part import papers_part
from dashboard.laporan.steps import steps
from dashboard.laporan.tables import billing_columns, difference_columns, month_columns, named
from dashboard.laporan.unsettled import unsettled
from dashboard.links import page_url
from dashboard.markup import element, joined
from dashboard.month_part import month_cards
from dashboard.parted import chosen_section
from dashboard.scene import Scene, scene
from dashboard.sla.scope import listed_months
from pantau.actions.provider.words import matters
from pantau.facts.words import Role
from pantau.language import rupiah, short_duration, to_say
from pantau.sla import to_json


class Section(StrEnum):
    """What of the month is shown."""

    MONTH = "bulan"
    PAPERS = "berkas"
    MONEY = "uang"
    OTHER_SIDE = "rekonsiliasi"
    ALL = "semua"


TITLES = {
    Section.MONTH: to_say("State of the month"),
    Section.PAPERS: to_say("Papers"),
    Section.MONEY: to_say("Money"),
    Section.OTHER_SIDE: to_say("Reconciliation"),
    Section.ALL: to_say("All months"),
}


def sections() -> tuple[Section, ...]:
    """Papers are about everybody's sites, so providers are handed theirs by the regency."""
    is_provider = visitor.visitor().role is Role.PROVIDER
    return tuple(each for each in Section if not (is_provider and each is Section.PAPERS))


def chosen_month(here: Scene, months: tuple[str, ...]) -> str:
    """The month of the address, else the last one that is over."""
    return choice(
        here.say("Month"),
        months,
        key="bulan",
        shown=lambda each: named(each, here.language),
        default=months[min(1, len(months) - 1)],
        width=260,
        tell=True,
    )


def standing(here: Scene, month: str) -> None:
    """How far it has got, its figures, what is open, and what can be done."""
    say, language = here.say, here.language
    found = cached.papers(here.inventory, month)
    if found is None:
        return
    st.html(
        joined(
            steps(found, here.zone, language),
            element(
                "div",
                month_cards(found.result, here.inventory, language),
                class_="p-cards",
            ),
            element(
                "p",
                element(
                    "a",
                    say("How these figures come about"),
                    href=page_url("sla", language, bulan=month),
                    class_="p-go",
                ),
                class_="p-rest",
            ),
        )
    )
    if found.open:
        st.html(unsettled(found.open, language))
    month_forms(here, month, found)
    plain = json.dumps(to_json(found.result), indent=1, ensure_ascii=False)
    st.download_button(
        say("The month as JSON"),
        plain,
        f"sla-{month}.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )


def money(here: Scene, month: str) -> None:
    """Invoices beside what was computed."""
    say, language = here.say, here.language
    found = cached.reconciliation(here.inventory, month)
    if found is None:
        return
    st.html(element("h2", say("Billed and paid against computed"), class_="p-heading"))
    grid(
        found.billings,
        billing_columns(language),
        key="tagihan",
        title=say("Billed and paid"),
        empty=say("No contract has a fee in this month."),
    )
    invoice_form(here, month)


def other_side(here: Scene, month: str) -> None:
    """Where the provider's own list differs, and what that is worth."""
    say, language = here.say, here.language
    found = cached.reconciliation(here.inventory, month)
    if found is None:
        return
    st.html(element("h2", say("The provider's account of the month"), class_="p-heading"))
    if not found.accounts:
        st.info(
            say(
                "The provider has not told anything of this month. Bring its list in on the page "
                "Inventory, or with `pantau import provider-outages`."
            )
        )
    everything = st.toggle(say("Also what makes no difference"), key="semua", bind="query-params")
    for number, each in enumerate(found.accounts):
        sums = each.sums
        st.markdown(f"**{each.account.id}**")
        st.text(
            say(
                "{name}: down {ours} by us and {theirs} by them; credit {credit} and {other}",
                name=each.account.name,
                ours=short_duration(sums.down_seconds, language),
                theirs=short_duration(sums.their_down_seconds, language),
                credit=rupiah(sums.credit, language),
                other=rupiah(sums.their_credit, language),
            )
        )
        shown = [one for one in each.differences if everything or matters(one)]
        grid(
            shown,
            difference_columns(here.inventory, language),
            key=f"beda{number}",
            title=say("Differences"),
            empty=say("No differences."),
        )


def all_months(here: Scene, months: tuple[Listed, ...]) -> None:
    """The list of months, as far as each has got; a click leads to one."""
    chosen = grid(
        months,
        month_columns(here.zone, here.language),
        key="daftar",
        title=here.say("All months"),
        select="single",
        tall=True,
    )
    if chosen:
        st.query_params["bulan"] = chosen[0].month
        st.query_params.pop("bagian", None)
        st.rerun()


here = scene()
months = listed_months(here)
if not months:
    st.stop()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    month = chosen_month(here, tuple(each.month for each in months))
    section = chosen_section(here, sections(), TITLES)
match section:
    case Section.MONTH:
        standing(here, month)
    case Section.PAPERS:
        papers_part(here, month)
    case Section.MONEY:
        money(here, month)
    case Section.OTHER_SIDE:
        other_side(here, month)
    case Section.ALL:
        all_months(here, months)
