"""The certificate of a meeting that is over: made once, then given out again."""

import os

import streamlit as st

from dashboard import act, visitor
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act, Refused
from pantau.actions.certificates import certificates, certify
from pantau.facts.meetings import MeetingCertified
from pantau.facts.said import Meeting
from pantau.reports.meeting.document import certificate_pdf
from pantau.store import Store, StoreError


def certificate_part(here: Scene, meeting: Meeting) -> None:
    """A button to make it where it is not there, else one to take it away. For staff."""
    say = here.say
    if not act.allowed(Act.MEETING):
        return
    kept = _kept(here, meeting)
    if kept is None:
        st.caption(
            say("The certificate says for each place what was measured, and is kept as it is made.")
        )
        if st.button(say("Make the certificate"), icon=":material/workspace_premium:"):
            act.perform(
                lambda store, actor: certify(
                    store, actor, here.inventory, meeting.id, here.language, certificate_pdf
                ),
                lambda paper: say("{name} is there.", name=paper.name),
            )
        return
    st.download_button(
        say("Take away {name}", name=kept.name),
        lambda: _content(here, meeting),
        kept.name,
        "application/pdf",
        key="sertifikat",
        icon=":material/download:",
        on_click="ignore",
    )


def _kept(here: Scene, meeting: Meeting) -> MeetingCertified | None:
    try:
        with from_environment(os.environ).store() as store, store.view() as view:
            return certificates(view, meeting.id).get(here.language)
    except StoreError:
        return None  # the frame says what is wrong with the store


def _content(here: Scene, meeting: Meeting) -> bytes:
    who, folder = visitor.actor(), from_environment(os.environ).data
    with Store.open(folder) as store:
        paper = certify(store, who, here.inventory, meeting.id, here.language, certificate_pdf)
    if isinstance(paper, Refused):
        raise PermissionError(paper.message)
    return paper.content
