"""What the closed vocabularies of pantau.facts.words are called in front of people."""

from enum import StrEnum

from pantau.facts.words import (
    AlertKind,
    AlertSeverity,
    Cause,
    ClosedReason,
    Decision,
    ExclusionCategory,
    GapReason,
    LetterState,
    Liability,
    Medium,
    MonthState,
    NotifyReason,
    Outcome,
    PasswordFault,
    Purpose,
    QuietReason,
    Role,
    Settlement,
    SignInRefusal,
    SignInWay,
    SiteKind,
    Standing,
    State,
    Unseen,
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
    Unseen: {
        Unseen.VOIDED: to_say("An outage there was voided"),
        Unseen.NOT_WATCHED: to_say("Nobody was measuring"),
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
    AlertKind: {
        AlertKind.SITE_DOWN: to_say("Site down"),
        AlertKind.INCIDENT: to_say("Shared link down"),
        AlertKind.AREA_DOWN: to_say("Many sites of an area down"),
        AlertKind.FLAPPING: to_say("Flapping"),
        AlertKind.VANTAGE_BLIND: to_say("We cannot see"),
        AlertKind.COLLECTOR_SILENT: to_say("Collector silent"),
        AlertKind.STORE_TROUBLE: to_say("Store in trouble"),
        AlertKind.INVENTORY_REJECTED: to_say("Inventory edit rejected"),
        AlertKind.BUDGET_BURNING: to_say("Error budget burning"),
        AlertKind.OBJECTIVE_BROKEN: to_say("Objective broken"),
        AlertKind.REPAIR_OVERDUE: to_say("Repair overdue"),
        AlertKind.TICKET_MISSING: to_say("No ticket"),
        AlertKind.TERM_ENDING: to_say("Contract ending"),
    },
    AlertSeverity: {
        AlertSeverity.INFO: to_say("Information"),
        AlertSeverity.WARNING: to_say("Warning"),
        AlertSeverity.CRITICAL: to_say("Critical"),
    },
    NotifyReason: {
        NotifyReason.BEGAN: to_say("Began"),
        NotifyReason.GREW: to_say("Grew"),
        NotifyReason.REMINDER: to_say("Reminder"),
        NotifyReason.ESCALATED: to_say("Escalated"),
        NotifyReason.ENDED: to_say("Ended"),
        NotifyReason.ENDED_UNSEEN: to_say("Ended unseen"),
        NotifyReason.MORNING: to_say("Morning message"),
        NotifyReason.TEST: to_say("Test"),
    },
    QuietReason: {
        QuietReason.TOO_SHORT: to_say("Too short yet"),
        QuietReason.WAITING_FOR_CAUSE: to_say("Waiting for its cause"),
        QuietReason.FLAPPING: to_say("Told as flapping"),
        QuietReason.VANTAGE_BLIND: to_say("We cannot see ourselves"),
        QuietReason.MAINTENANCE: to_say("Announced work"),
        QuietReason.SILENCED: to_say("Silenced"),
        QuietReason.QUIET_HOURS: to_say("Quiet hours"),
        QuietReason.FOLDED: to_say("Folded into a later message"),
        QuietReason.TOLD_ALREADY: to_say("Told already"),
        QuietReason.NO_ROUTE: to_say("No route leads anywhere"),
        QuietReason.NOBODY_ON_CALL: to_say("Nobody is on call"),
    },
    LetterState: {
        LetterState.WAITING: to_say("Waiting"),
        LetterState.SENT: to_say("Sent"),
        LetterState.DEAD: to_say("Given up"),
        LetterState.FOLDED: to_say("Folded"),
    },
    SignInWay: {
        SignInWay.PASSWORD: to_say("Password"),
        SignInWay.OIDC: to_say("Single sign-on"),
        SignInWay.SCREEN: to_say("Screen"),
    },
    SignInRefusal: {
        SignInRefusal.WRONG: to_say("Name or password is wrong, or the account is closed."),
        SignInRefusal.LOCKED: to_say("Too many wrong passwords for this name. Wait a while."),
        SignInRefusal.TOO_OFTEN: to_say("Too many attempts from your address. Wait a while."),
        SignInRefusal.BUSY: to_say("Too many people are signing in. Try again in a moment."),
        SignInRefusal.LINK_INVALID: to_say(
            "This link was used, has expired or is incomplete. Ask an admin for a new one."
        ),
        SignInRefusal.OIDC_FAILED: to_say("Single sign-on did not work. Begin again."),
        SignInRefusal.OIDC_NO_ROLE: to_say(
            "Single sign-on gives you no role here. Ask those who manage it."
        ),
        SignInRefusal.OIDC_NAME_TAKEN: to_say(
            "This name comes in another way already. Ask an admin to close that account."
        ),
        SignInRefusal.OIDC_CLOSED: to_say("Your account is closed. Ask an admin."),
    },
    PasswordFault: {
        PasswordFault.SHORT: to_say("The password is too short: 12 characters at least."),
        PasswordFault.LONG: to_say("The password is too long: 256 characters at most."),
        PasswordFault.COMMON: to_say("Too many people use this password. Choose another."),
        PasswordFault.NAMED: to_say("The password is little more than your name. Choose another."),
        PasswordFault.DIFFERENT: to_say("The two passwords are not the same. Type them again."),
        PasswordFault.OLD_WRONG: to_say("The present password is wrong."),
    },
}


def label(word: StrEnum, language: Language = DEFAULT_LANGUAGE) -> str:
    """What ``word`` is called. Raises KeyError for a vocabulary that has no labels."""
    return translator(language)(LABELS[type(word)][word])
