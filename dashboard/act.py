"""How a page acts: asks nobody's leave twice, and says what came of it."""

import os
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from dashboard import cached, visitor
from dashboard.chosen import chosen_language
from dashboard.markup import literal
from dashboard.settings import from_environment
from pantau.actions.acting import MAY, Act, Actor, Refused
from pantau.language import translator
from pantau.store import Store, StoreError

T = TypeVar("T")

_TOLD = "told"


def allowed(act: Act) -> bool:
    """Whether to offer an act to the visitor. The act itself asks again: hiding is no refusal."""
    who = visitor.visitor()
    return who.known and act in MAY[who.role]


def perform(
    action: Callable[[Store, Actor], T | Refused], told: str | Callable[[T], str]
) -> T | None:
    """Act as the visitor: on success the page runs anew and ``told`` is said once.

    ``told`` may be made of what came out. Refused, or with a store that cannot be written, nothing
    was done: why is said here, what was typed stays, and the answer is None. Call it inside of the
    run, not in a callback.
    """
    say = translator(chosen_language())
    try:
        with Store.open(from_environment(os.environ).data) as store:
            outcome = action(store, visitor.actor())
    except StoreError as error:
        st.error(
            literal(say("Nothing was written: {reason}", reason=error.said(say))),
            icon=":material/error:",
        )
        return None
    if isinstance(outcome, Refused):
        say_refused(outcome)
        return None
    cached.forget()
    st.session_state[_TOLD] = told if isinstance(told, str) else told(outcome)
    st.rerun()


def say_refused(refused: Refused) -> None:
    """Why nothing was done; it may hold what somebody typed, or what stood in an address."""
    words = literal(refused.said(translator(chosen_language())))
    st.error(words, icon=":material/block:")


def say_what_came_of_it() -> None:
    """What the last act came to, once."""
    told = st.session_state.pop(_TOLD, None)
    if told:
        st.toast(literal(told), icon=":material/check_circle:")
