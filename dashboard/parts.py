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
    chosen = st.segmented_control(
        say("Part of the page"),
        names,
        format_func=lambda name: parts[name],
        default=names[0],
        required=True,
        key=key,
        label_visibility="collapsed",
        bind="query-params",
    )
    return chosen if chosen in parts else names[0]
