"""A day and time that somebody is asked for, in the inventory's zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from pantau.facts.instant import MINUTE, from_datetime, to_datetime
from pantau.language import zone_label

_STEP = timedelta(minutes=15)


def asked_time(label: str, usual: int, zone: ZoneInfo, *, key: str) -> int | None:
    """The instant that was chosen, microseconds UTC; ``usual`` where nobody chose yet.

    None while the field is empty. ``label`` is shown with the zone's name behind it.
    """
    shown = to_datetime(usual - usual % MINUTE, zone).replace(tzinfo=None)
    found: datetime | None = st.datetime_input(
        f"{label} ({zone_label(usual, zone)})",
        value=shown,
        key=key,
        format="DD/MM/YYYY",
        step=_STEP,
    )
    return None if found is None else from_datetime(found.replace(tzinfo=zone))
