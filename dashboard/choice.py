"""One or some of several, kept in the address by a word that no language changes.

Streamlit's own binding writes what is shown into the address, so that a link made in one language
would lead nowhere in the other.
"""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import streamlit as st

from dashboard.chosen import chosen_language
from dashboard.markup import literal
from pantau.language import translator

T = TypeVar("T")


def choice(  # noqa: PLR0913 - each is said by name
    label: str,
    options: Sequence[T],
    *,
    key: str,
    shown: Callable[[T], str],
    word: Callable[[T], str] = str,
    default: T | None = None,
    look: Literal["list", "buttons"] = "list",
    hide_label: bool = False,
    width: int | Literal["stretch", "content"] = "stretch",
    tell: bool = False,
) -> T:
    """What the viewer chose: what ``?key=`` names, else ``default``, else the first option.

    ``word``: how an option stands in the address. ``tell``: say so where the address names none
    of them, for what nobody must take for something else. Raises IndexError where there is no
    option.
    """
    usual = options[0] if default is None else default
    by_word = {word(option): option for option in options}
    box, seen = f"choice_{key}", f"choice_{key}_seen"
    asked = st.query_params.get(key)
    # A link may change the address while the page stays; what was chosen by hand stands there too.
    if box not in st.session_state or st.session_state.get(seen) != asked:
        st.session_state[box] = by_word.get(asked or "", usual)
    elif st.session_state[box] not in options:
        st.session_state[box] = usual
    st.session_state[seen] = asked
    if tell and asked and asked not in by_word:
        _tell(asked, shown(st.session_state[box]))

    def changed() -> None:
        option = st.session_state[box]
        if option is None or option == usual:
            st.query_params.pop(key, None)
        else:
            st.query_params[key] = word(option)
        st.session_state[seen] = st.query_params.get(key)

    hidden: Literal["visible", "collapsed"] = "collapsed" if hide_label else "visible"
    if look == "buttons":
        st.segmented_control(
            label,
            options,
            key=box,
            format_func=shown,
            on_change=changed,
            required=True,
            label_visibility=hidden,
            width=width,
        )
    else:
        st.selectbox(
            label,
            options,
            key=box,
            format_func=shown,
            on_change=changed,
            label_visibility=hidden,
            width="stretch" if width == "content" else width,
        )
    # What is kept may be of a class that the last run made: the page's own file is run anew.
    return next((option for option in options if option == st.session_state[box]), usual)


def _tell(asked: str, shown: str) -> None:
    """That something else is shown than the address asks for."""
    say = translator(chosen_language())
    st.warning(
        say(
            "There is no '{word}' here. Shown is: {shown}",
            word=literal(asked[:80]),
            shown=literal(shown),
        ),
        icon=":material/wrong_location:",
    )


def choices(
    label: str,
    options: Sequence[T],
    *,
    key: str,
    shown: Callable[[T], str],
    word: Callable[[T], str] = str,
    placeholder: str = "",
) -> tuple[T, ...]:
    """Any number of them: what ``?key=`` names, words with commas between; else none."""
    by_word = {word(option): option for option in options}
    box, seen = f"choices_{key}", f"choices_{key}_seen"
    asked = st.query_params.get(key)
    if box not in st.session_state or st.session_state.get(seen) != asked:
        named = dict.fromkeys((asked or "").split(","))
        st.session_state[box] = [by_word[each] for each in named if each in by_word]
    else:
        st.session_state[box] = [each for each in st.session_state[box] if each in options]
    st.session_state[seen] = asked

    def changed() -> None:
        words = ",".join(map(word, st.session_state[box]))
        if words:
            st.query_params[key] = words
        else:
            st.query_params.pop(key, None)
        st.session_state[seen] = st.query_params.get(key)

    st.multiselect(
        label, options, key=box, format_func=shown, on_change=changed, placeholder=placeholder
    )
    return tuple(st.session_state[box])
