"""What the vocabularies of pantau.facts.telling are called in front of people."""

from enum import StrEnum

from pantau.facts.telling import AlertKind, AlertSeverity, LetterState, NotifyReason, QuietReason
from pantau.language.catalogue import to_say

TELLING_LABELS: dict[type[StrEnum], dict[str, str]] = {
    AlertKind: {
        AlertKind.SITE_DOWN: to_say("Site down"),
        AlertKind.INCIDENT: to_say("Shared link down"),
        AlertKind.AREA_DOWN: to_say("Many sites of an area down"),
        AlertKind.FLAPPING: to_say("Flapping"),
        AlertKind.DEGRADED: to_say("Worse than promised"),
        AlertKind.VANTAGE_BLIND: to_say("We cannot see"),
        AlertKind.COLLECTOR_SILENT: to_say("Collector silent"),
        AlertKind.STORE_TROUBLE: to_say("Store in trouble"),
        AlertKind.INVENTORY_REJECTED: to_say("Inventory edit rejected"),
        AlertKind.BUDGET_BURNING: to_say("Error budget burning"),
        AlertKind.OBJECTIVE_BROKEN: to_say("Objective broken"),
        AlertKind.REPAIR_OVERDUE: to_say("Repair overdue"),
        AlertKind.TICKET_MISSING: to_say("No ticket"),
        AlertKind.TERM_ENDING: to_say("Contract ending"),
        AlertKind.FUNDING_ENDING: to_say("Funding ending"),
        AlertKind.DUTY_DUE: to_say("Duty due or late"),
        AlertKind.CERTIFICATE_ENDING: to_say("Certificate ending"),
        AlertKind.DEVICE_RESTARTED: to_say("Device restarted"),
        AlertKind.ON_BATTERY: to_say("On battery"),
        AlertKind.BACKUP_MISSING: to_say("Backup missing"),
        AlertKind.DISK_FILLS: to_say("Disk filling up"),
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
        NotifyReason.PAPERS: to_say("Papers"),
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
}
