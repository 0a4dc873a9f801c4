"""The section of announced work: coming, running and past; announce and cancel."""

import os
from enum import StrEnum

import streamlit as st

from dashboard import act
from dashboard.asked_scope import asked_scope
from dashboard.asked_time import asked_time
from dashboard.columns import Column
from dashboard.gangguan.reading import read_maintenances
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act, Refused
from pantau.actions.remarks import announce_maintenance, cancel_maintenance
from pantau.facts.instant import HOUR, SECOND
from pantau.facts.measured import Interval
from pantau.facts.said import Maintenance
from pantau.language import Translator, moment, short_duration, to_say


class Phase(StrEnum):
    """Where announced work stands now; in order of interest."""

    RUNNING = "running"
    COMING = "coming"
    OVER = "over"
    CANCELLED = "cancelled"


_PHASES = {
    Phase.RUNNING: to_say("● running"),
    Phase.COMING: to_say("◷ coming"),
    Phase.OVER: to_say("✓ over"),
    Phase.CANCELLED: to_say("✕ cancelled"),
}
_ORDER = list(Phase)


def phase(each: Maintenance, now: int) -> Phase:
    """Of announced work at ``now``, microseconds UTC."""
    data = each.announced.data()
    if each.cancelled is not None:
        return Phase.CANCELLED
    if data["end"] <= now:
        return Phase.OVER
    return Phase.COMING if data["begin"] > now else Phase.RUNNING


def maintenance(scene: Scene) -> None:
    """The list, the chosen one, and the form to announce."""
    say = scene.say
    found = read_maintenances(from_environment(os.environ), scene.now)
    if found is None:
        return
    rows = sorted(
        found,
        key=lambda each: (_ORDER.index(phase(each, scene.now)), each.announced.data()["begin"]),
    )
    may = act.allowed(Act.ANNOUNCE)
    chosen = grid(
        rows,
        _columns(scene),
        key="pekerjaan",
        title=say("Announced work"),
        select="single" if may else None,
        empty=say("No work is announced, and none was in the last 30 days."),
    )
    for each in chosen:
        if phase(each, scene.now) in {Phase.RUNNING, Phase.COMING}:
            _cancel(each, scene)
    if may:
        with st.expander(say("Announce work"), icon=":material/engineering:"):
            _announce(scene)


def scope_words(each: Maintenance, say: Translator) -> str:
    """How the sites were named, and how many they are."""
    data = each.announced.data()
    count = say.plural("{n} site", "{n} sites", len(data["sites"]))
    return f"{data['scope']} · {count}"


def _columns(scene: Scene) -> tuple[Column[Maintenance], ...]:
    say, language, zone = scene.say, scene.language, scene.zone
    return (
        Column(
            say("State"),
            lambda each: say(_PHASES[phase(each, scene.now)]),
            lambda each: _ORDER.index(phase(each, scene.now)),
            left=True,
        ),
        Column("Id", lambda each: each.id),
        Column(say("Scope"), lambda each: scope_words(each, say), width="medium"),
        Column(
            say("From"),
            lambda each: moment(each.announced.data()["begin"], zone, language),
            lambda each: int(each.announced.data()["begin"]),
            left=True,
        ),
        Column(
            say("To"),
            lambda each: moment(each.announced.data()["end"], zone, language),
            lambda each: int(each.announced.data()["end"]),
            left=True,
        ),
        Column(say("Reason"), lambda each: str(each.announced.data()["reason"]), width="large"),
        Column(say("Announced by"), lambda each: each.announced.author),
    )


def _cancel(each: Maintenance, scene: Scene) -> None:
    say = scene.say
    with st.form("pekerjaan_batal", border=False):
        reason = st.text_input(
            say("Why {id} does not take place", id=each.id), max_chars=500, key="batal_alasan"
        )
        if st.form_submit_button(say("Cancel {id}", id=each.id)):
            act.perform(
                lambda store, actor: cancel_maintenance(store, actor, each.id, reason),
                say("{id} is cancelled", id=each.id),
            )


def _announce(scene: Scene) -> None:
    say = scene.say
    scope = asked_scope(scene, say("Where work is done"), key="pekerjaan", everywhere=False)
    one, other, words = st.columns([1, 1, 2], vertical_alignment="bottom")
    soon = (scene.now // HOUR + 1) * HOUR
    with one:
        begin = asked_time(say("From"), soon, scene.zone, key="pekerjaan_dari")
    with other:
        end = asked_time(say("To"), soon + 2 * HOUR, scene.zone, key="pekerjaan_sampai")
    reason = words.text_input(say("Reason"), max_chars=500, key="pekerjaan_alasan")
    if isinstance(scope, Refused) or begin is None or end is None or end <= begin:
        ready = False
    else:
        ready = True
        st.caption(
            say.plural(
                "For {length} no begin of an outage of {n} site is told. No figure changes.",
                "For {length} no begin of an outage of {n} sites is told. No figure changes.",
                len(scope.sites),
                length=short_duration((end - begin) // SECOND, scene.language),
            )
        )
    if not st.button(say("Announce"), type="primary", key="pekerjaan_ya"):
        return
    if isinstance(scope, Refused):
        st.error(scope.said(say), icon=":material/block:")
    elif not ready or begin is None or end is None:
        st.error(say("The end must lie after the begin."), icon=":material/block:")
    else:
        span = Interval(begin, end)
        act.perform(
            lambda store, actor: announce_maintenance(store, actor, scope, span, reason),
            lambda id: say("{id} is announced", id=id),
        )
