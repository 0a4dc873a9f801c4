"""A ticket of the provider for one outage or several: what is new about it."""

from collections.abc import Sequence

import streamlit as st

from dashboard import act
from dashboard.gangguan.fresh import fresh, settled
from dashboard.gangguan.rows import Row
from dashboard.scene import Scene
from dashboard.times import typed_time
from pantau.actions.outages import TicketNews, record_ticket


def ticket(here: Scene, rows: Sequence[Row]) -> None:
    """Empty fields leave what was known. A number that is known takes these outages too."""
    say = here.say
    ids = tuple(row.outage.id for row in rows)
    known = next((row.outage.ticket for row in rows if row.outage.ticket), "")

    def field(name: str) -> str:
        # Of these outages: what stands there for others is not theirs.
        return fresh(f"{name}_{ids[0]}_{len(ids)}")

    with st.form("ticket", border=False):
        first, second, third = st.columns(3)
        number = first.text_input(
            say("Ticket number"), known, max_chars=100, key=field("ticket_number")
        )
        reported = second.text_input(
            say("Reported at"), placeholder=say("2026-11-26 09:15"), key=field("ticket_reported")
        )
        closed = third.text_input(
            say("Closed at"), placeholder=say("2026-11-26 09:15"), key=field("ticket_closed")
        )
        channel = first.text_input(
            say("Reported by way of"), max_chars=100, key=field("ticket_channel")
        )
        person = second.text_input(say("Reported by"), max_chars=100, key=field("ticket_person"))
        text = third.text_input(say("Note"), max_chars=500, key=field("ticket_text"))
        if not st.form_submit_button(say("Save the ticket"), type="primary"):
            return
        times = [typed_time(each, here) for each in (reported, closed)]
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
            lambda store, actor: settled(record_ticket(store, actor, number, news)),
            lambda ticket: say("Ticket {number} is written down", number=ticket),
        )
