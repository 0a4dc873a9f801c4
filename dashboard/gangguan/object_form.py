"""Saying that a figure is not agreed with: for the provider, and for managers on its behalf."""

import streamlit as st

from dashboard import act
from dashboard.gangguan.evidence import Given, evidence_field, kept
from dashboard.gangguan.fresh import fresh, settled
from dashboard.pick import pick
from dashboard.scene import Scene
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.dealings import Objectionable, object_to
from pantau.inventory import Inventory
from pantau.language import month_name
from pantau.sla.month import month_days
from pantau.store import Store


def object_about(here: Scene, what: Objectionable) -> None:
    """About one outage or exclusion that is shown."""
    if not act.allowed(Act.OBJECT):
        return
    say = here.say
    with st.form(f"keberatan_{what.about}", border=False):
        reason = st.text_input(
            say("What is not agreed with, and why"), max_chars=500, key=fresh("keberatan_alasan")
        )
        evidence = evidence_field(here, key=fresh("keberatan_bukti"))
        sent = st.form_submit_button(say("Object"), type="primary")
    if sent:
        _object(here, what, reason, evidence)


def object_freely(here: Scene, months: tuple[str, ...]) -> None:
    """About any site's month, or what is named in it."""
    say, language = here.say, here.language
    names = {site.id: f"{site.name} ({site.id})" for site in here.inventory.judged}
    with st.form("keberatan", border=False):
        first, second, third = st.columns([1, 2, 1])
        month = pick(
            first,
            say("Month"),
            months,
            shown=lambda each: month_name(month_days(each)[0], language),
            key=fresh("keberatan_bulan"),
        )
        site = pick(
            second,
            say("Site"),
            tuple(names),
            shown=lambda each: names.get(each, each),
            key=fresh("keberatan_titik"),
        )
        about = third.text_input(
            say("Outage or exclusion (id, optional)"), max_chars=40, key=fresh("keberatan_tentang")
        )
        reason = st.text_input(
            say("What is not agreed with, and why"), max_chars=500, key=fresh("keberatan_sebab")
        )
        evidence = evidence_field(here, key=fresh("keberatan_berkas"))
        sent = st.form_submit_button(say("Object"), type="primary")
    if sent:
        _object(here, Objectionable(month, site, about.strip().upper()), reason, evidence)


def _object(here: Scene, what: Objectionable, reason: str, evidence: Given) -> None:
    say, inventory = here.say, here.inventory

    def objected(store: Store, actor: Actor) -> str | Refused:
        return settled(_with_file(store, actor, inventory, what, reason, evidence))

    act.perform(objected, lambda id: say("{id} is raised; it waits for an answer.", id=id))


def _with_file(
    store: Store,
    actor: Actor,
    inventory: Inventory,
    what: Objectionable,
    reason: str,
    evidence: Given,
) -> str | Refused:
    file = kept(store, evidence)
    if isinstance(file, Refused):
        return file
    return object_to(store, actor, inventory, what, reason, file)
