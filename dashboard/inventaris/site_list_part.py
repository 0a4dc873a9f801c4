"""A list of sites for the inventory: read dry, looked at line by line, then put in force."""

import os
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.act import allowed, perform
from dashboard.inventaris.file import MOST_LINES
from dashboard.inventaris.problems import problem_list
from dashboard.markup import element, joined
from dashboard.scene import Scene
from dashboard.settings import from_environment
from dashboard.uploads import bad_rows, taken, uploaded
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.apply import NowInForce
from pantau.actions.edits import weigh
from pantau.actions.site_list.keep import keep_and_apply
from pantau.actions.site_list.plan import Plan, plan_sites
from pantau.inventory import Inventory, read_inventory
from pantau.store import Store


def site_list_part(here: Scene) -> None:
    """For those who may put an inventory in force."""
    if allowed(Act.APPLY):
        with st.expander(here.say("Bring in a list of sites"), icon=":material/upload_file:"):
            _form(here)


def _form(here: Scene) -> None:
    say = here.say
    st.caption(
        say(
            "CSV, XLSX or XLS with headings such as nama, jenis, kecamatan, desa, alamat ip, "
            "nomor layanan, paket, koordinat. New sites are added to the inventory file, known "
            "ones changed; an empty cell changes nothing, and no site is taken out."
        )
    )
    file = uploaded(say("List of sites"), ("csv", "xlsx", "xls"), key="titik_berkas")
    if file is None:
        return
    path = from_environment(os.environ).inventory
    inventory = read_inventory(path).inventory
    if inventory is None:
        words = say("The inventory file itself has mistakes: mend these first (File and changes).")
        st.error(words, icon=":material/error:")
        return
    read = plan_sites(file.data, file.name, inventory, inventory.local_day(here.now))
    if isinstance(read, list):
        bad_rows(read)
        return
    _preview(here, read)
    past = weigh(here.inventory, read.inventory, here.now).refused
    if past:
        words = say("It changes days that are over, so it does not come into force by itself:")
        st.html(joined(element("p", f"✕ {words}", class_="p-bad"), problem_list(past, say)))
    if past or not read.lines:
        return
    if st.button(say("Put these sites in force"), type="primary", key="titik_impor_ya"):
        perform(partial(_keep, path, inventory, read), say("The sites are in force now."))


def _preview(here: Scene, plan: Plan) -> None:
    """How many, and the very lines that change."""
    say = here.say
    count = say(
        "{added} sites new, {changed} changed, {same} as they were",
        added=len(plan.added),
        changed=len(plan.changed),
        same=plan.same,
    )
    st.success(f"{count}. {say('Nothing is written yet.')}", icon=":material/check_circle:")
    if plan.passed_over:
        names = ", ".join(plan.passed_over)
        st.caption(say("Columns of which nothing is taken: {names}", names=names))
    if plan.warnings:
        st.html(problem_list(plan.warnings, say))
    if plan.lines:
        st.code("\n".join(plan.lines[:MOST_LINES]), language="diff")
        if len(plan.lines) > MOST_LINES:
            st.caption(say("There is more: only the first lines are shown."))


def _keep(
    path: Path, inventory: Inventory, plan: Plan, store: Store, actor: Actor
) -> NowInForce | Refused:
    return taken(keep_and_apply(store, actor, path, plan, inventory.digest))
