"""Which thing of a section the address names."""

import streamlit as st


def asked_id(letters: str) -> str | None:
    """The id behind ``?id=`` where it begins with one of ``letters``; it comes from a browser."""
    found = st.query_params.get("id", "").strip()
    return found if found[:1] in set(letters) and found[1:].isascii() else None


def forget_id() -> None:
    """Another section was chosen: the thing of the one before is left."""
    st.query_params.pop("id", None)
