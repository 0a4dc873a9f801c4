"""The closed vocabularies of those who are told: alerts and letters. As those of words.py, their
values are stored and exported, and never change meaning."""

from enum import StrEnum


class AlertKind(StrEnum):
    """What is worth telling somebody."""

    SITE_DOWN = "site_down"
    INCIDENT = "incident"  # a shared link is down, and what hangs on it
    AREA_DOWN = "area_down"  # many sites of one kecamatan or provider at once, no link explains it
    FLAPPING = "flapping"
    DEGRADED = "degraded"
    VANTAGE_BLIND = "vantage_blind"
    COLLECTOR_SILENT = "collector_silent"
    STORE_TROUBLE = "store_trouble"
    INVENTORY_REJECTED = "inventory_rejected"
    BUDGET_BURNING = "budget_burning"
    OBJECTIVE_BROKEN = "objective_broken"
    REPAIR_OVERDUE = "repair_overdue"
    TICKET_MISSING = "ticket_missing"
    TERM_ENDING = "term_ending"
    FUNDING_ENDING = "funding_ending"
    DUTY_DUE = "duty_due"
    CERTIFICATE_ENDING = "certificate_ending"
    DEVICE_RESTARTED = "device_restarted"
    ON_BATTERY = "on_battery"
    BACKUP_MISSING = "backup_missing"  # none could be made, or the last is too old
    DISK_FILLS = "disk_fills"


class AlertSeverity(StrEnum):
    """How much it matters to those who are told; in order."""

    INFO = "info"
    WARNING = "warning"
    CRITICAL = "critical"


class NotifyReason(StrEnum):
    """Why a message was written."""

    BEGAN = "began"
    GREW = "grew"
    REMINDER = "reminder"
    ESCALATED = "escalated"
    ENDED = "ended"
    ENDED_UNSEEN = "ended_unseen"  # began and ended while nobody could be told
    MORNING = "morning"
    PAPERS = "papers"
    TEST = "test"


class QuietReason(StrEnum):
    """Why nothing was written, or nothing yet."""

    TOO_SHORT = "too_short"
    WAITING_FOR_CAUSE = "waiting_for_cause"
    FLAPPING = "flapping"
    VANTAGE_BLIND = "vantage_blind"
    MAINTENANCE = "maintenance"
    SILENCED = "silenced"
    QUIET_HOURS = "quiet_hours"
    FOLDED = "folded"
    TOLD_ALREADY = "told_already"
    NO_ROUTE = "no_route"
    NOBODY_ON_CALL = "nobody_on_call"


class LetterState(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"  # it will never be taken
    FOLDED = "folded"  # another letter says it too
