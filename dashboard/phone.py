"""Whether who looks holds a phone, as far as its browser says so."""

import streamlit as st


def on_a_phone() -> bool:
    """A narrow screen, and fingers that move the page."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
