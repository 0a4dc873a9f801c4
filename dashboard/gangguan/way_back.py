"""The way back from one thing to all of its kind, and what is said of one that is none."""

import streamlit as st

from dashboard.links import page_url
from dashboard.markup import element
from dashboard.scene import Scene


def back(scene: Scene, words: str, section: str | None = None) -> None:
    """A link to the list of a section; None: of outages."""
    url = page_url("gangguan", scene.language, bagian=section)
    st.html(element("p", element("a", f"← {words}", href=url, class_="p-go"), class_="p-rest"))


def told_absent(scene: Scene, id: str) -> None:
    """The id comes from a browser: it is said as text."""
    st.html(element("p", scene.say("There is no '{id}'.", id=id), class_="p-rest"))
