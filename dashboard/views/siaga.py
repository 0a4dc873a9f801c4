"""Who is on call, what was told and goes on, what is silenced, and every message."""

import streamlit as st

from dashboard import cached, visitor
from dashboard.choice import choice
from dashboard.markup import element
from dashboard.pages import STAFF
from dashboard.scene import scene
from dashboard.siaga.alerts_part import alerts_part
from dashboard.siaga.calendar import on_call_cards
from dashboard.siaga.letters_part import letters_part
from dashboard.siaga.piket import shifts_part
from dashboard.siaga.silences_part import silences_part

here = scene()
say = here.say
desk = cached.desk(here.inventory)

if desk.trouble:
    st.error(
        f"{say('What was told cannot be read.')} {desk.trouble.said(say)}", icon=":material/error:"
    )
if desk.rosters:
    staff = visitor.visitor().role in STAFF
    st.html(on_call_cards(desk.rosters, here.now, here.zone, here.language, phones=staff))
elif not desk.trouble:
    st.html(
        element(
            "p",
            say("The inventory has no rota: nobody is on call. Write rotas under alerts."),
            class_="p-rest",
        )
    )

PARTS = {
    "peringatan": (say("Active alerts"), alerts_part),
    "jadwal": (say("Shifts"), shifts_part),
    "senyap": (say("Silences"), silences_part),
    "pesan": (say("Messages and receivers"), letters_part),
}
part = choice(
    say("Part of the page"),
    list(PARTS),
    key="siaga",
    shown=lambda name: PARTS[name][0],
    look="buttons",
    hide_label=True,
    width="content",
)


@st.fragment(run_every="10s")
def alive() -> None:
    """What others do meanwhile is seen here too."""
    now = scene()
    alerts_part(now, cached.desk(now.inventory))


if part == "peringatan":
    alive()
else:
    PARTS[part][1](here, desk)
