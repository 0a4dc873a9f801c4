"""A new meeting: for staff."""

import streamlit as st

from dashboard import cached
from dashboard.act import perform, say_refused
from dashboard.asked_scope import asked_scope
from dashboard.rapat.form_fields import Usual, asked_meeting
from dashboard.rapat.places_part import ahead_table
from dashboard.scene import Scene
from pantau.actions.acting import Refused
from pantau.actions.meetings import Plan, plan_meeting
from pantau.actions.readiness import Asked
from pantau.facts.instant import HOUR
from pantau.facts.meetings import MeetingKind


def plan_form(here: Scene) -> None:
    """A new meeting; before it is planned, what the last weeks say of it."""
    say = here.say
    soon = here.now // HOUR * HOUR + HOUR
    usual = Usual("", MeetingKind.VIDEO, soon, soon + 2 * HOUR)
    name, kind, span = asked_meeting(here, usual, key="rapat_baru")
    scope = asked_scope(here, say("Places of the meeting"), key="rapat_baru", widely=True)
    look, make = st.columns([1, 1])
    looks = look.button(say("Show the forecast"), key="rapat_prakiraan", width="stretch")
    plans = make.button(say("Plan the meeting"), type="primary", key="rapat_ya", width="stretch")
    if not (looks or plans):
        return
    if span is None:
        st.error(say("The end must lie after the begin."), icon=":material/block:")
    elif isinstance(scope, Refused):
        say_refused(scope)
    elif looks:
        ahead_table(here, cached.places_ahead(here.inventory, Asked(kind, span, scope.sites)))
    else:
        plan = Plan(name, kind, span, scope.sites)
        perform(
            lambda store, actor: plan_meeting(store, actor, here.inventory, plan),
            lambda id: say("{id} is planned; its places are measured half an hour before.", id=id),
        )
