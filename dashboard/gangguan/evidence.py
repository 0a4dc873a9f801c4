"""Files that show something: given with an act, and fetched again from where it is shown."""

import os
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import visitor
from dashboard.flags import EVIDENCE_MEGABYTES
from dashboard.scene import Scene
from dashboard.uploads import at_most
from dashboard.whose import from_environment
from pantau.actions.acting import Refused
from pantau.actions.remarks import keep_evidence
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Role
from pantau.store import Store

Given = tuple[str, bytes] | None


def evidence_field(here: Scene, *, key: str) -> Given:
    """The file's name and content; None where there is none."""
    file = st.file_uploader(
        at_most(here.say("Evidence (a file, optional)"), EVIDENCE_MEGABYTES),
        key=key,
        max_upload_size=EVIDENCE_MEGABYTES,
    )
    return None if file is None else (file.name, file.getvalue())


def kept(store: Store, given: Given) -> EvidenceFile | Refused | None:
    """The file as a fact names it; why it cannot be kept; None where there is none."""
    return None if given is None else keep_evidence(store, *given)


def evidence_button(here: Scene, data: Mapping[str, Any], *, key: str) -> None:
    """For staff and the provider, who have to argue about it: fetch the file of an entry."""
    found = data.get("evidence")
    who = visitor.visitor()
    if not found or not who.known or who.role is Role.VIEWER:
        return
    settings = from_environment(os.environ)

    def content() -> bytes:
        with settings.store() as store:
            return store.kept(found["digest"])

    st.download_button(
        here.say("Evidence: {name}", name=found["name"]),
        data=content,
        file_name=found["name"],
        # Never shown by the browser as a page of ours, whatever it holds.
        mime="application/octet-stream",
        key=key,
        on_click="ignore",
        icon=":material/attach_file:",
        type="tertiary",
    )
