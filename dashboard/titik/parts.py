"""What the page draws with widgets: its live parts, lists, words for the provider, notes."""

import streamlit as st

from dashboard import cached
from dashboard.act import allowed, perform
from dashboard.chosen import chosen_language
from dashboard.grid import grid
from dashboard.markup import element, joined
from dashboard.pages import STAFF
from dashboard.scene import Scene
from dashboard.titik.about import Trust, agreed, ready_text
from dashboard.titik.day_sheet import day_columns
from dashboard.titik.head import Now, cards, now_of, title
from dashboard.titik.heat import heat_map
from dashboard.titik.neighbours import neighbours
from dashboard.titik.others import others
from dashboard.titik.outage_list import outage_columns
from dashboard.titik.past import Event, Past
from dashboard.titik.why import why
from dashboard.visitor import visitor
from pantau.actions.acting import Act
from pantau.actions.remarks import note
from pantau.facts.words import Role
from pantau.inventory import Site
from pantau.language import moment

_LIVE = "5s"
_MOST_NOTES = 12


def trust() -> Trust:
    """What the visitor may see of fees and people."""
    who = visitor()
    return Trust(staff=who.known and who.role in STAFF)


def current(here: Scene, site: Site) -> Now:
    """How the site is now."""
    month = cached.month_so_far(here.inventory)
    now = cached.now()
    term = site.term_on(here.inventory.local_day(now))
    return now_of(site, term, cached.seen_now(), month[0].sites if month else None, now)


@st.fragment(run_every=_LIVE)
def live_title(here: Scene, site: Site) -> None:
    """Name and state."""
    st.html(title(current(here, site), here.language))


@st.fragment(run_every=_LIVE)
def live_cards(here: Scene, site: Site) -> None:
    """State, month, budget, round trip."""
    st.html(cards(current(here, site), here.zone, here.language))


@st.fragment(run_every="15s")
def live_neighbours(here: Scene, site: Site) -> None:
    """Those around it."""
    seen, snapshot, now = cached.seen_now(), cached.snapshot(), cached.now()
    st.html(neighbours(site, here.inventory, snapshot, seen, here.zone, now, here.language))


@st.fragment(run_every="15s")
def live_others(here: Scene, site: Site) -> None:
    """What its further probes answered last."""
    answers = cached.answers_of(site.id)
    st.html(others(site, answers, trust(), here.zone, cached.now(), here.language))


def days_part(here: Scene, site: Site, past: Past) -> None:
    """The squares, and on demand the same as rows."""
    past = past.as_of(current(here, site).rows or ())
    st.html(heat_map(past, site.id, here.zone, here.language))
    if st.toggle(here.say("The days as a table"), key="harian", bind="query-params"):
        days = [day for month in past.months for day in month.days][::-1]
        named = here.say("Days of {site}", site=site.id)
        grid(days, day_columns(here.language), key="hari", title=named)


def outages_part(here: Scene, past: Past) -> Event | None:
    """The list; answers with the outage that is to be explained: the chosen or the newest one."""
    st.html(element("h2", here.say("Outages of thirteen months"), class_="p-heading"))
    chosen = grid(
        past.events,
        outage_columns(here.now, here.zone, here.language),
        key="putus",
        title=here.say("Outages"),
        select="single",
        empty=here.say("No outage has been seen here in thirteen months."),
    )
    if chosen:
        return chosen[0]
    asked = st.query_params.get("gangguan")
    named = next((each for each in past.events if each.outage.id == asked), None)
    return named or (past.events[0] if past.events else None)


def why_part(here: Scene, event: Event | None) -> None:
    """Why an outage was judged one."""
    found = cached.why_of(event.outage.id) if event else None
    st.html(
        element(
            "section",
            element("h2", here.say("Why it was judged an outage")),
            why(found, here.zone, here.language),
            class_="p-panel",
        )
    )


def agreed_part(here: Scene, site: Site) -> None:
    """The contract; while the site is down the words for the provider's desk."""
    now, shown = current(here, site), trust()
    st.html(agreed(now, here.inventory, shown, here.language))
    if not shown.staff:
        return
    still_open = next(
        (each for each in cached.snapshot().open_outages if each.site == site.id), None
    )
    text = ready_text(still_open, now, here.inventory, here.zone, here.language)
    if text is not None:
        st.html(element("h2", here.say("For the provider's desk"), class_="p-heading"))
        st.code(text, language=None, wrap_lines=True)


def notes_part(here: Scene, site: Site, past: Past) -> None:
    """What people remarked among themselves, and room for one more: not for the provider."""
    if visitor().role is Role.PROVIDER:
        return
    say, language = here.say, chosen_language()
    staff = trust().staff
    lines = [
        element(
            "li",
            element("p", each.text),
            element(
                "span",
                moment(each.entry.at, here.zone, language),
                " · ",
                each.entry.author,
                say(", told by {who}", who=each.teller) if staff and each.teller else "",
                class_="p-about",
            ),
        )
        for each in past.notes[:_MOST_NOTES]
    ]
    body = (
        element("ul", *lines, class_="t-notes")
        if lines
        else element("p", say("Nobody has noted anything about this site."), class_="p-rest")
    )
    st.html(element("section", element("h2", say("Notes")), joined(body), class_="p-panel"))
    if not allowed(Act.NOTE):
        return
    with (
        st.expander(say("New note"), icon=":material/edit_note:"),
        st.form("catat", clear_on_submit=False, border=False),
    ):
        text = st.text_area(
            say("New note"),
            key="t_note",
            label_visibility="collapsed",
            max_chars=2_000,
            height=80,
            placeholder=say("What somebody should know about this site …"),
        )
        teller = st.text_input(
            say("Told by (name or number, kept so that it can be erased)"),
            key="t_teller",
            max_chars=200,
        )
        if st.form_submit_button(say("Write the note"), icon=":material/edit_note:"):
            perform(
                lambda store, who: note(store, who, site.id, text, teller),
                say("The note is in the journal."),
            )
