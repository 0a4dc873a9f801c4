"""The part about the file: since when what is in force, and what an edit would change."""

import os
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dashboard import cached, visitor
from dashboard.act import allowed, perform
from dashboard.inventaris.applied_part import applied_list, in_force
from dashboard.inventaris.file import FileNow, apply_file
from dashboard.inventaris.problems import problem_list
from dashboard.markup import Html, element, joined
from dashboard.pages import STAFF
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act
from pantau.actions.edits import Edit

_MOST_NAMES = 12


def file_part(here: Scene) -> None:
    """What is in force; the file; the list of what came into force before."""
    file = from_environment(os.environ).inventory
    applied = cached.applied_inventories()
    now = cached.inventory_file(here.inventory)
    left, right = st.columns([2, 3], gap="medium")
    left.html(in_force(here, applied))
    with right:
        _file(here, file, now)
    applied_list(here, applied)


def _file(here: Scene, file: Path, now: FileNow) -> None:
    """How the file stands, and what may be done with it."""
    say = here.say
    head = element("h2", say("The file {name}", name=file.name))
    if now.unread:
        words = now.unread.said(say)
        st.html(element("section", head, element("p", words), class_="p-panel"))
    elif now.problems:
        words = say("It cannot come into force. Mend these lines; nothing else is needed:")
        listed = problem_list(now.problems, say)
        st.html(element("section", head, element("p", words), listed, class_="p-panel"))
    elif now.edit is None:
        calm = element("p", f"✓ {say('It is what is in force.')}", class_="p-calm")
        st.html(element("section", head, calm, class_="p-panel"))
    else:
        st.html(element("section", head, _change(here, now.edit), class_="p-panel"))
        _lines(here, now)
        _apply(here, file, now, now.edit)


def _change(here: Scene, edit: Edit) -> Html:
    """Which sites it adds, takes out and changes, and what speaks against it."""
    say, entry = here.say, edit.entry
    rows = [
        (say("Added"), entry.added),
        (say("Taken out"), entry.removed),
        (say("Changed"), entry.changed),
    ]
    facts = [
        each
        for name, sites in rows
        for each in (element("dt", name), element("dd", _names(here, sites)))
    ]
    told = [element("dl", *facts, class_="p-facts")]
    if edit.refused:
        words = say("It changes days that are over, so it does not come into force by itself:")
        told += [element("p", f"✕ {words}", class_="p-bad"), problem_list(edit.refused, say)]
    if edit.warnings:
        told.append(problem_list(edit.warnings, say))
    if not edit.refused:
        words = say("Nothing speaks against it. A running collector takes it up by itself.")
        told.append(element("p", words, class_="p-rest"))
    return joined(*told)


def _names(here: Scene, sites: Sequence[str]) -> str:
    if not sites:
        return "–"
    shown = ", ".join(sites[:_MOST_NAMES])
    count = here.say.plural("{n} site", "{n} sites", len(sites))
    return f"{count}: {shown} …" if len(sites) > _MOST_NAMES else f"{count}: {shown}"


def _lines(here: Scene, now: FileNow) -> None:
    """The lines themselves hold addresses and contacts: for staff."""
    if not now.lines or visitor.visitor().role not in STAFF:
        return
    with st.expander(here.say("Lines that differ"), icon=":material/difference:"):
        st.code("\n".join(now.lines), language="diff")
        if now.cut:
            st.caption(here.say("There is more: only the first lines are shown."))


def _apply(here: Scene, file: Path, now: FileNow, edit: Edit) -> None:
    say, correct = here.say, bool(edit.refused)
    act = Act.CORRECT if correct else Act.APPLY
    if now.digest is None or not allowed(act):
        if correct:
            st.caption(say("A manager may apply it as a correction of the past."))
        return
    reason = ""
    if correct:
        reason = st.text_input(say("Reason of the correction"), key="berkas_alasan", max_chars=500)
    words = say("Apply as a correction") if correct else say("Apply now")
    if st.button(words, type="primary", key="berkas_terapkan"):
        digest, why = now.digest, reason if correct else None
        perform(
            lambda store, actor: apply_file(store, actor, file, digest, why),
            say("The file is in force now."),
        )
