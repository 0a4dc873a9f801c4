"""A new silence: for staff."""

import streamlit as st

from dashboard import visitor
from dashboard.act import perform, say_refused
from dashboard.asked_scope import asked_scope
from dashboard.asked_time import asked_time
from dashboard.scene import Scene
from pantau.actions.acting import MAY, Act, Refused
from pantau.actions.silences import Hush, set_silence
from pantau.facts.instant import HOUR
from pantau.facts.measured import Interval
from pantau.facts.telling import AlertKind
from pantau.language import label, moment


def silence_form(here: Scene) -> None:
    """What, of which kinds, from when to when, and why."""
    say = here.say
    widely = Act.SILENCE_WIDELY in MAY[visitor.visitor().role]
    scope = asked_scope(here, say("What is silenced"), key="senyap", widely=widely)
    kinds = st.multiselect(
        say("Kinds of alerts (all where none is chosen)"),
        list(AlertKind),
        format_func=lambda each: label(each, here.language),
        key="senyap_jenis",
        placeholder=say("All"),
    )
    one, other, words = st.columns([1, 1, 2], vertical_alignment="bottom")
    soon = here.now // HOUR * HOUR
    with one:
        begin = asked_time(say("From"), soon, here.zone, key="senyap_dari")
    with other:
        end = asked_time(say("To"), soon + 3 * HOUR, here.zone, key="senyap_sampai")
    reason = words.text_input(say("Reason"), key="senyap_alasan", max_chars=500)
    if not widely:
        st.caption(say("All sites, or more than seven days, are silenced by a manager."))
    if not st.button(say("Silence"), type="primary", key="senyap_ya"):
        return
    if isinstance(scope, Refused):
        say_refused(scope)
    elif begin is None or end is None or end <= begin:
        st.error(say("The end must lie after the begin."), icon=":material/block:")
    else:
        hush = Hush(scope, Interval(begin, end), tuple(AlertKind(kind) for kind in kinds))
        perform(
            lambda store, actor: set_silence(store, actor, here.inventory, hush, reason),
            say("Silenced until {time}.", time=moment(end, here.zone, here.language)),
        )
