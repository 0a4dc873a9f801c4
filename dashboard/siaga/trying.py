"""A test message to a receiver, sent aside: a slow receiver holds up no page."""

from functools import partial

import streamlit as st

from alerts.receivers.port import Delivered
from alerts.receivers.why import said_again
from alerts.trial import try_receiver
from dashboard import cached, visitor
from dashboard.act import allowed
from dashboard.errand import Errand
from dashboard.markup import literal
from dashboard.scene import Scene
from pantau.actions.acting import Act, may
from pantau.facts.clock import SystemClock
from pantau.inventory.alerting import Receiver
from pantau.language import recent


@st.cache_resource(show_spinner=False)
def trial() -> Errand[str]:
    """The one of this server; its result is the receiver that took the message."""
    return Errand()


def try_part(here: Scene) -> None:
    """For staff: choose a receiver of the inventory in force, send, see what came of it."""
    receivers = here.inventory.alerting.receivers
    if not receivers or not allowed(Act.TRY_RECEIVER):
        return
    say = here.say
    which, button, outcome = st.columns([2, 1, 3], vertical_alignment="bottom")
    name = which.selectbox(
        say("Test a receiver"),
        list(receivers),
        key="penerima_uji",
        label_visibility="collapsed",
    )
    if button.button(
        say("Send a test message"),
        key="penerima_uji_kirim",
        width="stretch",
        disabled=trial().standing.running,
    ):
        begin_trial(here, receivers[name])
    with outcome:
        _outcome(here)


def begin_trial(here: Scene, receiver: Receiver) -> None:
    """Send, unless the role may not or another test is under way: then say so."""
    who = visitor.actor()
    refused = may(who, Act.TRY_RECEIVER)
    if refused:
        st.error(refused.said(here.say), icon=":material/block:")
        return
    began = trial().start(partial(_send, receiver), at=here.now, by=who.name, clock=cached.now)
    if not began:
        st.warning(here.say("Another test is under way; wait for its end."))


def _send(receiver: Receiver) -> str:
    """Raises ValueError with the reason, which holds no secret."""
    outcome = try_receiver(receiver, SystemClock())
    if not isinstance(outcome, Delivered):
        raise ValueError(outcome.reason)  # noqa: TRY004 - no type is wrong
    return receiver.name


@st.fragment(run_every="1s")
def _outcome(here: Scene) -> None:
    say, standing = here.say, trial().standing
    if standing.running:
        st.caption(f":material/hourglass_top: {say('The message is on its way …')}")
    elif standing.ended_at is not None:
        at = recent(standing.ended_at, cached.now(), here.zone, here.language)
        if standing.fault:
            st.error(literal(f"{said_again(standing.fault, say)} ({at})"), icon=":material/error:")
        else:
            taken = say("{name} has taken the test message.", name=standing.result)
            st.success(literal(f"{taken} ({at})"), icon=":material/check_circle:")
