"""What the vocabularies of pantau.facts.region are called in front of people."""

from enum import StrEnum

from pantau.facts.region import (
    Complaint,
    Coverage,
    CoverageDoubt,
    CoverageGroup,
    CoverageProject,
    DoubleReason,
    DutyState,
    FundingState,
    ReportChannel,
    ReportReason,
    ReportStanding,
    ReportVerdict,
)
from pantau.language.catalogue import to_say

REGION_LABELS: dict[type[StrEnum], dict[str, str]] = {
    Complaint: {
        Complaint.NO_SIGNAL: to_say("No mobile signal"),
        Complaint.SLOW: to_say("Slow"),
        Complaint.DOWN: to_say("No connection"),
        Complaint.COMES_AND_GOES: to_say("Comes and goes"),
        Complaint.OTHER: to_say("Something else"),
    },
    ReportChannel: {
        ReportChannel.FORM: to_say("Public form"),
        ReportChannel.LIST: to_say("List"),
    },
    ReportStanding: {
        ReportStanding.OPEN: to_say("Not answered yet"),
        ReportStanding.ANSWERED: to_say("Answered"),
        ReportStanding.CLOSED: to_say("Closed"),
        ReportStanding.SPAM: to_say("No report"),
    },
    ReportVerdict: {
        ReportVerdict.CONFIRMED: to_say("Confirmed"),
        ReportVerdict.CONTRADICTED: to_say("Contradicted"),
        ReportVerdict.CANNOT_TELL: to_say("Cannot tell"),
    },
    ReportReason: {
        ReportReason.OUTAGE_THEN: to_say("an outage was measured in that time"),
        ReportReason.DEGRADED_THEN: to_say("the line was worse than promised in that time"),
        ReportReason.UP_AND_GOOD: to_say(
            "the line was up and good all of that time; this is the line of the office, and says "
            "nothing of the signal or the Wi-Fi elsewhere in the village"
        ),
        ReportReason.MOBILE_SIGNAL: to_say(
            "the signal of mobile networks is not measured here; a good line at the village "
            "office says nothing of the signal at a house"
        ),
        ReportReason.NOT_MEASURED: to_say("what is told is nothing that is measured here"),
        ReportReason.NO_SITE: to_say("no site is measured in this village"),
        ReportReason.NO_TIME: to_say("it is not said since when"),
        ReportReason.NOBODY_WATCHED: to_say("not all of that time was watched"),
    },
    Coverage: {
        Coverage.BLANK: to_say("Blank spot"),
        Coverage.PLANNED: to_say("Planned"),
        Coverage.SURVEY: to_say("Survey"),
        Coverage.TENDER: to_say("Tender"),
        Coverage.BUILDING: to_say("Being built"),
        Coverage.ON_AIR: to_say("On air"),
        Coverage.WEAK: to_say("Weak signal"),
    },
    CoverageGroup: {
        CoverageGroup.COVERED: to_say("Covered"),
        CoverageGroup.WEAK: to_say("Weak signal"),
        CoverageGroup.IN_WORK: to_say("Being dealt with"),
        CoverageGroup.BLANK: to_say("Blank spot"),
        CoverageGroup.DISPUTED: to_say("Statements disagree"),
        CoverageGroup.UNSTATED: to_say("Not stated"),
    },
    CoverageDoubt: {
        CoverageDoubt.DISPUTED: to_say("statements of the same day contradict each other"),
        CoverageDoubt.SITE_DOWN: to_say("a site there has long been down"),
        CoverageDoubt.SITE_DEGRADED: to_say("a site there has long been degraded"),
        CoverageDoubt.PEOPLE_SAY: to_say("people there report otherwise"),
    },
    FundingState: {
        FundingState.UNPAID: to_say("Nobody pays"),
        FundingState.ENDING: to_say("Ends, nobody follows"),
        FundingState.HANDED_OVER: to_say("To be handed over"),
        FundingState.PAID: to_say("Paid for"),
        FundingState.UNSTATED: to_say("Funding not stated"),
    },
    DoubleReason: {
        DoubleReason.PLACE: to_say("the inventory names the same place"),
        DoubleReason.VILLAGE_OFFICE: to_say("both are the office of one village"),
        DoubleReason.NEAR: to_say("the same kind of site, a few metres apart"),
    },
    CoverageProject: {
        CoverageProject.TOWER: to_say("Tower"),
        CoverageProject.LINK: to_say("Link"),
    },
    DutyState: {
        DutyState.OPEN: to_say("Nothing told"),
        DutyState.IN_PROGRESS: to_say("In progress"),
        DutyState.DONE: to_say("Done"),
        DutyState.NOT_DONE: to_say("Not done"),
        DutyState.WAIVED: to_say("Waived"),
    },
}
