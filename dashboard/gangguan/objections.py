"""The section of objections: what the provider does not agree with, and what was answered."""

import os

import streamlit as st

from dashboard import act, cached
from dashboard.columns import Column
from dashboard.gangguan.reading import read_objections
from dashboard.grid import grid
from dashboard.laporan.tables import named
from dashboard.pick import pick
from dashboard.scene import Scene
from dashboard.settings import from_environment
from pantau.actions.acting import Act
from pantau.actions.dealings import Objectionable, answer_objection, object_to
from pantau.facts.said import Objection
from pantau.facts.words import Settlement
from pantau.language import label, moment


def objections(scene: Scene) -> None:
    """All of them, the open ones first; the chosen one with its answer."""
    say = scene.say
    found = read_objections(from_environment(os.environ))
    if found is None:
        return
    rows = sorted(found, key=lambda each: (each.answered is not None, -each.objected.at))
    chosen = grid(
        rows,
        _columns(scene),
        key="keberatan",
        title=say("Objections"),
        select="single" if act.allowed(Act.ANSWER) else None,
        empty=say("The provider has not objected to anything."),
    )
    for each in chosen:
        if each.answered is None:
            _answer(each, scene)
    if act.allowed(Act.OBJECT):
        with st.expander(say("Object to a figure"), icon=":material/gavel:"):
            _object(scene)


def _columns(scene: Scene) -> tuple[Column[Objection], ...]:
    say, language = scene.say, scene.language
    names = {site.id: site.name for site in scene.inventory.judged}

    def state(each: Objection) -> str:
        return f"✓ {label(each.settlement, language)}" if each.settlement else f"? {say('open')}"

    return (
        Column(say("State"), state),
        Column("Id", lambda each: each.id),
        Column(
            say("Month"),
            lambda each: named(each.objected.data()["month"], language),
            lambda each: str(each.objected.data()["month"]),
        ),
        Column(
            say("Site"),
            lambda each: names.get(each.objected.data()["site"], each.objected.data()["site"]),
        ),
        Column(say("About"), lambda each: each.objected.data()["about"] or "–"),
        Column(say("Objection"), lambda each: each.objected.data()["reason"], width="large"),
        Column(
            say("Author"),
            lambda each: (
                f"{each.objected.author}, {moment(each.objected.at, scene.zone, language)}"
            ),
        ),
        Column(
            say("Answer"),
            lambda each: each.answered.data()["reason"] if each.answered else "–",
            width="large",
        ),
    )


def _answer(each: Objection, scene: Scene) -> None:
    say = scene.say
    with st.form("jawaban", border=False):
        settlement = pick(
            st,
            say("Settlement of {id}", id=each.id),
            tuple(Settlement),
            shown=lambda one: label(one, scene.language),
            key="jawaban_putusan",
        )
        reason = st.text_input(say("Answer"), max_chars=500, key="jawaban_alasan")
        st.caption(say("What follows from it (an exclusion, a void) is proposed apart."))
        if st.form_submit_button(say("Answer {id}", id=each.id), type="primary"):
            act.perform(
                lambda store, actor: answer_objection(store, actor, each.id, settlement, reason),
                say("{id} is answered", id=each.id),
            )


def _object(scene: Scene) -> None:
    say = scene.say
    names = {site.id: site.name for site in scene.inventory.judged}
    months = tuple(each.month for each in cached.months(scene.inventory))
    if not months or not names:
        st.caption(say("There is no month yet."))
        return
    with st.form("keberatan_baru", border=False):
        first, second, third = st.columns(3)
        month = pick(
            first,
            say("Month"),
            months,
            shown=lambda each: named(each, scene.language),
            key="keberatan_bulan",
        )
        site = pick(
            second,
            say("Site"),
            tuple(names),
            shown=lambda each: names.get(each, each),
            key="keberatan_titik",
        )
        about = third.text_input(
            say("Outage or exclusion (its id, optional)"), max_chars=40, key="keberatan_tentang"
        )
        reason = st.text_input(say("Objection"), max_chars=500, key="keberatan_alasan")
        if st.form_submit_button(say("Object"), type="primary"):
            what = Objectionable(month, site, about.strip())
            act.perform(
                lambda store, actor: object_to(store, actor, scene.inventory, what, reason),
                lambda id: say("{id} is written down", id=id),
            )
