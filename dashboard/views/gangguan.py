"""Outages and incidents: what happened, and what people say of it."""

from enum import StrEnum

from dashboard.gangguan.asked_id import id_of_section
from dashboard.gangguan.claims_part import claims_part
from dashboard.gangguan.handover_part import handover_part
from dashboard.gangguan.listing import outages
from dashboard.gangguan.objections_part import objections_part
from dashboard.gangguan.work_part import work_part
from dashboard.parted import chosen_section
from dashboard.scene import scene
from dashboard.visitor import visitor
from pantau.facts.words import Role
from pantau.language import to_say


class Section(StrEnum):
    """What of the page is shown."""

    OUTAGES = "gangguan"
    CLAIMS = "pengecualian"
    WORK = "pemeliharaan"
    OBJECTIONS = "keberatan"
    HANDOVER = "serah-terima"


TITLES = {
    Section.OUTAGES: to_say("Outages"),
    Section.CLAIMS: to_say("Exclusions"),
    Section.WORK: to_say("Maintenance"),
    Section.OBJECTIONS: to_say("Objections"),
    Section.HANDOVER: to_say("Shift hand-over"),
}
LETTERS = {Section.OUTAGES: "O", Section.CLAIMS: "XV", Section.WORK: "M", Section.OBJECTIONS: "K"}


def sections() -> tuple[Section, ...]:
    """What one shift tells the next is not for providers."""
    is_provider = visitor().role is Role.PROVIDER
    return tuple(each for each in Section if not (is_provider and each is Section.HANDOVER))


here = scene()
section = chosen_section(here, sections(), TITLES)
id_of_section(LETTERS.get(section, ""))
match section:
    case Section.OUTAGES:
        outages(here)
    case Section.CLAIMS:
        claims_part(here)
    case Section.WORK:
        work_part(here)
    case Section.OBJECTIONS:
        objections_part(here)
    case Section.HANDOVER:
        handover_part(here)
