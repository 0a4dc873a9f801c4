"""Over which whole months a plan looks back: the last of them and their number, in the address."""

import streamlit as st

from dashboard.choice import choice
from dashboard.scene import Scene
from dashboard.sla.scope import chosen_month, listed_months
from pantau.actions.acting import Refused
from pantau.actions.plan.period import Period, ending_with

_LENGTHS = (1, 3, 6, 12)


def asked_period(here: Scene) -> Period | None:
    """None where there is no month yet, and the page says what to do."""
    months = listed_months(here)
    if not months:
        return None
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        last = chosen_month(here, months)
        length = choice(
            here.say("How many months, up to this one"),
            _LENGTHS,
            key="lama",
            shown=lambda each: here.say.plural("{n} month", "{n} months", each),
            look="buttons",
            hide_label=True,
            width="content",
        )
    found = ending_with(last, length, here.zone)
    return None if isinstance(found, Refused) else found
