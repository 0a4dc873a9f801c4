"""Every visit begins here: page config, the way to the pages, and the language switch."""

from pathlib import Path

import streamlit as st

from dashboard import cached
from dashboard.chosen import chosen_language, language_switch
from dashboard.simulation import simulation_mark
from pantau.language import translator

HERE = Path(__file__).parent

say = translator(chosen_language())

st.set_page_config(page_icon=str(HERE / "icon.svg"), layout="wide")
page = st.navigation(
    [
        st.Page(
            HERE / "views" / "ringkasan.py",
            title=f"Pantau · {say('Overview')}",
            icon=":material/monitor_heart:",
            default=True,
        )
    ],
    position="hidden",
)
st.html(HERE / "style.css")
inventory = cached.snapshot().inventory
if inventory is not None and inventory.simulation:
    st.html(simulation_mark(chosen_language()))
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    st.markdown(f"#### {page.title}")
    language_switch()
page.run()
