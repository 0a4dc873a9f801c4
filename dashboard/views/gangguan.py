"""Outages and incidents: what happened, and what people say of it."""

from enum import StrEnum

from dashboard.choice import choice
from dashboard.gangguan.handover_part import hand_over
from dashboard.gangguan.listing import outages
from dashboard.gangguan.maintenance import maintenance
from dashboard.gangguan.objections import objections
from dashboard.gangguan.proposals import proposals
from dashboard.scene import scene
from pantau.language import to_say


class Section(StrEnum):
    """What of the page is shown."""

    OUTAGES = "gangguan"
    EXCLUSIONS = "pengecualian"
    WORK = "pemeliharaan"
    OBJECTIONS = "keberatan"
    HAND_OVER = "serah-terima"


SECTIONS = {
    Section.OUTAGES: (to_say("Outages"), outages),
    Section.EXCLUSIONS: (to_say("Exclusions"), proposals),
    Section.WORK: (to_say("Announced work"), maintenance),
    Section.OBJECTIONS: (to_say("Objections"), objections),
    Section.HAND_OVER: (to_say("Hand-over"), hand_over),
}

known = scene()
section = choice(
    known.say("Section"),
    tuple(Section),
    key="bagian",
    shown=lambda each: known.say(SECTIONS[each][0]),
    look="buttons",
    hide_label=True,
    width="content",
)
SECTIONS[section][1](known)
