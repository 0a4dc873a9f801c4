"""What a place should do, by its light."""

from pantau.facts.meetings import Advice, Light, MeetingKind
from pantau.facts.words import SiteKind
from pantau.inventory.model import Inventory, Site

_ADVICE = {
    (MeetingKind.VIDEO, Light.GREEN): Advice.VIDEO_FINE,
    (MeetingKind.VIDEO, Light.YELLOW): Advice.VOICE_ONLY,
    (MeetingKind.VOICE, Light.GREEN): Advice.VOICE_FINE,
    (MeetingKind.VOICE, Light.YELLOW): Advice.PHONE_READY,
}


def advise(kind: MeetingKind, light: Light, *, early: bool, refuge: bool) -> Advice:
    """``early``: the meeting has not begun, so there is time to go elsewhere; ``refuge``: there is
    a district office to go to whose line is better."""
    if light is Light.UNKNOWN:
        return Advice.TRY_FIRST
    if light is Light.RED:
        return Advice.MOVE if early and refuge else Advice.PHONE
    return _ADVICE[kind, light]


def district_office(inventory: Inventory, site: Site) -> Site | None:
    """The office of its kecamatan; None for that office itself and where there is none."""
    if site.kind is SiteKind.KECAMATAN:
        return None
    return next(
        (
            each
            for each in inventory.sites
            if each.kind is SiteKind.KECAMATAN and each.kecamatan == site.kecamatan
        ),
        None,
    )
