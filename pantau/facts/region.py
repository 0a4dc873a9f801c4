"""The closed vocabularies of what the regency asks beyond lines: villages, funding, duties.

As those of pantau.facts.words: their values are stored and exported, and never change meaning.
"""

from enum import StrEnum


class Coverage(StrEnum):
    """What somebody says of the signal or internet that people of a village have."""

    BLANK = "blank"
    PLANNED = "planned"  # proposed, planned or budgeted; nothing has begun
    SURVEY = "survey"
    TENDER = "tender"
    BUILDING = "building"
    ON_AIR = "on_air"
    WEAK = "weak"


class CoverageGroup(StrEnum):
    """As what a village is counted."""

    COVERED = "covered"
    WEAK = "weak"
    IN_WORK = "in_work"
    BLANK = "blank"
    DISPUTED = "disputed"  # statements of the same day contradict each other
    UNSTATED = "unstated"  # nobody ever said anything


class CoverageDoubt(StrEnum):
    """Why what was said of a village does not stand unquestioned."""

    DISPUTED = "disputed"
    SITE_DOWN = "site_down"  # said to be covered, and a site there has long been down
    SITE_DEGRADED = "site_degraded"
    PEOPLE_SAY = "people_say"  # said to be covered, and people there report otherwise


class FundingState(StrEnum):
    """Whether somebody pays for a site's service, and goes on to."""

    UNPAID = "unpaid"  # funding is written down, none holds, and a term runs
    ENDING = "ending"  # it ends soon, and nobody follows
    HANDED_OVER = "handed_over"  # it ends soon, and the next one is known
    PAID = "paid"
    UNSTATED = "unstated"  # nobody wrote down who pays


class DoubleReason(StrEnum):
    """Why two lines are taken to serve one place."""

    PLACE = "place"  # the inventory names the same place
    VILLAGE_OFFICE = "village_office"  # a village has one office
    NEAR = "near"  # the same kind of site within some metres


class CoverageProject(StrEnum):
    """What brings a village its coverage."""

    TOWER = "tower"
    LINK = "link"


class DutyState(StrEnum):
    """How far a duty of an agreement is. Whether it is late is reckoned from its day."""

    OPEN = "open"  # nobody has said anything of it
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_DONE = "not_done"  # it will not be done, and should have been
    WAIVED = "waived"  # both sides agreed to do without


class Complaint(StrEnum):
    """What people in a village say is wrong."""

    NO_SIGNAL = "no_signal"  # of a mobile network, which nobody here measures
    SLOW = "slow"
    DOWN = "down"
    COMES_AND_GOES = "comes_and_goes"
    OTHER = "other"


class ReportChannel(StrEnum):
    """By which way a report of people came in."""

    FORM = "form"
    LIST = "list"


class ReportStanding(StrEnum):
    """What became of a report of people."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"
    SPAM = "spam"  # it counts nowhere


class ReportVerdict(StrEnum):
    """What measuring says to a report of people."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    CANNOT_TELL = "cannot_tell"


class ReportReason(StrEnum):
    """Why measuring says so."""

    OUTAGE_THEN = "outage_then"
    DEGRADED_THEN = "degraded_then"
    UP_AND_GOOD = "up_and_good"
    MOBILE_SIGNAL = "mobile_signal"
    NOT_MEASURED = "not_measured"
    NO_SITE = "no_site"
    NO_TIME = "no_time"
    NOBODY_WATCHED = "nobody_watched"
