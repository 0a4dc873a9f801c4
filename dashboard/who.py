"""The corner of every page that says who looks, and lets them in or out."""

import streamlit as st

from dashboard.chosen import chosen_language
from dashboard.markup import element, joined
from dashboard.sign_in.addresses import ACCOUNT, SIGN_IN
from dashboard.visitor import Visitor
from pantau.language import label, translator


def who_looks(who: Visitor) -> None:
    """Name and role of who signed in, and the way to their account; else the way in."""
    language = chosen_language()
    say = translator(language)
    if who.known:
        about = element("span", f" · {label(who.role, language)}", class_="p-who-role")
        words = joined(who.full_name, about)
        inside = element("a", words, href=f"{ACCOUNT}?lang={language}", target="_self")
    else:
        way_in = element("a", say("Sign in"), href=f"{SIGN_IN}?lang={language}", target="_self")
        inside = joined(element("span", f"{say('Reading only')} · ", class_="p-who-role"), way_in)
    st.html(element("span", inside, class_="p-who"), width="content")
