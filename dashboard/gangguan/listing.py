"""The first section: outages and incidents, the chosen ones, and what can be done about them."""

import os

import streamlit as st

from dashboard import cached
from dashboard.gangguan.asked_id import asked_id
from dashboard.gangguan.bulk import say_what_was_refused
from dashboard.gangguan.chosen import chosen
from dashboard.gangguan.filters import filtered
from dashboard.gangguan.forms import forms
from dashboard.gangguan.reading import Told, read_told
from dashboard.gangguan.rows import Row
from dashboard.gangguan.spans import shown
from dashboard.gangguan.table import columns
from dashboard.gangguan.way_back import back
from dashboard.grid import grid
from dashboard.markup import element
from dashboard.scene import Scene
from dashboard.titik.why import why
from dashboard.whose import from_environment


def outages(here: Scene) -> None:
    """One outage where the address names it; else the list."""
    say_what_was_refused(here)
    named = asked_id()
    if named:
        _one(here, named)
    else:
        _list(here)


def _one(here: Scene, id: str) -> None:
    say = here.say
    back(here, say("All outages"))
    told = _told(here, id)
    if told is None:
        # As HTML of ours: the id comes from a browser.
        words = say(
            "There is no outage '{id}'. It may have come with an import that was revoked.", id=id
        )
        st.html(element("p", words, class_="p-rest"))
        return
    _shown(here, told)


def _list(here: Scene) -> None:
    say = here.say
    found, span, narrowed = filtered(here)
    if found is None:
        return
    picked = grid(
        found,
        columns(here),
        key="gangguan",
        title=say("Outages"),
        select="multi",
        empty=_nothing(here, span, narrowed=narrowed),
    )
    told = _told(here, picked[0].outage.id) if len(picked) == 1 else None
    if told is not None:
        _shown(here, told)
    elif picked:
        words = say.plural("{n} outage is chosen", "{n} outages are chosen", len(picked))
        st.html(element("h2", words, class_="p-heading"))
        forms(here, picked)
    elif found:
        st.caption(say("Choose one or several rows to see more and to act."))


def _nothing(here: Scene, span: str, *, narrowed: bool) -> str:
    """That there was none, or none that is like what was chosen above."""
    if narrowed:
        return here.say("No outage is like that ({span}).", span=shown(span, here.language))
    return here.say("No outage was recorded ({span}).", span=shown(span, here.language))


def _shown(here: Scene, told: Told) -> None:
    """One with all that is known of it, and what can be done, also to those that it explains."""
    say = here.say
    st.html(chosen(told, here))
    found = cached.why_of(told.row.outage.id)
    if found is not None:
        with st.expander(say("Why it was judged an outage"), icon=":material/query_stats:"):
            st.html(why(found, here.zone, here.language))
    rows: tuple[Row, ...] = (told.row,)
    if told.below:
        words = say.plural(
            "Also for the {n} site that went down with it",
            "Also for the {n} sites that went down with it",
            len(told.below),
        )
        if st.toggle(words, key=f"serta_{told.row.outage.id}"):
            rows = (told.row, *told.below)
    forms(here, rows)


def _told(here: Scene, id: str) -> Told | None:
    return read_told(from_environment(os.environ), here.inventory, id, here.now)
