"""What people do about one outage or several at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import act
from dashboard.gangguan.rows import Row
from dashboard.pick import pick
from dashboard.scene import Scene
from dashboard.times import typed_time
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.outages import TicketNews, acknowledge, classify, record_ticket
from pantau.actions.proposals import propose_exclusion, propose_void
from pantau.actions.remarks import keep_evidence, note
from pantau.actions.scope import Scope
from pantau.facts.measured import Interval, upstream_id
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Cause, ExclusionCategory, Liability
from pantau.language import label
from pantau.store import Store

Result = str | Refused


def forms(scene: Scene, rows: Sequence[Row]) -> None:
    """A form for each act that this visitor may do, behind tabs."""
    say = scene.say
    offered: list[tuple[str, Act, Callable[[Scene, Sequence[Row]], None]]] = [
        (say("Take in hand"), Act.ACKNOWLEDGE, _acknowledge),
        (say("Classify"), Act.CLASSIFY, _classify),
        (say("Ticket"), Act.TICKET, _ticket),
        (say("Exclude"), Act.PROPOSE, _exclude),
        (say("Did not happen"), Act.PROPOSE, _void),
        (say("Note"), Act.NOTE, _note),
    ]
    allowed = [each for each in offered if act.allowed(each[1])]
    if not allowed:
        return
    for tab, (_, _, form) in zip(st.tabs([each[0] for each in allowed]), allowed, strict=True):
        with tab:
            form(scene, rows)


def _acknowledge(scene: Scene, rows: Sequence[Row]) -> None:
    say = scene.say
    still_open = [row for row in rows if row.is_open]
    if not still_open:
        st.caption(say("It is over; write a note instead."))
        return
    with st.form("ack", border=False):
        text = st.text_input(say("What is being done"), max_chars=500, key="ack_text")
        if st.form_submit_button(say("I take it in hand"), type="primary"):
            _each(scene, still_open, lambda s, a, row: acknowledge(s, a, row.outage.id, text))


def _classify(scene: Scene, rows: Sequence[Row]) -> None:
    say = scene.say

    def named(each: Cause | Liability) -> str:
        return label(each, scene.language)

    with st.form("classify", border=False):
        first, second = st.columns(2)
        cause = pick(first, say("Cause"), tuple(Cause), shown=named, key="cause")
        liability = pick(second, say("Liability"), tuple(Liability), shown=named, key="liability")
        reason = st.text_input(say("Reason"), max_chars=500, key="classify_reason")
        st.caption(say("This changes no figure: only an approved exclusion does."))
        if st.form_submit_button(say("Classify"), type="primary"):
            _each(
                scene,
                rows,
                lambda s, a, row: classify(s, a, row.outage.id, cause, liability, reason),
            )


def _ticket(scene: Scene, rows: Sequence[Row]) -> None:
    say = scene.say
    ids = tuple(row.outage.id for row in rows)
    known = next((row.outage.ticket for row in rows if row.outage.ticket), "")
    with st.form("ticket", border=False):
        first, second, third = st.columns(3)
        number = first.text_input(say("Ticket number"), known, max_chars=100, key="ticket_number")
        reported = second.text_input(
            say("Reported at"), placeholder=say("2026-11-26 09:15"), key="ticket_reported"
        )
        closed = third.text_input(
            say("Closed at"), placeholder=say("2026-11-26 09:15"), key="ticket_closed"
        )
        channel = first.text_input(say("Reported by way of"), max_chars=100, key="ticket_channel")
        person = second.text_input(say("Reported by"), max_chars=100, key="ticket_person")
        text = third.text_input(say("Note"), max_chars=500, key="ticket_text")
        if not st.form_submit_button(say("Save the ticket"), type="primary"):
            return
        times = [typed_time(each, scene) for each in (reported, closed)]
        fault = next((each for each in times if isinstance(each, str)), None)
        if fault is not None:
            st.error(fault)
            return
        news = TicketNews(
            outages=ids,
            reported_at=times[0] if isinstance(times[0], int) else None,
            closed_at=times[1] if isinstance(times[1], int) else None,
            channel=channel,
            person=person,
            text=text,
        )
        act.perform(
            lambda store, actor: record_ticket(store, actor, number, news),
            lambda ticket: say("Ticket {number} is written down", number=ticket),
        )


def _exclude(scene: Scene, rows: Sequence[Row]) -> None:
    say = scene.say
    sites = [row for row in rows if upstream_id(row.outage.site) is None]
    if not sites:
        st.caption(say("A shared link has no contract; choose the sites that went down with it."))
        return
    with st.form("exclude", border=False):
        category = pick(
            st,
            say("Category"),
            tuple(ExclusionCategory),
            shown=lambda each: label(each, scene.language),
            key="exclude_category",
        )
        reason = st.text_input(say("Reason"), max_chars=500, key="exclude_reason")
        evidence = st.file_uploader(say("Evidence (a file, optional)"), key="exclude_evidence")
        st.caption(say("The time of each outage is proposed; somebody else decides."))
        if st.form_submit_button(say("Propose"), type="primary"):
            content = (evidence.name, evidence.getvalue()) if evidence else None

            def propose(store: Store, actor: Actor, row: Row) -> Result:
                kept = _kept(store, content)
                if isinstance(kept, Refused):
                    return kept
                outage = row.outage
                end = actor.at if outage.ended_at is None else outage.ended_at
                scope = Scope((outage.site,), row.name)
                span = Interval(outage.started_at, end)
                return propose_exclusion(store, actor, scope, span, category, reason, kept)

            _each(scene, sites, propose)


def _void(scene: Scene, rows: Sequence[Row]) -> None:
    say = scene.say
    with st.form("void", border=False):
        reason = st.text_input(
            say("Why it did not happen (our firewall, a wrong address …)"),
            max_chars=500,
            key="void_reason",
        )
        st.caption(say("Once somebody else approves, its time is unknown, never up."))
        if st.form_submit_button(say("Propose"), type="primary"):
            _each(scene, rows, lambda s, a, row: propose_void(s, a, row.outage.id, reason))


def _note(scene: Scene, rows: Sequence[Row]) -> None:
    say = scene.say
    with st.form("note", border=False):
        text = st.text_area(say("Note"), max_chars=500, key="note_text")
        person = st.text_input(
            say("Told by (kept so that it can be erased)"), max_chars=100, key="note_person"
        )
        if st.form_submit_button(say("Save"), type="primary"):
            _each(scene, rows, lambda s, a, row: note(s, a, row.outage.id, text, person))


def _kept(store: Store, content: tuple[str, bytes] | None) -> EvidenceFile | Refused | None:
    return None if content is None else keep_evidence(store, *content)


def _each(scene: Scene, rows: Sequence[Row], action: Callable[[Store, Actor, Row], Result]) -> None:
    """Do it for each; say of how many it is done, and what was refused of which."""
    say = scene.say
    refused: list[str] = []

    def all_of_them(store: Store, actor: Actor) -> int | Refused:
        done, first = 0, None
        for row in rows:
            outcome = action(store, actor, row)
            if isinstance(outcome, Refused):
                first = first or outcome
                refused.append(f"{row.name}: {outcome.said(say)}")
            else:
                done += 1
        return first if first is not None and not done else done

    def told(done: int) -> str:
        words = say.plural("Written down for {n} outage", "Written down for {n} outages", done)
        return ". ".join((words, *refused))

    act.perform(all_of_them, told)
