"""What a list would bring, before anything is taken."""

import streamlit as st

from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.inventaris.reads import (
    Read,
    Row,
    preview,
)
from dashboard.scene import Scene
from pantau.actions.import_rows import OutageRows
from pantau.facts.measured import ALL_SITES
from pantau.language import moment

_MOST_ROWS = 2_000


def preview_part(here: Scene, read: Read) -> None:
    """How many rows are sound, and which."""
    say, rows = here.say, preview(read)
    count = say.plural("{n} row is sound.", "{n} rows are sound.", len(rows))
    if isinstance(read, OutageRows):
        sites = say.plural("{n} site", "{n} sites", len(read.observed.sites))
        watched = say(
            "Watched: {sites}, {begin} to {end}.",
            sites=sites,
            begin=_moment(here, read.observed.span.begin),
            end=_moment(here, read.observed.span.end),
        )
        count = f"{count} {watched}"
    st.success(f"{count} {say('Nothing is imported yet.')}", icon=":material/check_circle:")
    if rows:
        grid(
            rows[:_MOST_ROWS],
            _row_columns(here),
            key="impor_pratinjau",
            title=say("Rows"),
        )


def _moment(here: Scene, instant: int | None) -> str:
    return "–" if instant is None else moment(instant, here.zone, here.language)


def _row_columns(here: Scene) -> tuple[Column[Row], ...]:
    say = here.say

    def site(row: Row) -> str:
        if row.site == ALL_SITES:
            return say("All sites")
        known = here.inventory.site(row.site)
        return known.name if known else say("{name} (none of ours)", name=row.site)

    return (
        Column[Row](say("Site"), site),
        Column[Row](
            say("From"), lambda row: _moment(here, row.begin), lambda row: row.begin, left=True
        ),
        Column[Row](say("To"), lambda row: _moment(here, row.end), lambda row: row.end, left=True),
        Column[Row](say("Words"), lambda row: row.words or "–", width="large"),
    )
