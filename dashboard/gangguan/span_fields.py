"""Two fields for a time from and a time to, typed."""

import streamlit as st

from dashboard.scene import Scene
from dashboard.times import as_typed
from pantau.language import zone_label


def span_fields(scene: Scene, begin: int, end: int, *, key: str) -> tuple[str, str]:
    """What stands in them; at first ``begin`` and ``end`` (microseconds UTC)."""
    say, zone = scene.say, zone_label(begin, scene.zone)
    one, other = st.columns(2)
    return (
        one.text_input(
            f"{say('From')} ({zone})",
            as_typed(begin, scene.zone),
            key=f"{key}_dari",
            max_chars=40,
            help=say("Like 2026-11-26 09:15 or 26/11/2026 09.15, seconds if they matter."),
        ),
        other.text_input(
            f"{say('To')} ({zone})",
            as_typed(end, scene.zone),
            key=f"{key}_sampai",
            max_chars=40,
        ),
    )
