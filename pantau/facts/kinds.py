"""The kinds of journal entries. Their values are stored: one is added, none ever changes."""

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is about."""

    WATCH_OPENED = "watch_opened"
    WATCH_SITES = "watch_sites"
    WATCH_CLOSED = "watch_closed"
    OUTAGE_OPENED = "outage_opened"
    OUTAGE_CLOSED = "outage_closed"
    GAP_OPENED = "gap_opened"
    GAP_CLOSED = "gap_closed"
    DEGRADED_OPENED = "degraded_opened"
    DEGRADED_CLOSED = "degraded_closed"
    CAUSE_SUGGESTED = "cause_suggested"
    IMPORTED = "imported"
    IMPORT_REVOKED = "import_revoked"
    INVENTORY_APPLIED = "inventory_applied"
    SAMPLES_SEALED = "samples_sealed"
    SAMPLES_THINNED = "samples_thinned"
    SAMPLES_IMPORTED = "samples_imported"
    SAMPLES_SETTLED = "samples_settled"

    DEVICE_RESTARTED = "device_restarted"
    POWER_LOST = "power_lost"
    POWER_BACK = "power_back"

    EXCLUSION_PROPOSED = "exclusion_proposed"
    VOID_PROPOSED = "void_proposed"
    DECIDED = "decided"
    MAINTENANCE_ANNOUNCED = "maintenance_announced"
    MAINTENANCE_CANCELLED = "maintenance_cancelled"
    OUTAGE_CLASSIFIED = "outage_classified"
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    DUTY_STATED = "duty_stated"

    PEOPLE_REPORTED = "people_report"
    PEOPLE_SETTLED = "people_settled"
    PEOPLE_CORRECTED = "people_corrected"
    PEOPLE_ERASED = "people_erased"

    TICKET = "ticket"
    OBJECTED = "objected"
    OBJECTION_ANSWERED = "objection_answered"
    INVOICED = "invoiced"
    PROVIDER_LISTED = "provider_listed"
    PROVIDER_LIST_REVOKED = "provider_list_revoked"

    MONTH_REVIEWED = "month_reviewed"
    MONTH_CLOSED = "month_closed"
    MONTH_REVISED = "month_revised"
    PAPER_MADE = "paper_made"

    SILENCE_SET = "silence_set"
    SILENCE_ENDED = "silence_ended"
    SHIFTS_PLANNED = "shifts_planned"

    COVERAGE_STATED = "coverage_stated"
    COVERAGE_REVOKED = "coverage_revoked"
    MEETING_PLANNED = "meeting_planned"
    MEETING_CHANGED = "meeting_changed"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_CERTIFIED = "meeting_certified"

    ACCOUNT_OPENED = "account_opened"
    ACCOUNT_ROLE_CHANGED = "account_role_changed"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_INVITED = "account_invited"
    PASSWORD_SET = "password_set"  # noqa: S105 - a word, no password
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_LOCKED = "sign_in_locked"
