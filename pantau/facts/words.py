"""The closed vocabularies. Their values are stored and exported: they never change meaning."""

from enum import StrEnum


class SiteKind(StrEnum):
    """What a place is."""

    OPD = "opd"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    PUSKESMAS = "puskesmas"
    PUSTU = "pustu"
    SEKOLAH = "sekolah"
    LAINNYA = "lainnya"


class Medium(StrEnum):
    """What carries the service to the place."""

    FO = "fo"
    COPPER = "tembaga"
    RADIO = "radio"
    MODEM_4G = "modem-4g"
    VSAT = "vsat"
    LEO = "leo"


class State(StrEnum):
    """What we know of a site now."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"


class Purpose(StrEnum):
    """Why an echo was sent."""

    HEARTBEAT = "heartbeat"
    CONFIRM = "confirm"
    WHILE_DOWN = "while_down"
    RECOVER = "recover"


class Outcome(StrEnum):
    """How an echo ended."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    PENDING = "pending"


class VerdictReason(StrEnum):
    """Why an outage was opened."""

    CHANCE_RULED_OUT = "chance_ruled_out"
    MOST_REACHED = "most_reached"


class ClosedReason(StrEnum):
    """Why an outage was closed."""

    ANSWERED_AGAIN = "answered_again"
    GONE_WHEN_SEEN_AGAIN = "gone_when_seen_again"
    ANSWERED_LATE = "answered_late"
    SITE_REMOVED = "site_removed"


class GapReason(StrEnum):
    """Why we could not know although we ran."""

    VANTAGE_BLIND = "vantage_blind"
    UNCONFIRMED = "unconfirmed"
    NOT_SENT = "not_sent"
    NAME_UNRESOLVED = "name_unresolved"
    ANSWERS_DROPPED = "answers_dropped"
    CLOCK_STEPPED = "clock_stepped"
    STORE_UNWRITABLE = "store_unwritable"
    IMPORTED = "imported"


class WatchEnd(StrEnum):
    """Why a run of the collector stopped watching."""

    STOPPED = "stopped"
    CLOCK_STEPPED = "clock_stepped"
    SUSPENDED = "suspended"
    STORE_UNWRITABLE = "store_unwritable"
    FOUND_DEAD = "found_dead"


class Cause(StrEnum):
    """What made a site go down."""

    LINE = "line"
    UPSTREAM = "upstream"
    POWER = "power"
    EQUIPMENT = "equipment"
    PLANNED = "planned"
    DISASTER = "disaster"
    UNKNOWN = "unknown"


class Liability(StrEnum):
    """Who answers for an outage under the contract."""

    PROVIDER = "provider"
    CUSTOMER = "customer"
    THIRD_PARTY = "third_party"
    NONE = "none"
    UNDECIDED = "undecided"


class Role(StrEnum):
    """As what somebody acts."""

    VIEWER = "viewer"
    TECHNICIAN = "technician"
    MANAGER = "manager"
    ADMIN = "admin"
    PROVIDER = "provider"


class ExclusionCategory(StrEnum):
    """Why the contract leaves a time out."""

    MAINTENANCE = "maintenance"
    POWER = "power"
    CUSTOMER_EQUIPMENT = "customer_equipment"
    ACCESS_REFUSED = "access_refused"
    SUSPENSION = "suspension"
    THIRD_PARTY = "third_party"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


class Decision(StrEnum):
    """What became of a proposal."""

    APPROVED = "approved"
    REJECTED = "rejected"
    REVOKED = "revoked"


class Standing(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    REVOKED = "revoked"


class Settlement(StrEnum):
    """How an objection was answered."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"


class MonthState(StrEnum):
    """How far a month's figures have got."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    CLOSED = "closed"
