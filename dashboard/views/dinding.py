"""The wall of the command centre."""

from pathlib import Path

import streamlit as st

from dashboard import cached, dinding
from dashboard.chosen import chosen_language
from dashboard.dinding.pulse import pulse
from dashboard.dinding.turns import turn_at, turn_seconds


@st.fragment(run_every="5s")
def wall() -> None:
    """One piece, anew every five seconds."""
    now = cached.now()
    seconds = turn_seconds(st.query_params.get("putar"))
    turn = turn_at(now, seconds, st.query_params.get("tampilan"))
    st.html(cached.wall_picture(turn, chosen_language()))
    pulse(now)


sheet = Path(dinding.__file__).with_name("wall.css").read_text()
st.html(f"<style>{sheet}</style>")
wall()
