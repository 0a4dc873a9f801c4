"""The language of this viewer: in the address, so that a link keeps it."""

import streamlit as st

from dashboard.links import LANGUAGE
from pantau.language import DEFAULT_LANGUAGE, LANGUAGES, Language, choose_language

_NAMES = {"id": "Indonesia", "en": "English"}
_LAST = "language_of_this_visit"


def chosen_language() -> Language:
    """What ``?lang=`` names; else what it named on the page before; else Bahasa Indonesia."""
    asked = st.query_params.get(LANGUAGE)
    language = choose_language(asked or st.session_state.get(_LAST))
    st.session_state[_LAST] = language
    return language


def language_switch() -> None:
    """A small control that changes ``?lang=`` and runs the page anew."""
    language = chosen_language()
    if language != DEFAULT_LANGUAGE and LANGUAGE not in st.query_params:
        st.query_params[LANGUAGE] = language
    st.segmented_control(
        "Bahasa / Language",
        LANGUAGES,
        format_func=lambda each: _NAMES[each],
        default=language,
        required=True,
        key="language_switch",
        on_change=_changed,
        label_visibility="collapsed",
    )


def _changed() -> None:
    st.query_params[LANGUAGE] = choose_language(st.session_state["language_switch"])
