"""A list of reports that people gave by telephone, letter or chat: looked at, then all or nothing.

Words and phones stand in no table of it: what a table shows can be taken away as a file.
"""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard import act, cached
from dashboard.columns import Column
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.time_columns import at_column
from dashboard.uploads import bad_rows, taken, uploaded
from pantau.actions.acting import Actor, Refused
from pantau.actions.people_reports import Told, import_reports
from pantau.actions.people_rows import read_people_rows
from pantau.actions.table import RowProblem
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import label, moment
from pantau.store import Store


def import_form(here: Scene) -> None:
    """For those who may write reports down; offered by the part."""
    say = here.say
    st.caption(
        say(
            "CSV or XLSX with the columns village and what; perhaps kecamatan, since, reported_at, "
            "site, words, phone. All of it or nothing; what was brought in before with the same "
            "reported_at is left out."
        )
    )
    file = uploaded(say("List of reports (CSV, XLSX)"), ("csv", "xlsx"), key="laporan_impor")
    if file is None:
        return
    read = read_people_rows(file.data, file.name, here.inventory, cached.now())
    problems = [each for each in read if isinstance(each, RowProblem)]
    if problems:
        bad_rows(problems)
        return
    rows = [each for each in read if isinstance(each, Told)]
    _preview(here, rows)
    if st.button(say("Write the reports down"), type="primary", key="laporan_impor_ya"):
        act.perform(
            partial(_bring, rows),
            lambda made: say("{n} reports are written down.", n=len(made)),
        )


def _preview(here: Scene, rows: Sequence[Told]) -> None:
    say, villages = here.say, gazetteer().villages
    grid(
        rows,
        (
            Column[Told](say("Village"), lambda each: villages[each.village].name),
            Column[Told](say("Kecamatan"), lambda each: villages[each.village].kecamatan),
            Column[Told](say("Complaint"), lambda each: label(each.what, here.language)),
            at_column(say("Told at"), lambda each: each.at, here),
            Column[Told](
                say("Since"),
                lambda each: (
                    "" if each.since is None else moment(each.since, here.zone, here.language)
                ),
                lambda each: each.since,
                left=True,
                width=165,
            ),
            Column[Told](say("Site"), lambda each: each.site or ""),
        ),
        key="laporan_pratinjau",
        title=say("Reports of the file"),
    )


def _bring(rows: Sequence[Told], store: Store, actor: Actor) -> list[str] | Refused:
    return taken(import_reports(store, actor, rows))
