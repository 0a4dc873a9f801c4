"""The language of this viewer: in the address, so that a link keeps it."""

import streamlit as st

from pantau.language import LANGUAGES, Language, choose_language

PARAMETER = "lang"
_NAMES = {"id": "Indonesia", "en": "English"}


def chosen_language() -> Language:
    """What ``?lang=`` names; Bahasa Indonesia where it names nothing that we speak."""
    return choose_language(st.query_params.get(PARAMETER))


def language_switch() -> None:
    """A small control that changes ``?lang=`` and runs the page anew."""
    st.segmented_control(
        "Bahasa / Language",
        LANGUAGES,
        format_func=lambda language: _NAMES[language],
        default=chosen_language(),
        required=True,
        key=PARAMETER,
        on_change=_changed,
        label_visibility="collapsed",
    )


def _changed() -> None:
    st.query_params[PARAMETER] = choose_language(st.session_state[PARAMETER])
