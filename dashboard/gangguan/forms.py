"""What people do about one outage or several at once."""

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import act
from dashboard.gangguan.bulk import Result, for_each
from dashboard.gangguan.evidence import evidence_field, kept
from dashboard.gangguan.exclude_form import exclude
from dashboard.gangguan.fresh import fresh
from dashboard.gangguan.object_form import object_about
from dashboard.gangguan.rows import Row
from dashboard.gangguan.ticket_form import ticket
from dashboard.pick import pick
from dashboard.scene import Scene
from pantau.actions.acting import Act, Actor, Refused
from pantau.actions.dealings import Objectionable
from pantau.actions.outages import acknowledge, classify
from pantau.actions.proposals import propose_void
from pantau.actions.remarks import note
from pantau.facts.instant import to_datetime
from pantau.facts.measured import upstream_id
from pantau.facts.words import Cause, Liability
from pantau.language import label
from pantau.store import Store


def forms(here: Scene, rows: Sequence[Row]) -> None:
    """A form for each act that this visitor may do, behind tabs."""
    say = here.say
    offered: list[tuple[str, Act, Callable[[Scene, Sequence[Row]], None]]] = [
        (say("Take in hand"), Act.ACKNOWLEDGE, _acknowledge),
        (say("Classify"), Act.CLASSIFY, _classify),
        (say("Ticket"), Act.TICKET, ticket),
        (say("Exclude"), Act.PROPOSE, exclude),
        (say("Did not happen"), Act.PROPOSE, _void),
        (say("Note"), Act.NOTE, _note),
        (say("Object"), Act.OBJECT, _object),
    ]
    if len(rows) != 1 or upstream_id(rows[0].outage.site) is not None:
        offered.pop()
    allowed = [each for each in offered if act.allowed(each[1])]
    if not allowed:
        return
    for tab, (_, _, form) in zip(st.tabs([each[0] for each in allowed]), allowed, strict=True):
        with tab:
            form(here, rows)


def _object(here: Scene, rows: Sequence[Row]) -> None:
    outage = rows[0].outage
    month = to_datetime(outage.started_at, here.zone).strftime("%Y-%m")
    object_about(here, Objectionable(month, outage.site, outage.id))


def _each(here: Scene, rows: Sequence[Row], action: Callable[[Store, Actor, Row], Result]) -> None:
    say = here.say
    for_each(
        here,
        rows,
        action,
        lambda row: row.name,
        lambda n: say.plural("Written down for {n} outage", "Written down for {n} outages", n),
    )


def _acknowledge(here: Scene, rows: Sequence[Row]) -> None:
    say = here.say
    still_open = [row for row in rows if row.is_open]
    if not still_open:
        st.caption(say("It is over; write a note instead."))
        return
    with st.form("ack", border=False):
        text = st.text_input(say("What is being done"), max_chars=500, key=fresh("ack_text"))
        if st.form_submit_button(say("I take it in hand"), type="primary"):
            _each(here, still_open, lambda s, a, row: acknowledge(s, a, row.outage.id, text))


def _classify(here: Scene, rows: Sequence[Row]) -> None:
    say = here.say

    def named(each: Cause | Liability) -> str:
        return label(each, here.language)

    with st.form("classify", border=False):
        first, second = st.columns(2)
        cause = pick(first, say("Cause"), tuple(Cause), shown=named, key=fresh("cause"))
        liability = pick(
            second, say("Liability"), tuple(Liability), shown=named, key=fresh("liability")
        )
        reason = st.text_input(say("Reason"), max_chars=500, key=fresh("classify_reason"))
        st.caption(say("This changes no figure: only an approved exclusion does."))
        if st.form_submit_button(say("Classify"), type="primary"):
            _each(
                here,
                rows,
                lambda s, a, row: classify(s, a, row.outage.id, cause, liability, reason),
            )


def _void(here: Scene, rows: Sequence[Row]) -> None:
    say = here.say
    with st.form("void", border=False):
        reason = st.text_input(
            say("Why it did not happen (our firewall, a wrong address …)"),
            max_chars=500,
            key=fresh("void_reason"),
        )
        evidence = evidence_field(here, key=fresh("void_evidence"))
        st.caption(say("Once somebody else approves, its time is unknown, never up."))
        sent = st.form_submit_button(say("Propose"), type="primary")
    if not sent:
        return

    def void(store: Store, actor: Actor, row: Row) -> Result:
        file = kept(store, evidence)
        if isinstance(file, Refused):
            return file
        return propose_void(store, actor, row.outage.id, reason, file)

    _each(here, rows, void)


def _note(here: Scene, rows: Sequence[Row]) -> None:
    say = here.say
    with st.form("note", border=False):
        text = st.text_area(say("Note"), max_chars=500, key=fresh("note_text"))
        person = st.text_input(
            say("Told by (kept so that it can be erased)"), max_chars=100, key=fresh("note_person")
        )
        if st.form_submit_button(say("Save"), type="primary"):
            _each(here, rows, lambda s, a, row: note(s, a, row.outage.id, text, person))
