"""All meetings that the page knows of, as a table."""

import streamlit as st

from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.rapat.reading import Meetings, Phase, phase
from dashboard.scene import Scene
from dashboard.time_columns import at_column
from pantau.facts.said import Meeting
from pantau.language import label, to_say

PHASES = {
    Phase.LIVE: to_say("● measured now"),
    Phase.AHEAD: to_say("◷ coming"),
    Phase.OVER: to_say("✓ over"),
    Phase.CANCELLED: to_say("– cancelled"),
}


def list_part(here: Scene, found: Meetings) -> None:
    """Of the last three months, and all to come; a click leads to the places of one."""
    say = here.say
    chosen = grid(
        found.meetings,
        _columns(here),
        key="rapat_daftar",
        title=say("All meetings"),
        empty=say("No meeting was planned in the last three months."),
        select="single",
        tall=True,
    )
    if chosen:
        st.query_params["rapat"] = chosen[0].id
        st.query_params.pop("bagian", None)
        st.rerun()
    if found.meetings:
        st.caption(say("Choose a row to see the places of a meeting."))


def _columns(here: Scene) -> tuple[Column[Meeting], ...]:
    say, now = here.say, here.now
    return (
        Column[Meeting](
            say("State"),
            lambda each: say(PHASES[phase(each, now)]),
            lambda each: list(Phase).index(phase(each, now)),
            left=True,
        ),
        Column[Meeting]("Id", lambda each: each.id, width="small"),
        Column[Meeting](say("Meeting"), lambda each: each.name, width="large"),
        Column[Meeting](say("Kind"), lambda each: label(each.kind, here.language)),
        at_column(say("From"), lambda each: each.begin, here),
        at_column(say("To"), lambda each: each.until, here),
        Column[Meeting](
            say("Places"), lambda each: str(len(each.sites)), lambda each: len(each.sites)
        ),
        Column[Meeting](say("Planned by"), lambda each: each.planned.author),
    )
