"""The closed vocabularies. Their values are stored and exported: they never change meaning.

Those of one concern alone live with it: accounts, kinds, meetings, papers, region and telling.
"""

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


class ProbeOutcome(StrEnum):
    """How a further probe ended. Only ``answered`` is what was asked for."""

    ANSWERED = "answered"
    TIMEOUT = "timeout"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    NOT_RESOLVED = "not_resolved"  # its name leads to no address
    CUT_OFF = "cut_off"  # the connection was closed before the answer was whole
    BAD_TLS = "bad_tls"
    BAD_CERTIFICATE = "bad_certificate"
    BAD_STATUS = "bad_status"
    BAD_CONTENT = "bad_content"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    WRONG_ANSWER = "wrong_answer"
    LOCKED_OUT = "locked_out"  # it answers, and does not let us in
    GARBAGE = "garbage"  # not a word of the protocol
    NOT_ASKED = "not_asked"  # our own machine could not: says nothing of the site


class CertificateProblem(StrEnum):
    """Why a certificate is not trusted."""

    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    SELF_SIGNED = "self_signed"
    UNKNOWN_ISSUER = "unknown_issuer"
    OTHER_NAME = "other_name"
    OTHER = "other"


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


class DegradedReason(StrEnum):
    """In what a site that is up is worse than its tier promises."""

    LOSS = "loss"
    LATENCY = "latency"
    JITTER = "jitter"


class DegradedEnd(StrEnum):
    """Why a site is no longer degraded."""

    GOOD_AGAIN = "good_again"
    WENT_DOWN = "went_down"
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


class Unseen(StrEnum):
    """Why time is unknown that no gap explains."""

    VOIDED = "voided"  # of it stands only what two people said is not true
    NOT_WATCHED = "not_watched"


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


class CauseReason(StrEnum):
    """Why a cause is suggested, or none."""

    ON_BATTERY = "on_battery"  # mains power was gone
    RESTARTED = "restarted"  # the router began anew inside of the outage
    RAN_THROUGH = "ran_through"  # the router ran on
    AREA_FELL = "area_fell"  # neighbours of the same power area or village failed with it
    AREA_FELL_ELSEWHERE = "area_fell_elsewhere"  # and those of another provider
    AREA_STAYED = "area_stayed"  # they stayed up
    LINK_DOWN = "link_down"  # the link above was down, too
    MATES_FELL = "mates_fell"  # what hangs on the same link failed with it
    PATH_BEFORE = "path_before"  # the path ends before the last router
    PATH_LAST = "path_last"  # the path reaches the last router before the site
    NO_DEVICE = "no_device"  # the router says nothing


class Tie(StrEnum):
    """What sites may share."""

    POWER = "power"
    DESA = "desa"
    UPSTREAM = "upstream"


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


class SealReason(StrEnum):
    """Why a day of samples was packed, or entered as packed."""

    OVER = "over"  # the day was over
    LATE = "late"  # samples came after all of it had been packed
    FOUND = "found"  # it lay there packed, and no entry named it
    THINNED = "thinned"  # its term was over, and evidence alone is left
    IMPORTED = "imported"  # samples of another source came in
    REVOKED = "revoked"  # and went again


class Left(StrEnum):
    """What is left of a month's samples when their term is over."""

    EVIDENCE = "evidence"  # the minutes around outages
    NOTHING = "nothing"


class BackupTrouble(StrEnum):
    """Why no backup was made, or what is the matter with the one that was made."""

    GONE = "gone"  # there is no such directory
    EMPTIED = "emptied"  # it is there, and the backups that were in it are not
    FULL = "full"
    READ_ONLY = "read_only"
    FORBIDDEN = "forbidden"
    UNREACHABLE = "unreachable"  # a share or a disk that does not answer
    OTHER_JOURNAL = "other_journal"  # it holds backups of another store
    OTHER_WRITER = "other_writer"  # another data directory of the same journal makes backups there
    UNLIKE_WRITTEN = "unlike_written"  # what was read back is not what was written
    STORE_DAMAGED = "store_damaged"
    CUT_OFF = "cut_off"  # the process ended before it was through
    OTHER = "other"
    INCOMPLETE = "incomplete"  # made, without files that are damaged
    SAME_DISK = "same_disk"  # made, and lost together with the data


class SpaceKind(StrEnum):
    """What takes room."""

    JOURNAL = "journal"
    SAMPLES_HOT = "samples_hot"  # files of months that are still written
    SAMPLES_SEALED = "samples_sealed"  # files of months that are over
    PAPERS = "papers"
    OTHER = "other"
