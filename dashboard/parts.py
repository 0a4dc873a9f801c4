"""A page of several parts shows one of them at a time; which one stands in the address."""

from collections.abc import Mapping

import streamlit as st

from dashboard.chosen import chosen_language
from pantau.language import translator


def chosen_part(key: str, parts: Mapping[str, str]) -> str:
    """The part that is to be shown: a key of ``parts``; the first where none is named.

    ``key`` names the choice in the address; ``parts`` are their titles, already in the viewer's
    language. What the address says comes from a browser: what is no part is the first one.
    """
    say = translator(chosen_language())
    names = list(parts)
    asked = st.query_params.get(key)
    field = f"{key}_bagian"
    # Not bound by Streamlit: it would write the title, which is another one in each language.
    st.session_state[field] = asked if asked in parts else names[0]

    def changed() -> None:
        st.query_params[key] = st.session_state[field]

    chosen = st.segmented_control(
        say("Part of the page"),
        names,
        format_func=lambda name: parts[name],
        required=True,
        key=field,
        on_change=changed,
        label_visibility="collapsed",
    )
    return chosen if chosen is not None and chosen in parts else names[0]
