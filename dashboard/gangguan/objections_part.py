"""The section of objections: what the provider does not agree with, and what we answer."""

from collections.abc import Sequence

import streamlit as st

from dashboard import act, cached
from dashboard.columns import Column
from dashboard.gangguan.asked_id import asked_id
from dashboard.gangguan.evidence import evidence_button
from dashboard.gangguan.fresh import fresh, settled
from dashboard.gangguan.object_form import object_freely
from dashboard.gangguan.objection_rows import Row, rows
from dashboard.gangguan.own_address import own_address
from dashboard.gangguan.way_back import the_one
from dashboard.grid import grid
from dashboard.links import page_url
from dashboard.markup import Html, element, joined
from dashboard.pick import pick
from dashboard.scene import Scene
from pantau.actions.acting import Act
from pantau.actions.dealings import answer_objection
from pantau.facts.words import Role, Settlement
from pantau.language import label, moment, month_name
from pantau.sla.month import month_days

SECTION = "keberatan"


def objections_part(here: Scene) -> None:
    """One where the address names it; else all, those without an answer first."""
    say = here.say
    said = cached.said()
    if said is None:
        return
    found = rows(said.objections, here.inventory)
    named = asked_id()
    if named:
        chosen: Sequence[Row] = the_one(here, named, found, say("All objections"), SECTION)
    else:
        chosen = grid(
            found,
            _columns(here),
            key="keberatan",
            title=say("Objections"),
            select="single",
            empty=say("Nobody has raised an objection."),
        )
    for each in chosen:
        st.html(_page(each, here))
        evidence_button(here, each.objection.objected.data(), key="bukti_keberatan")
        _answer(here, each)
    if not named and act.allowed(Act.OBJECT):
        with st.expander(say("Raise an objection"), icon=":material/gavel:"):
            object_freely(here, tuple(each.month for each in cached.months(here.inventory)))


def _answer(here: Scene, each: Row) -> None:
    say = here.say
    if not each.is_open:
        return
    if not act.allowed(Act.ANSWER):
        if act.allowed(Act.NOTE):
            st.caption(say("A manager or an administrator answers."))
        return
    with st.form("jawab", border=False):
        first, second, third = st.columns([1, 3, 1], vertical_alignment="bottom")
        settlement = pick(
            first,
            say("Answer"),
            tuple(Settlement),
            shown=lambda one: label(one, here.language),
            key=fresh("jawab_putusan"),
        )
        reason = second.text_input(say("Reason"), max_chars=500, key=fresh("jawab_alasan"))
        sent = third.form_submit_button(say("Send the answer"), type="primary", width="stretch")
    st.caption(say("The answer changes no figure: that is an exclusion, a void, or another cause."))
    if sent:
        act.perform(
            lambda store, actor: settled(
                answer_objection(store, actor, each.id, settlement, reason)
            ),
            say("{id} is answered.", id=each.id),
        )


def _page(each: Row, here: Scene) -> Html:
    say, language, zone = here.say, here.language, here.zone
    objected, answered = each.objection.objected, each.objection.answered
    role = label(Role(objected.data()["role"]), language)
    site = element(
        "a", each.name, href=page_url("titik", language, site=each.site), class_="p-go p-link"
    )
    facts: list[tuple[str, str]] = [
        (say("Site"), site),
        (say("Month"), _month(each.month, here)),
        (say("About"), _about(each.about, here)),
        (say("Raised by"), f"{objected.author} ({role}), {moment(objected.at, zone, language)}"),
        (say("Why"), each.reason),
    ]
    mark = element("span", f"◷ {say('Not answered')}", class_="p-mark p-degraded")
    if answered is not None and each.objection.settlement is not None:
        words = label(each.objection.settlement, language)
        mark = element("span", f"✓ {words}", class_="p-mark p-up")
        facts += [
            (say("Answered by"), f"{answered.author}, {moment(answered.at, zone, language)}"),
            (say("Their reason"), answered.data()["reason"]),
        ]
    return element(
        "section",
        element("h2", mark, f" {say('Objection')} ", own_address(each.id, here, SECTION)),
        element(
            "dl",
            *(joined(element("dt", name), element("dd", value)) for name, value in facts),
            class_="p-facts",
        ),
        class_="p-panel",
    )


def _about(about: str, here: Scene) -> str:
    if not about:
        return here.say("the site's whole month")
    section = "pengecualian" if about[0] in "XV" else None
    url = page_url("gangguan", here.language, bagian=section, id=about)
    return element("a", about, href=url, class_="p-go p-link")


def _month(month: str, here: Scene) -> str:
    return month_name(month_days(month)[0], here.language)


def _columns(here: Scene) -> tuple[Column[Row], ...]:
    say, language, zone = here.say, here.language, here.zone

    def state(each: Row) -> str:
        settled = each.objection.settlement
        return f"◷ {say('Not answered')}" if settled is None else f"✓ {label(settled, language)}"

    return (
        Column(say("State"), state, width=150),
        Column("Id", lambda each: each.id, width=85),
        Column(say("Month"), lambda each: _month(each.month, here), width=130),
        Column(say("Site"), lambda each: each.name, width="medium"),
        Column(say("About"), lambda each: each.about or "–", width=100),
        Column(say("Why"), lambda each: each.reason, width="large"),
        Column(say("Raised by"), lambda each: each.objection.objected.author),
        Column(
            say("Raised on"),
            lambda each: moment(each.objection.objected.at, zone, language),
            lambda each: each.objection.objected.at,
            left=True,
        ),
        Column(
            say("Answered by"),
            lambda each: each.objection.answered.author if each.objection.answered else "–",
        ),
    )
