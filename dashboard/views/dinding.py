"""The wall of the command centre."""

from pathlib import Path

import streamlit as st

from dashboard import cached, dinding
from dashboard.chosen import chosen_language
from dashboard.dinding.pulse import pulse
from dashboard.dinding.turns import Turn, turn_at, turn_seconds
from dashboard.peta.board import board


@st.fragment(run_every="5s")
def wall() -> None:
    """One piece, anew every five seconds."""
    now = cached.now()
    seconds = turn_seconds(st.query_params.get("putar"))
    turn = turn_at(now, seconds, st.query_params.get("tampilan"))
    language = chosen_language()
    drawn = cached.wall_map(language) if turn is Turn.MAP else None
    if turn is Turn.MAP and drawn is None:
        # Without any coordinates there is nothing to draw.
        turn = Turn.SITES
    st.html(cached.wall_picture(turn, language))
    if drawn is not None:
        board(drawn, key="wall_map", still=True)


sheet = Path(dinding.__file__).with_name("wall.css").read_text()
st.html(f"<style>{sheet}</style>")
pulse()
wall()
