"""Files that somebody gives to a page, and what is wrong with them. Nothing is kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

import streamlit as st

from dashboard.chosen import chosen_language
from dashboard.columns import Column
from dashboard.flags import MOST_MEGABYTES
from dashboard.grid import grid
from pantau.actions.acting import Refused
from pantau.actions.table import RowProblem
from pantau.language import number, translator

T = TypeVar("T")

_MOST_PROBLEMS = 1_000
_TAKEN = "uploads_taken"


@dataclass(frozen=True, slots=True)
class Uploaded:
    """``name``: without any folder, as it is kept in facts."""

    name: str
    data: bytes


def uploaded(label: str, endings: Sequence[str], *, key: str) -> Uploaded | None:
    """The file that lies in the field, read; None while there is none."""
    # Another key is another, empty field: a file that was taken is not to be taken twice.
    file = st.file_uploader(
        at_most(label, MOST_MEGABYTES),
        type=list(endings),
        key=f"{key}_{st.session_state.get(_TAKEN, 0)}",
        max_upload_size=MOST_MEGABYTES,
    )
    return None if file is None else Uploaded(PurePath(file.name).name, file.getvalue())


def at_most(label: str, megabytes: int) -> str:
    """The words over a field for a file, with how large it may be."""
    say = translator(chosen_language())
    return say("{what}, at most {n} MB", what=label, n=megabytes)


def taken(outcome: T | Refused) -> T | Refused:
    """What an act on an uploaded file came to; where it was done, the field is empty again."""
    if not isinstance(outcome, Refused):
        st.session_state[_TAKEN] = st.session_state.get(_TAKEN, 0) + 1
    return outcome


def bad_rows(problems: Sequence[RowProblem]) -> None:
    """Say that nothing can be taken, and of every bad line why."""
    language = chosen_language()
    say = translator(language)
    st.error(
        say.plural(
            "{n} line keeps the file out. Nothing was taken; mend it and give it again.",
            "{n} lines keep the file out. Nothing was taken; mend them and give it again.",
            len({each.line for each in problems}),
        ),
        icon=":material/block:",
    )
    grid(
        problems[:_MOST_PROBLEMS],
        (
            Column[RowProblem](
                say("Row of the file"),
                lambda each: number(each.line, language),
                lambda each: each.line,
                width=110,
            ),
            # As wide as it wants to be: it is what one came for.
            Column[RowProblem](say("What is wrong"), lambda each: each.why.said(say)),
        ),
        key="baris_salah",
        title=say("Bad lines"),
    )
