"""The way back from one thing to all of its kind, and what is said of one that is none."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import streamlit as st

from dashboard.links import page_url
from dashboard.markup import element
from dashboard.scene import Scene


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


def back(here: Scene, words: str, section: str | None = None) -> None:
    """A link to the list of a section; None: of outages."""
    url = page_url("gangguan", here.language, bagian=section)
    st.html(element("p", element("a", f"← {words}", href=url, class_="p-go"), class_="p-rest"))


def the_one(here: Scene, named: str, found: Sequence[T], words: str, section: str) -> list[T]:
    """What the address names, below the way back to all; none where there is no such, and so is
    said."""
    back(here, words, section)
    chosen = [each for each in found if each.id == named]
    if not chosen:
        _told_absent(here, named)
    return chosen


def _told_absent(here: Scene, id: str) -> None:
    """The id comes from a browser: it is said as text."""
    st.html(element("p", here.say("There is no '{id}'.", id=id), class_="p-rest"))
