"""The corner of every page that says who looks, and lets them in or out."""

import streamlit as st

from dashboard.chosen import chosen_language
from dashboard.markup import element
from dashboard.visitor import Visitor
from pantau.language import label, translator


def who_looks(who: Visitor) -> None:
    """Name and role of who signed in."""
    language = chosen_language()
    say = translator(language)
    words = f"{who.full_name} · {label(who.role, language)}" if who.known else say("Reading only")
    st.html(element("span", words, class_="p-who"), width="content")
