"""The one table of all pages: filter, sort, choose rows, take away as a file."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import pandas as pd
import streamlit as st

from dashboard.chosen import chosen_language
from dashboard.columns import Column, Value, as_csv, as_xlsx, matching
from pantau.language import number, translator

R = TypeVar("R")

_ROW, _HEAD, _MOST_ROWS = 35, 38, 16
# Where a row is chosen, what is said of it stands below and wants to be seen.
_MOST_TO_CHOOSE = 9


class Shown(float):
    """A number that sorts as itself and is shown as the text that people write for it."""

    shown: str

    def __new__(cls, value: float, shown: str) -> "Shown":
        """``shown`` stands in the table; ``value`` is only what a clicked heading sorts by."""
        made = super().__new__(cls, value)
        made.shown = shown
        return made


def grid(  # noqa: PLR0913 - each is said by name
    rows: Sequence[R],
    columns: Sequence[Column[R]],
    *,
    key: str,
    title: str,
    select: Literal["single", "multi"] | None = None,
    empty: str | None = None,
    whole: Callable[[], Sequence[R]] | None = None,
    file: str | None = None,
    tall: bool = False,
) -> list[R]:
    """Show ``rows`` under a filter and above their files; answers with the chosen ones.

    ``key`` names the table in the address (the filter's words stand there), so it is unlike that of
    any other table of its page. ``empty``: what to say without rows. ``title``, or ``file`` where
    it is given, names its files.
    ``whole``: where ``rows`` are a page of more, all of it, for the files; such a table is filtered
    by who asks for its rows. ``tall``: nothing is said below of the rows that are chosen.
    """
    language = chosen_language()
    say = translator(language)
    if not rows:
        st.info(empty or say("There is nothing to show."))
        return []
    words, files = st.columns([3, 1], vertical_alignment="bottom")
    if whole is not None:
        with files:
            _files(whole, columns, key, title, file or title)
        return _table(rows, columns, key, select, tall=tall)
    wanted = words.text_input(
        say("Search"),
        key=f"{key}_cari",
        placeholder=say("Search {what} …", what=title.lower()),
        max_chars=100,
        label_visibility="collapsed",
        icon=":material/search:",
        type="search",
        bind="query-params",
    )
    found = matching(rows, columns, wanted or "")
    with files:
        _files(lambda: found, columns, key, title, file or title)
    if not found:
        st.info(say("No row holds these words."))
        return []
    chosen = _table(found, columns, key, select, tall=tall)
    if len(found) != len(rows):
        shown, of = number(len(found), language), number(len(rows), language)
        st.caption(say("{shown} of {of} rows", shown=shown, of=of))
    return chosen


def _table(
    found: Sequence[R],
    columns: Sequence[Column[R]],
    key: str,
    select: Literal["single", "multi"] | None,
    *,
    tall: bool,
) -> list[R]:
    """The table itself. What is chosen comes from a browser: rows that are none are left out."""
    frame = pd.DataFrame(
        {
            column.heading: pd.Series([_cell(column, row) for row in found], dtype=object)
            for column in columns
        }
    )
    pictures = [column.heading for column in columns if column.is_picture]
    styled = frame.style.format(lambda cell: cell.shown if isinstance(cell, Shown) else cell)
    # What is shown goes to the browser beside what it stands for; a picture need not go twice.
    styled = styled.format(lambda _: "", subset=pictures)
    options = {
        column.heading: (
            st.column_config.ImageColumn(width=column.width)  # type: ignore[arg-type]
            if column.is_picture
            else st.column_config.Column(
                width=column.width,  # type: ignore[arg-type]
                alignment="left" if column.left else None,
            )
        )
        for column in columns
        if column.width is not None or column.left or column.is_picture
    }
    most = _MOST_ROWS if tall or select is None else _MOST_TO_CHOOSE
    height = _HEAD + _ROW * min(len(found), most)
    if select is None:
        st.dataframe(styled, hide_index=True, height=height, column_config=options, key=key)
        return []
    with st.container(key=f"pilih_{key}"):
        event = st.dataframe(
            styled,
            hide_index=True,
            height=height,
            column_config=options,
            key=key,
            on_select="rerun",
            selection_mode="single-row" if select == "single" else "multi-row",
        )
    return [found[at] for at in event["selection"]["rows"] if 0 <= at < len(found)]


def _cell(column: Column[R], row: R) -> str | Shown:
    """Text, or a number that is shown as text; nothing sorts below all numbers."""
    if column.value is None:
        return column.shown(row)
    value: Value = column.value(row)
    if isinstance(value, str):
        return column.shown(row)
    return Shown(float("-inf") if value is None else float(value), column.shown(row))


def _files(
    rows: Callable[[], Sequence[R]], columns: Sequence[Column[R]], key: str, title: str, file: str
) -> None:
    """Made only when asked for."""
    name = file.lower().replace(" ", "-")
    made: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("CSV", "text/csv", lambda: as_csv(rows(), columns)),
        ("XLSX", _XLSX, lambda: as_xlsx(rows(), columns, title)),
    )
    downloads(made, name, key)


def downloads(made: Sequence[tuple[str, str, Callable[[], bytes]]], name: str, key: str) -> None:
    """A button for each form of a file: what it is called, its kind, and how it is made."""
    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        for form, mime, make in made:
            st.download_button(
                form,
                data=make,
                file_name=f"{name}.{form.lower()}",
                mime=mime,
                key=f"{key}_{form.lower()}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
