"""What the closed vocabularies of pantau.facts.words are called in front of people."""

from enum import StrEnum

from pantau.facts.words import (
    Cause,
    ClosedReason,
    Decision,
    ExclusionCategory,
    GapReason,
    Liability,
    Medium,
    MonthState,
    Outcome,
    Purpose,
    Role,
    Settlement,
    SiteKind,
    Standing,
    State,
    VerdictReason,
    WatchEnd,
)
from pantau.language.catalogue import DEFAULT_LANGUAGE, Language, to_say, translator

# By type first: members of two StrEnums with the same value are one and the same key.
LABELS: dict[type[StrEnum], dict[str, str]] = {
    State: {
        State.UP: to_say("Up"),
        State.DEGRADED: to_say("Degraded"),
        State.DOWN: to_say("Down"),
        State.UNKNOWN: to_say("Unknown"),
    },
    SiteKind: {
        SiteKind.OPD: to_say("Regional office"),
        SiteKind.KECAMATAN: to_say("District office"),
        SiteKind.KELURAHAN: to_say("Urban village office"),
        SiteKind.DESA: to_say("Village office"),
        SiteKind.PUSKESMAS: to_say("Health centre"),
        SiteKind.PUSTU: to_say("Auxiliary health post"),
        SiteKind.SEKOLAH: to_say("School"),
        SiteKind.LAINNYA: to_say("Other"),
    },
    Medium: {
        Medium.FO: to_say("Optical fibre"),
        Medium.COPPER: to_say("Copper"),
        Medium.RADIO: to_say("Radio link"),
        Medium.MODEM_4G: to_say("4G modem"),
        Medium.VSAT: to_say("VSAT"),
        Medium.LEO: to_say("LEO satellite"),
    },
    Cause: {
        Cause.LINE: to_say("Line"),
        Cause.UPSTREAM: to_say("Upstream link"),
        Cause.POWER: to_say("Power failure"),
        Cause.EQUIPMENT: to_say("Equipment"),
        Cause.PLANNED: to_say("Planned work"),
        Cause.DISASTER: to_say("Disaster"),
        Cause.UNKNOWN: to_say("Unknown"),
    },
    Liability: {
        Liability.PROVIDER: to_say("Provider"),
        Liability.CUSTOMER: to_say("Customer"),
        Liability.THIRD_PARTY: to_say("Third party"),
        Liability.NONE: to_say("Nobody"),
        Liability.UNDECIDED: to_say("Undecided"),
    },
    GapReason: {
        GapReason.VANTAGE_BLIND: to_say("Our own connection was down"),
        GapReason.UNCONFIRMED: to_say("A suspicion was not settled"),
        GapReason.NOT_SENT: to_say("Echoes could not be sent"),
        GapReason.NAME_UNRESOLVED: to_say("The host name was not resolved"),
        GapReason.ANSWERS_DROPPED: to_say("This machine lost the answers"),
        GapReason.CLOCK_STEPPED: to_say("The clock was set"),
        GapReason.STORE_UNWRITABLE: to_say("The store could not be written"),
        GapReason.IMPORTED: to_say("Declared by an import"),
    },
    WatchEnd: {
        WatchEnd.STOPPED: to_say("Stopped in good order"),
        WatchEnd.CLOCK_STEPPED: to_say("The clock was set"),
        WatchEnd.SUSPENDED: to_say("The machine was suspended"),
        WatchEnd.STORE_UNWRITABLE: to_say("The store could not be written"),
        WatchEnd.FOUND_DEAD: to_say("Ended without a word"),
    },
    VerdictReason: {
        VerdictReason.CHANCE_RULED_OUT: to_say("Chance is ruled out"),
        VerdictReason.MOST_REACHED: to_say("The most echoes were asked"),
    },
    ClosedReason: {
        ClosedReason.ANSWERED_AGAIN: to_say("Answered again"),
        ClosedReason.GONE_WHEN_SEEN_AGAIN: to_say("Gone when seen again"),
        ClosedReason.ANSWERED_LATE: to_say("All was answered, only late"),
        ClosedReason.SITE_REMOVED: to_say("The site was taken out of the inventory"),
    },
    Purpose: {
        Purpose.HEARTBEAT: to_say("Heartbeat"),
        Purpose.CONFIRM: to_say("Confirmation"),
        Purpose.WHILE_DOWN: to_say("While down"),
        Purpose.RECOVER: to_say("Recovery"),
    },
    Outcome: {
        Outcome.ANSWERED: to_say("Answered"),
        Outcome.UNANSWERED: to_say("Unanswered"),
        Outcome.PENDING: to_say("Pending"),
    },
    ExclusionCategory: {
        ExclusionCategory.MAINTENANCE: to_say("Announced maintenance"),
        ExclusionCategory.POWER: to_say("Power failure"),
        ExclusionCategory.CUSTOMER_EQUIPMENT: to_say("Customer's equipment"),
        ExclusionCategory.ACCESS_REFUSED: to_say("Access refused"),
        ExclusionCategory.SUSPENSION: to_say("Service suspended"),
        ExclusionCategory.THIRD_PARTY: to_say("Third party"),
        ExclusionCategory.FORCE_MAJEURE: to_say("Force majeure"),
        ExclusionCategory.OTHER: to_say("Other"),
    },
    Standing: {
        Standing.PROPOSED: to_say("Proposed"),
        Standing.APPROVED: to_say("Approved"),
        Standing.REJECTED: to_say("Rejected"),
        Standing.REVOKED: to_say("Revoked"),
    },
    Decision: {
        Decision.APPROVED: to_say("Approved"),
        Decision.REJECTED: to_say("Rejected"),
        Decision.REVOKED: to_say("Revoked"),
    },
    Role: {
        Role.VIEWER: to_say("Viewer"),
        Role.TECHNICIAN: to_say("Technician"),
        Role.MANAGER: to_say("Manager"),
        Role.ADMIN: to_say("Administrator"),
        Role.PROVIDER: to_say("Provider"),
    },
    Settlement: {
        Settlement.ACCEPTED: to_say("Accepted"),
        Settlement.PARTLY: to_say("Partly accepted"),
        Settlement.REJECTED: to_say("Rejected"),
    },
    MonthState: {
        MonthState.DRAFT: to_say("Draft"),
        MonthState.REVIEWED: to_say("Reviewed"),
        MonthState.CLOSED: to_say("Closed"),
    },
}


def label(word: StrEnum, language: Language = DEFAULT_LANGUAGE) -> str:
    """What ``word`` is called. Raises KeyError for a vocabulary that has no labels."""
    return translator(language)(LABELS[type(word)][word])
