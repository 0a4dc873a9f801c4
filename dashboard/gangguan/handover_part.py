"""The section that hands a shift over."""

import os

import streamlit as st

from dashboard import act
from dashboard.asked_time import asked_time
from dashboard.gangguan.handover import Shift, handover
from dashboard.gangguan.reading import read_maintenances, read_objections, read_outages
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act
from pantau.actions.remarks import note
from pantau.actions.table import LONGEST_TEXT
from pantau.facts.instant import HOUR
from pantau.facts.measured import Interval

ABOUT = "serah-terima"
"""What the note in the journal is about."""


def hand_over(scene: Scene) -> None:
    """The text, ready to copy; on demand it is kept as a note."""
    say, settings = scene.say, from_environment(os.environ)
    usual = scene.now // HOUR * HOUR - 8 * HOUR
    begin = asked_time(say("Begin of the shift"), usual, scene.zone, key="serah_dari")
    if begin is None or begin >= scene.now:
        st.error(say("The begin of the shift must lie in the past."), icon=":material/block:")
        return
    rows = read_outages(settings, scene.inventory, Interval(begin, scene.now), scene.now)
    works, objections = read_maintenances(settings, scene.now), read_objections(settings)
    if rows is None or works is None or objections is None:
        return
    text = handover(Shift(begin, rows, works, objections), scene)
    st.code(text, language=None, wrap_lines=True)
    if act.allowed(Act.NOTE) and st.button(say("Keep it in the journal"), key="serah_simpan"):
        # A note is one line of bounded length; the text stands whole in whatever it was copied to.
        kept = "; ".join(line for line in text.splitlines() if line)[:LONGEST_TEXT]
        act.perform(
            lambda store, actor: note(store, actor, ABOUT, kept),
            lambda id: say("{id} is written down", id=id),
        )
