"""What the closed vocabularies are called in front of people: those of pantau.facts.words here, the
others beside."""

from enum import StrEnum

from pantau.facts.kinds import EntryKind
from pantau.facts.words import (
    BackupTrouble,
    Cause,
    CauseReason,
    CertificateProblem,
    ClosedReason,
    Decision,
    DegradedEnd,
    DegradedReason,
    ExclusionCategory,
    GapReason,
    Left,
    Liability,
    Medium,
    MonthState,
    Outcome,
    ProbeOutcome,
    Purpose,
    Role,
    SealReason,
    Settlement,
    SiteKind,
    SpaceKind,
    Standing,
    State,
    Tie,
    Unseen,
    VerdictReason,
    WatchEnd,
)
from pantau.language.accounts import ACCOUNT_LABELS
from pantau.language.catalogue import to_say, translator
from pantau.language.languages import DEFAULT_LANGUAGE, Language
from pantau.language.meetings import MEETING_LABELS
from pantau.language.papers import PAPER_LABELS
from pantau.language.region import REGION_LABELS
from pantau.language.telling import TELLING_LABELS

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
    CauseReason: {
        CauseReason.ON_BATTERY: to_say("mains power was gone"),
        CauseReason.RESTARTED: to_say("its router began anew while it was down"),
        CauseReason.RAN_THROUGH: to_say("its router ran on all the time"),
        CauseReason.AREA_FELL: to_say("neighbours failed in the same minute"),
        CauseReason.AREA_FELL_ELSEWHERE: to_say(
            "neighbours failed in the same minute, on another provider too"
        ),
        CauseReason.AREA_STAYED: to_say("its neighbours stayed up"),
        CauseReason.LINK_DOWN: to_say("the link above it was down, too"),
        CauseReason.MATES_FELL: to_say("most of what hangs on the same link failed with it"),
        CauseReason.PATH_BEFORE: to_say("the path ended before the last router"),
        CauseReason.PATH_LAST: to_say("the last router before the site answered"),
        CauseReason.NO_DEVICE: to_say("its router has not said whether it ran on"),
    },
    Tie: {
        Tie.POWER: to_say("power area"),
        Tie.DESA: to_say("village"),
        Tie.UPSTREAM: to_say("link"),
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
    Left: {
        Left.EVIDENCE: to_say("The minutes around outages"),
        Left.NOTHING: to_say("Nothing"),
    },
    SealReason: {
        SealReason.OVER: to_say("The day was over"),
        SealReason.LATE: to_say("Samples came later"),
        SealReason.FOUND: to_say("It was packed already"),
        SealReason.THINNED: to_say("Its term was over"),
        SealReason.IMPORTED: to_say("Samples were imported"),
        SealReason.REVOKED: to_say("An import was revoked"),
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
    DegradedReason: {
        DegradedReason.LOSS: to_say("Loss"),
        DegradedReason.LATENCY: to_say("Latency"),
        DegradedReason.JITTER: to_say("Jitter"),
    },
    DegradedEnd: {
        DegradedEnd.GOOD_AGAIN: to_say("As promised again"),
        DegradedEnd.WENT_DOWN: to_say("Went down"),
        DegradedEnd.SITE_REMOVED: to_say("The site was taken out of the inventory"),
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
    ProbeOutcome: {
        ProbeOutcome.ANSWERED: to_say("As expected"),
        ProbeOutcome.TIMEOUT: to_say("No answer in time"),
        ProbeOutcome.REFUSED: to_say("Connection refused"),
        ProbeOutcome.UNREACHABLE: to_say("No way there"),
        ProbeOutcome.NOT_RESOLVED: to_say("Name leads to no address"),
        ProbeOutcome.CUT_OFF: to_say("Connection broken off"),
        ProbeOutcome.BAD_TLS: to_say("No secure connection"),
        ProbeOutcome.BAD_CERTIFICATE: to_say("Certificate not valid"),
        ProbeOutcome.BAD_STATUS: to_say("Another status than expected"),
        ProbeOutcome.BAD_CONTENT: to_say("Keyword missing in the page"),
        ProbeOutcome.TOO_MANY_REDIRECTS: to_say("Redirected without end"),
        ProbeOutcome.WRONG_ANSWER: to_say("Another answer than expected"),
        ProbeOutcome.LOCKED_OUT: to_say("Does not let us in"),
        ProbeOutcome.GARBAGE: to_say("Answer not understood"),
        ProbeOutcome.NOT_ASKED: to_say("Could not be asked"),
    },
    CertificateProblem: {
        CertificateProblem.EXPIRED: to_say("certificate has expired"),
        CertificateProblem.NOT_YET_VALID: to_say("certificate is not valid yet"),
        CertificateProblem.SELF_SIGNED: to_say("certificate signed by itself"),
        CertificateProblem.UNKNOWN_ISSUER: to_say("issuer of the certificate is not known"),
        CertificateProblem.OTHER_NAME: to_say("certificate is for another name"),
        CertificateProblem.OTHER: to_say("certificate is not trusted"),
    },
    BackupTrouble: {
        BackupTrouble.GONE: to_say(
            "there is no such directory; plug in the disk or mount the share, or make the directory"
        ),
        BackupTrouble.EMPTIED: to_say(
            "the backups made here before are gone: the disk or share is not mounted; mount it, or "
            "begin a new one with: pantau backup --to"
        ),
        BackupTrouble.FULL: to_say(
            "the disk for backups is full; make room there, or keep fewer (backup: keep)"
        ),
        BackupTrouble.READ_ONLY: to_say(
            "the disk for backups can only be read; mount it for writing, and look whether it "
            "fails. Where a service writes, its unit must allow it the directory: ReadWritePaths="
        ),
        BackupTrouble.FORBIDDEN: to_say(
            "this user may not write there; give it the directory (chown)"
        ),
        BackupTrouble.UNREACHABLE: to_say(
            "the disk or share for backups does not answer; look at its cable or its server"
        ),
        BackupTrouble.OTHER_JOURNAL: to_say(
            "it holds the backups of another Pantau; name a directory of its own for this one"
        ),
        BackupTrouble.OTHER_WRITER: to_say(
            "another copy of this data makes its backups there; name another directory, or, if "
            "this machine has taken its place, run once by hand: pantau backup --to DIR"
        ),
        BackupTrouble.UNLIKE_WRITTEN: to_say(
            "what was written was not what could be read back; replace the disk for backups"
        ),
        BackupTrouble.STORE_DAMAGED: to_say(
            "the journal is damaged; run pantau verify, and bring back the last backup"
        ),
        BackupTrouble.CUT_OFF: to_say(
            "it ended before it was through; it is tried again, and the log says more"
        ),
        BackupTrouble.OTHER: to_say("it could not be made; the log says why"),
        BackupTrouble.INCOMPLETE: to_say(
            "damaged files were left out; run pantau verify to see which"
        ),
        BackupTrouble.SAME_DISK: to_say(
            "it lies on the same disk as the data: who loses one loses both; take another disk"
        ),
    },
    SpaceKind: {
        SpaceKind.JOURNAL: to_say("Journal"),
        SpaceKind.SAMPLES_HOT: to_say("Samples of this month"),
        SpaceKind.SAMPLES_SEALED: to_say("Samples of months before"),
        SpaceKind.PAPERS: to_say("Evidence and papers"),
        SpaceKind.OTHER: to_say("Other"),
    },
    EntryKind: {
        EntryKind.WATCH_OPENED: to_say("Watching began"),
        EntryKind.WATCH_SITES: to_say("Sites being watched"),
        EntryKind.WATCH_CLOSED: to_say("Watching ended"),
        EntryKind.OUTAGE_OPENED: to_say("Outage opened"),
        EntryKind.OUTAGE_CLOSED: to_say("Outage ended"),
        EntryKind.GAP_OPENED: to_say("Gap opened"),
        EntryKind.GAP_CLOSED: to_say("Gap ended"),
        EntryKind.DEGRADED_OPENED: to_say("Degradation opened"),
        EntryKind.DEGRADED_CLOSED: to_say("Degradation ended"),
        EntryKind.CAUSE_SUGGESTED: to_say("Cause suggested"),
        EntryKind.IMPORTED: to_say("List imported"),
        EntryKind.IMPORT_REVOKED: to_say("Import revoked"),
        EntryKind.INVENTORY_APPLIED: to_say("Inventory applied"),
        EntryKind.SAMPLES_SEALED: to_say("Samples packed"),
        EntryKind.SAMPLES_THINNED: to_say("Samples over their term"),
        EntryKind.SAMPLES_IMPORTED: to_say("Samples imported"),
        EntryKind.SAMPLES_SETTLED: to_say("Imported samples settled"),
        EntryKind.DEVICE_RESTARTED: to_say("Device restarted"),
        EntryKind.POWER_LOST: to_say("On battery"),
        EntryKind.POWER_BACK: to_say("On mains power again"),
        EntryKind.EXCLUSION_PROPOSED: to_say("Exclusion proposed"),
        EntryKind.VOID_PROPOSED: to_say("Void proposed"),
        EntryKind.DECIDED: to_say("Proposal decided"),
        EntryKind.MAINTENANCE_ANNOUNCED: to_say("Maintenance announced"),
        EntryKind.MAINTENANCE_CANCELLED: to_say("Maintenance cancelled"),
        EntryKind.OUTAGE_CLASSIFIED: to_say("Outage classified"),
        EntryKind.ACKNOWLEDGED: to_say("Taken in hand"),
        EntryKind.NOTED: to_say("Note"),
        EntryKind.PEOPLE_REPORTED: to_say("Report of people"),
        EntryKind.PEOPLE_SETTLED: to_say("Report of people answered"),
        EntryKind.PEOPLE_CORRECTED: to_say("Report of people corrected"),
        EntryKind.PEOPLE_ERASED: to_say("Reporters erased"),
        EntryKind.DUTY_STATED: to_say("Duty of the agreement"),
        EntryKind.TICKET: to_say("Ticket"),
        EntryKind.OBJECTED: to_say("Objection"),
        EntryKind.OBJECTION_ANSWERED: to_say("Objection answered"),
        EntryKind.INVOICED: to_say("Invoice"),
        EntryKind.PROVIDER_LISTED: to_say("Provider's list kept"),
        EntryKind.PROVIDER_LIST_REVOKED: to_say("Provider's list revoked"),
        EntryKind.MONTH_REVIEWED: to_say("Month reviewed"),
        EntryKind.MONTH_CLOSED: to_say("Month closed"),
        EntryKind.MONTH_REVISED: to_say("Month opened again"),
        EntryKind.PAPER_MADE: to_say("Paper made"),
        EntryKind.SILENCE_SET: to_say("Silence set"),
        EntryKind.SILENCE_ENDED: to_say("Silence ended"),
        EntryKind.SHIFTS_PLANNED: to_say("Shifts planned"),
        EntryKind.COVERAGE_STATED: to_say("Coverage stated"),
        EntryKind.COVERAGE_REVOKED: to_say("Statement on coverage revoked"),
        EntryKind.MEETING_PLANNED: to_say("Meeting planned"),
        EntryKind.MEETING_CHANGED: to_say("Meeting changed"),
        EntryKind.MEETING_CANCELLED: to_say("Meeting cancelled"),
        EntryKind.MEETING_CERTIFIED: to_say("Certificate of a meeting made"),
        EntryKind.ACCOUNT_OPENED: to_say("Account opened"),
        EntryKind.ACCOUNT_ROLE_CHANGED: to_say("Role of an account changed"),
        EntryKind.ACCOUNT_CLOSED: to_say("Account closed"),
        EntryKind.ACCOUNT_INVITED: to_say("Account invited"),
        EntryKind.PASSWORD_SET: to_say("Password set"),
        EntryKind.SIGNED_IN: to_say("Signed in"),
        EntryKind.SIGNED_OUT: to_say("Signed out"),
        EntryKind.SIGN_IN_LOCKED: to_say("Sign-in locked"),
    },
    **ACCOUNT_LABELS,
    **MEETING_LABELS,
    **PAPER_LABELS,
    **REGION_LABELS,
    **TELLING_LABELS,
}


def label(word: StrEnum, language: Language = DEFAULT_LANGUAGE) -> str:
    """What ``word`` is called. Raises KeyError for a vocabulary that has no labels."""
    return translator(language)(LABELS[type(word)][word])
