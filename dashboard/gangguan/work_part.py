"""The section of maintenance: the days to come, all of it, announcing and cancelling."""

import streamlit as st

from dashboard import act, cached
from dashboard.asked_scope import asked_scope
from dashboard.columns import Column
from dashboard.gangguan.asked_id import asked_id
from dashboard.gangguan.evidence import evidence_button, evidence_field, kept
from dashboard.gangguan.fresh import fresh, settled
from dashboard.gangguan.span_fields import span_fields
from dashboard.gangguan.way_back import the_one
from dashboard.gangguan.work import ORDER, PHASES, Phase, Work, scope_said, works
from dashboard.gangguan.work_page import agenda, foreseen, work_page
from dashboard.grid import grid
from dashboard.scene import Scene
from dashboard.time_columns import at_column, length_column
from dashboard.times import typed_span
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.proposals import propose_exclusion
from pantau.actions.remarks import announce_maintenance, cancel_maintenance
from pantau.actions.scope import Scope
from pantau.facts.instant import DAY, HOUR
from pantau.facts.measured import Interval
from pantau.facts.words import ExclusionCategory
from pantau.store import Store

SECTION = "pemeliharaan"


def work_part(here: Scene) -> None:
    """One where the address names it; else the days to come and all of them."""
    say = here.say
    said = cached.said()
    if said is None:
        return
    found = works(said.maintenances, here.inventory, here.now)
    named = asked_id()
    if named:
        chosen = the_one(here, named, found, say("All maintenance"), SECTION)
    else:
        st.html(agenda(found, here))
        chosen = grid(
            found,
            _columns(here),
            key="kerja",
            title=say("Maintenance"),
            select="single",
            empty=say("Nobody has announced any maintenance yet."),
        )
    for each in chosen:
        st.html(work_page(each, here))
        evidence_button(here, each.maintenance.announced.data(), key="bukti_kerja")
        _cancel(here, each)
        _exclude(here, each)
    if not named and act.allowed(Act.ANNOUNCE):
        with st.expander(say("Announce maintenance"), icon=":material/engineering:"):
            _announce(here, found)


def _announce(here: Scene, others: tuple[Work, ...]) -> None:
    """The effect is said as soon as scope and time are: before it is announced."""
    say = here.say
    scope = asked_scope(here, say("What is worked on"), key="umumkan", widely=True)
    night = here.now // HOUR * HOUR + DAY
    begin, end = span_fields(here, night, night + 3 * HOUR, key=fresh("umumkan"))
    span = typed_span(begin, end, here)
    if not isinstance(scope, Refused) and not isinstance(span, Refused):
        st.html(foreseen(scope.sites, span, others, here))
    with st.form("umumkan", border=False):
        reason = st.text_input(
            say("What is done, and why"), max_chars=500, key=fresh("umumkan_alasan")
        )
        evidence = evidence_field(here, key=fresh("umumkan_bukti"))
        if not st.form_submit_button(say("Announce"), type="primary"):
            return
    if isinstance(scope, Refused):
        act.say_refused(scope)
        return
    if isinstance(span, Refused):
        act.say_refused(span)
        return

    def announce(store: Store, actor: Actor) -> str | Refused:
        file = kept(store, evidence)
        if isinstance(file, Refused):
            return file
        return settled(announce_maintenance(store, actor, scope, span, reason, file))

    act.perform(announce, lambda id: say("{id} is announced.", id=id))


def _cancel(here: Scene, each: Work) -> None:
    say = here.say
    if not each.is_ahead or not act.allowed(Act.ANNOUNCE):
        return
    with st.form("batalkan", border=False):
        words, button = st.columns([3, 1], vertical_alignment="bottom")
        reason = words.text_input(
            say("Why {id} does not take place", id=each.id),
            max_chars=500,
            key=fresh("batalkan_alasan"),
        )
        sent = button.form_submit_button(say("Cancel {id}", id=each.id), width="stretch")
    if sent:
        act.perform(
            lambda store, actor: settled(cancel_maintenance(store, actor, each.id, reason)),
            say("{id} is cancelled: alerts are told again.", id=each.id),
        )


def _exclude(here: Scene, each: Work) -> None:
    """Its time as an exclusion: no figure changes until somebody else approves."""
    say = here.say
    if each.phase is Phase.CANCELLED or not act.allowed(Act.PROPOSE):
        return
    label = say("Propose to leave its time out of account")
    if st.button(label, icon=":material/event_busy:", key="kerja_usul"):
        act.perform(
            lambda store, actor: propose_exclusion(
                store,
                actor,
                Scope(each.sites, each.scope),
                Interval(each.begin, each.end),
                ExclusionCategory.MAINTENANCE,
                f"{each.id}: {each.reason}"[:500],
            ),
            lambda id: say("{id} is proposed; somebody else decides.", id=id),
        )


def _columns(here: Scene) -> tuple[Column[Work], ...]:
    say = here.say
    return (
        Column(
            say("State"),
            lambda each: say(PHASES[each.phase]),
            lambda each: ORDER.index(each.phase),
            left=True,
            width=115,
        ),
        Column("Id", lambda each: each.id, width=85),
        Column(say("Scope"), lambda each: scope_said(each, say), width="medium"),
        Column(
            say("Number of sites"),
            lambda each: str(len(each.sites)),
            lambda each: len(each.sites),
            width=100,
        ),
        at_column(say("From"), lambda each: each.begin, here),
        at_column(say("To"), lambda each: each.end, here),
        length_column(say("How long"), lambda each: each.seconds, here),
        Column(say("Reason"), lambda each: each.reason),
        Column(say("Announced by"), lambda each: each.maintenance.announced.author),
        Column(
            say("Cancelled by"),
            lambda each: each.maintenance.cancelled.author if each.maintenance.cancelled else "–",
        ),
    )
