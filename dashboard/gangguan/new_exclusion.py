"""A form that proposes to leave a time out of account, for sites that are named here."""

import streamlit as st

from dashboard import act
from dashboard.asked_scope import asked_scope
from dashboard.gangguan.evidence import evidence_field, kept
from dashboard.gangguan.fresh import fresh, settled
from dashboard.gangguan.span_fields import span_fields
from dashboard.pick import pick
from dashboard.scene import Scene
from dashboard.times import typed_span
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.proposals import propose_exclusion
from pantau.facts.instant import HOUR
from pantau.facts.words import ExclusionCategory
from pantau.language import label
from pantau.store import Store


def new_exclusion(here: Scene) -> None:
    """Whoever may propose. What is refused stays as it was typed."""
    say = here.say
    everywhere = act.allowed(Act.DECIDE)
    scope = asked_scope(here, say("What is left out"), key="usulan", widely=everywhere)
    with st.form("usulan", border=False):
        hour = here.now // HOUR * HOUR
        begin, end = span_fields(here, hour - HOUR, hour, key=fresh("usulan"))
        one, other = st.columns([1, 2])
        category = pick(
            one,
            say("Category"),
            tuple(ExclusionCategory),
            shown=lambda each: label(each, here.language),
            key=fresh("usulan_kategori"),
        )
        reason = other.text_input(say("Reason"), max_chars=500, key=fresh("usulan_alasan"))
        evidence = evidence_field(here, key=fresh("usulan_bukti"))
        if not st.form_submit_button(say("Propose"), type="primary"):
            return
    span = typed_span(begin, end, here)
    if isinstance(scope, Refused):
        act.say_refused(scope)
        return
    if isinstance(span, Refused):
        act.say_refused(span)
        return

    def propose(store: Store, actor: Actor) -> str | Refused:
        file = kept(store, evidence)
        if isinstance(file, Refused):
            return file
        return settled(propose_exclusion(store, actor, scope, span, category, reason, file))

    act.perform(propose, lambda id: say("{id} is proposed; somebody else decides.", id=id))
