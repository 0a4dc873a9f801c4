"""The part about funding: who pays for which line until when, and what is paid for twice."""

import streamlit as st

from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.rencana.funding_page import (
    NOTHING,
    SIGNS,
    coming,
    figures,
    payer,
    signed,
    twice_paid,
)
from dashboard.scene import Scene
from pantau.facts.region import FundingState
from pantau.language import day, label, number, rupiah
from pantau.planning.funding import FundingRow, doubles, rows


def funding_part(here: Scene) -> None:
    """What has to be done first, then every site."""
    say, language = here.say, here.language
    today = here.inventory.local_day(here.now)
    found = rows(here.inventory.sites, today)
    if all(each.state is FundingState.UNSTATED for each in found):
        st.info(
            say(
                "The inventory does not say who pays for any site. Write funding: [{by: …, from: "
                "…, to: …}] at those that somebody else pays for; docs/funding.md shows how."
            )
        )
    st.html(figures(found, language))
    for each in (
        coming(found, language),
        twice_paid(doubles(here.inventory.sites, today), language),
    ):
        if each:
            st.html(each)
    grid(
        found,
        _columns(here),
        key="pendanaan",
        title=say("Sites"),
        file=say("funding"),
        tall=True,
    )


def _columns(here: Scene) -> tuple[Column[FundingRow], ...]:
    say, language = here.say, here.language
    order = list(SIGNS)
    return (
        Column[FundingRow](say("Name"), lambda each: each.site.name, width=230),
        Column[FundingRow]("Kecamatan", lambda each: each.site.kecamatan),
        Column[FundingRow](
            say("State"),
            lambda each: signed(each.state, language),
            lambda each: order.index(each.state),
            left=True,
        ),
        Column[FundingRow](say("Who pays"), lambda each: payer(each.now)),
        Column[FundingRow](
            say("Last day"),
            lambda each: day(each.ends, language) if each.ends else NOTHING,
            lambda each: each.ends.toordinal() if each.ends else None,
            left=True,
        ),
        Column[FundingRow](
            say("Days left"),
            lambda each: NOTHING if each.days is None else number(each.days, language),
            lambda each: each.days,
        ),
        Column[FundingRow](say("Who follows"), lambda each: payer(each.next)),
        Column[FundingRow](
            say("Fee a month"),
            lambda each: NOTHING if each.fee is None else rupiah(each.fee, language),
            lambda each: each.fee,
            unit="Rp",
        ),
        Column[FundingRow](say("Kind"), lambda each: label(each.site.kind, language)),
        Column[FundingRow]("Id", lambda each: each.site.id),
    )
