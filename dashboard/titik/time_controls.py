"""Which time is shown: the address says it, and these controls change the address."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import cached
from dashboard.scene import Scene
from dashboard.titik.spans import LENGTHS, Window, as_asked, window
from pantau.facts.instant import MINUTE, midnight, to_datetime

_BEGIN, _END, _LENGTH = "dari", "sampai", "rentang"
_CONTROL = "t_rentang"


def asked_time(here: Scene) -> Window:
    """What the address asks for."""
    asked = st.query_params
    return window(asked.get(_LENGTH), asked.get(_BEGIN), asked.get(_END), cached.now(), here.zone)


def time_controls(here: Scene, shown: Window) -> None:
    """Lengths up to now, steps in time, and whole days."""
    say = here.say
    # The address decides, and the control shows what it says.
    st.session_state[_CONTROL] = shown.length

    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="t_controls"):
        st.segmented_control(
            say("Time shown"),
            tuple(LENGTHS),
            format_func=lambda each: say(LENGTHS[each][1]),
            key=_CONTROL,
            on_change=_chosen,
            label_visibility="collapsed",
        )
        wide = shown.end - shown.begin
        for icon, words, begin, end in (
            ("chevron_left", say("Earlier"), shown.begin - wide // 2, shown.end - wide // 2),
            ("chevron_right", say("Later"), shown.begin + wide // 2, shown.end + wide // 2),
            ("zoom_out", say("Wider"), shown.begin - wide // 2, shown.end + wide // 2),
        ):
            st.button(
                words,
                icon=f":material/{icon}:",
                key=f"t_{icon}",
                help=words,
                type="tertiary",
                on_click=_move,
                args=(here, begin, end),
            )
        with st.popover(say("From – to"), icon=":material/date_range:"):
            _days(here, shown)


def _chosen() -> None:
    length = st.session_state[_CONTROL]
    if length in LENGTHS:
        show(None, None, length)


def _days(here: Scene, shown: Window) -> None:
    """Whole days, both inclusive."""
    say = here.say
    first, last = (to_datetime(at, here.zone).date() for at in (shown.begin, shown.end - MINUTE))
    today = to_datetime(cached.now(), here.zone).date()
    with st.form("t_days", border=False):
        picked: Any = st.date_input(
            say("Days, the first and the last"),
            (first, last),
            max_value=today,
            format="DD/MM/YYYY",
            key=f"t_days_{first}_{last}",
        )
        if st.form_submit_button(say("Show")):
            days: list[date] = list(picked) or [today]
            begin = midnight(days[0], here.zone)
            end = midnight(days[-1] + timedelta(days=1), here.zone)
            show(as_asked(begin, here.zone), as_asked(end, here.zone))
            st.rerun()


def _move(here: Scene, begin: int, end: int) -> None:
    """Have the address name this time; not beyond now."""
    over = max(0, end - cached.now())
    show(as_asked(begin - over, here.zone), as_asked(end - over, here.zone))


def show(begin: str | None, end: str | None, length: str | None = None) -> None:
    """Have the address name this time (ISO 8601 in the inventory's zone) or length."""
    for name, value in ((_BEGIN, begin), (_END, end), (_LENGTH, length)):
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value
