"""The fields of a meeting: name, kind and time; for a new one and for one that is there."""

from dataclasses import dataclass

import streamlit as st

from dashboard.asked_time import asked_time
from dashboard.scene import Scene
from pantau.facts.measured import Interval
from pantau.facts.meetings import MeetingKind
from pantau.language import label


@dataclass(frozen=True, slots=True)
class Usual:
    """What stands in the fields at first."""

    name: str
    kind: MeetingKind
    begin: int
    end: int


def asked_meeting(
    here: Scene, usual: Usual, *, key: str
) -> tuple[str, MeetingKind, Interval | None]:
    """Name, kind, and from when to when; None where the end is not behind the begin."""
    say = here.say
    words, kinds = st.columns([3, 1], vertical_alignment="bottom")
    name = words.text_input(
        say("Name of the meeting"), value=usual.name, key=f"{key}_nama", max_chars=200
    )
    kind = kinds.selectbox(
        say("Kind"),
        list(MeetingKind),
        index=list(MeetingKind).index(usual.kind),
        format_func=lambda each: label(each, here.language),
        key=f"{key}_jenis",
    )
    one, other = st.columns(2, vertical_alignment="bottom")
    with one:
        begin = asked_time(say("From"), usual.begin, here.zone, key=f"{key}_dari")
    with other:
        end = asked_time(say("To"), usual.end, here.zone, key=f"{key}_sampai")
    sound = begin is not None and end is not None and end > begin
    return name, kind or usual.kind, Interval(begin or 0, end or 0) if sound else None
