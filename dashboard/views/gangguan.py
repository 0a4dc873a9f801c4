"""Outages and incidents: what happened, and what people say of it."""

from enum import StrEnum

from dashboard.choice import choice
from dashboard.gangguan.listing import outages
from dashboard.scene import scene
from pantau.language import to_say


class Section(StrEnum):
    """What of the page is shown."""

    OUTAGES = "gangguan"


TITLES = {Section.OUTAGES: to_say("Outages")}

known = scene()
section = choice(
    known.say("Section"),
    tuple(Section),
    key="bagian",
    shown=lambda each: known.say(TITLES[each]),
    look="buttons",
    hide_label=True,
    width="content",
)
match section:
    case Section.OUTAGES:
        outages(known)
