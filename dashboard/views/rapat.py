"""Meetings: whether their places are ready, how they are now, and what they were like."""

import streamlit as st

from dashboard import cached
from dashboard.act import allowed
from dashboard.choice import choice
from dashboard.rapat.form import plan_form
from dashboard.rapat.list_part import PHASES, list_part
from dashboard.rapat.places_part import places_part
from dashboard.rapat.reading import phase
from dashboard.scene import scene
from pantau.actions.acting import Act
from pantau.facts.said import Meeting
from pantau.language import moment

here = scene()
say = here.say
found = cached.meetings()

if found.trouble:
    st.error(
        f"{say('The meetings cannot be read now.')} {found.trouble.said(say)}",
        icon=":material/error:",
    )
    st.stop()

PARTS = {"titik": say("Places of a meeting"), "daftar": say("All meetings")}
if allowed(Act.MEETING):
    PARTS["baru"] = say("Plan a meeting")
part = choice(
    say("Part of the page"),
    list(PARTS),
    key="bagian",
    shown=lambda name: PARTS[name],
    look="buttons",
    hide_label=True,
    width="content",
)


def named(meeting: Meeting) -> str:
    """As it stands in the list of meetings to choose from."""
    begin = moment(meeting.begin, here.zone, here.language)
    return f"{say(PHASES[phase(meeting, here.now)])} · {meeting.name} · {begin}"


if part == "baru":
    plan_form(here)
elif part == "daftar":
    list_part(here, found)
elif not found.meetings:
    st.info(
        say("No meeting was planned in the last three months.")
        + (" " + say("Plan one in the part “Plan a meeting”.") if "baru" in PARTS else "")
    )
else:
    ids = {each.id: each for each in found.meetings}
    chosen = choice(
        say("Meeting"), list(ids), key="rapat", shown=lambda id: named(ids[id]), tell=True
    )
    places_part(here, ids[chosen])
