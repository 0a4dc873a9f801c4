"""Fields that are empty again once what stood in them was done, and only then."""

from typing import TypeVar

import streamlit as st

from pantau.actions.acting import Refused

T = TypeVar("T")

_SETTLED = "gangguan_settled"


def fresh(key: str) -> str:
    """The key of a field: another one after each act that was done, so another, empty field."""
    return f"{key}_{st.session_state.get(_SETTLED, 0)}"


def settled(outcome: T | Refused) -> T | Refused:
    """What an act came to; where it was done, all fields are fresh."""
    if not isinstance(outcome, Refused):
        st.session_state[_SETTLED] = st.session_state.get(_SETTLED, 0) + 1
    return outcome
