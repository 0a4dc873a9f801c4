"""Changing or cancelling the chosen meeting."""

import streamlit as st

from dashboard.act import perform
from dashboard.rapat.form_fields import Usual, asked_meeting
from dashboard.scene import Scene
from pantau.actions.meetings import Plan, cancel_meeting, change_meeting
from pantau.facts.said import Meeting


def change_form(here: Scene, meeting: Meeting) -> None:
    """Everything of it may change while it is not over."""
    say, key = here.say, f"rapat_{meeting.id}"
    with st.expander(say("Change or cancel this meeting"), icon=":material/edit_calendar:"):
        usual = Usual(meeting.name, meeting.kind, meeting.begin, meeting.end)
        name, kind, span = asked_meeting(here, usual, key=key)
        names = {site.id: f"{site.name} ({site.id})" for site in here.inventory.sites}
        sites = st.multiselect(
            say("Sites"),
            list(names),
            default=[each for each in meeting.sites if each in names],
            format_func=lambda each: names.get(each, each),
            key=f"{key}_titik",
            placeholder=say("Choose sites"),
        )
        if st.button(say("Save the change"), key=f"{key}_ubah", type="primary"):
            if span is None:
                st.error(say("The end must lie after the begin."), icon=":material/block:")
            else:
                plan = Plan(name, kind, span, tuple(sites))
                perform(
                    lambda store, actor: change_meeting(
                        store, actor, here.inventory, meeting.id, plan
                    ),
                    say("{id} is changed.", id=meeting.id),
                )
        st.divider()
        words, button = st.columns([3, 1], vertical_alignment="bottom")
        reason = words.text_input(say("Why it is cancelled"), key=f"{key}_alasan", max_chars=500)
        if button.button(say("Cancel {id}", id=meeting.id), key=f"{key}_batal", width="stretch"):
            perform(
                lambda store, actor: cancel_meeting(store, actor, meeting.id, reason),
                say("{id} is cancelled.", id=meeting.id),
            )
