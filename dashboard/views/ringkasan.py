"""The overview: how old the data is, what is down, every site's state, the month so far."""

from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import cached
from dashboard.alarms import banners
from dashboard.chosen import chosen_language
from dashboard.compliance import Row, matching
from dashboard.down import down_list
from dashboard.live import state_cards, status_line
from dashboard.markup import element, joined
from dashboard.month_part import month_cards, table, total_line
from dashboard.summary import overview
from dashboard.tiles import districts
from pantau.facts.words import SiteKind
from pantau.language import label, translator

# Where no inventory says in which zone people live.
_REGENCY = ZoneInfo("Asia/Makassar")


@st.fragment(run_every="5s")
def live() -> None:
    """What is so now; runs by itself, and touches only the pieces that changed."""
    language = chosen_language()
    now = cached.now()
    snapshot = cached.snapshot()
    inventory = snapshot.inventory
    zone = inventory.timezone if inventory else _REGENCY
    seen = overview(snapshot, now)
    month = cached.month_so_far(inventory) if inventory else None

    loud = element("div", banners(seen, snapshot, now, zone, language), class_="p-alarms")
    st.html(joined(status_line(seen, now, zone, language), loud))
    if inventory is None:
        return
    st.html(
        element(
            "div",
            state_cards(seen.counts, language),
            month_cards(month[0], inventory, language) if month else "",
            class_="p-cards",
        )
    )
    left, right = st.columns([2, 3], gap="medium")
    left.html(down_list(seen, now, zone, language))
    right.html(districts(seen.districts, now, zone, language))


@st.fragment(run_every="60s")
def compliance() -> None:
    """The month to date, site by site."""
    language = chosen_language()
    say = translator(language)
    inventory = cached.snapshot().inventory
    month = cached.month_so_far(inventory) if inventory else None
    if month is None:
        return
    result, rows = month
    st.html(element("h2", say("This month by site, the worst first"), class_="p-heading"))
    shown = _filtered(rows)
    if shown:
        st.dataframe(table(shown, language), hide_index=True, height=_height(len(shown)))
    else:
        st.info(say("No site fits this filter."))
    st.html(total_line(result, len(shown), language))


def _filtered(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that the three filters above the table leave."""
    language = chosen_language()
    say = translator(language)
    places = sorted({row.kecamatan for row in rows})
    kinds = [kind for kind in SiteKind if any(row.kind is kind for row in rows)]
    first, second, third = st.columns(3)
    kecamatan = first.selectbox(
        say("Kecamatan"),
        [None, *places],
        format_func=lambda name: name or say("All kecamatan"),
        key="kecamatan",
    )
    kind = second.selectbox(
        say("Kind"),
        [None, *kinds],
        format_func=lambda each: label(each, language) if each else say("All kinds"),
        key="kind",
    )
    text = third.text_input(
        say("Search"), placeholder=say("name, provider, tier …"), key="text", max_chars=100
    )
    return matching(rows, kecamatan=kecamatan, kind=kind, text=text or "")


def _height(rows: int) -> int:
    """Pixels: as many as the rows need, but a table does not push the total line off the page."""
    return min(36 + 35 * rows, 36 + 35 * 15)


live()
compliance()
