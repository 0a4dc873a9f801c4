"""Where this server listens, as Streamlit was told."""

import streamlit as st


def listening() -> str:
    """The address, empty for all of this machine's."""
    return str(st.get_option("server.address") or "")
