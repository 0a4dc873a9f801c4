"""Two fields for a time from and a time to, typed."""

import streamlit as st

from dashboard.scene import Scene
from dashboard.times import as_typed
from pantau.language import zone_label


def span_fields(here: Scene, begin: int, end: int, *, key: str) -> tuple[str, str]:
    """What stands in them; at first ``begin`` and ``end`` (microseconds UTC)."""
    say, zone = here.say, zone_label(begin, here.zone)
    names = (f"{key}_dari", f"{key}_sampai")
    for name, at in zip(names, (begin, end), strict=True):
        # Not as the field's usual value: that moves with the clock, and what was typed must not.
        st.session_state.setdefault(name, as_typed(at, here.zone))
    one, other = st.columns(2)
    return (
        one.text_input(
            f"{say('From')} ({zone})",
            key=names[0],
            max_chars=40,
            help=say("Like 2026-11-26 09:15 or 26/11/2026 09.15, seconds if they matter."),
        ),
        other.text_input(f"{say('To')} ({zone})", key=names[1], max_chars=40),
    )
