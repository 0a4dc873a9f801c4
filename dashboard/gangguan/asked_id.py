"""Which thing of a section the address names."""

import streamlit as st

_KNOWN = frozenset("OXVMK")


def asked_id() -> str | None:
    """The id behind ``?id=``; it comes from a browser."""
    return st.query_params.get("id", "").strip() or None


def id_of_section(letters: str) -> None:
    """Leave an id of another section, whose ids begin with other letters: that was chosen away."""
    named = asked_id()
    if named and named[0] in _KNOWN - frozenset(letters):
        del st.query_params["id"]
