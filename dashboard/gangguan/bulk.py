"""One act on several things, with an answer for each that was refused."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from dashboard import act
from dashboard.gangguan.fresh import settled
from dashboard.markup import element
from dashboard.scene import Scene
from pantau.actions.acting import Actor, Refused
from pantau.store import Store

T = TypeVar("T")
Result = str | Refused

_REFUSED = "gangguan_refused"


def for_each(
    here: Scene,
    things: Sequence[T],
    action: Callable[[Store, Actor, T], Result],
    named: Callable[[T], str],
    told: Callable[[int], str],
) -> None:
    """Do it for each; ``told`` says of how many it is done, and of the others is said why not.

    Where none is done, what was typed stays.
    """
    refused: list[str] = []

    def all_of_them(store: Store, actor: Actor) -> int | Refused:
        done, first = 0, None
        for thing in things:
            outcome = action(store, actor, thing)
            if isinstance(outcome, Refused):
                first = first or outcome
                refused.append(f"{named(thing)}: {outcome.said(here.say)}")
            else:
                done += 1
        if not done and first is not None:
            return first
        # The page runs anew: what could not be done has to outlive this run.
        st.session_state[_REFUSED] = tuple(refused)
        return settled(done)

    act.perform(all_of_them, told)
    # The first was said already; only where several were asked for are they told apart.
    if len(things) > 1 and refused:
        _say(here, refused)


def say_what_was_refused(here: Scene) -> None:
    """Of the last act, once."""
    refused = st.session_state.pop(_REFUSED, ())
    if refused:
        _say(here, refused)


def _say(here: Scene, refused: Sequence[str]) -> None:
    # As HTML of ours: names are text, no markup of theirs is followed.
    st.html(
        element(
            "div",
            element("p", here.say("Not done:"), class_="p-bad"),
            element("ul", *(element("li", each) for each in refused), class_="p-problems"),
            role="alert",
        )
    )
