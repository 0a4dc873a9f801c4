"""Answers that are ready to be sent to who told us something, the fitting one first. Pure.

They say what was measured and no more: what nobody checked, such as that the provider was told, a
person adds.
"""

from pantau.facts.region import Complaint, ReportReason
from pantau.language import Translator, duration, to_say
from pantau.villages.reports import Judgement

_SECOND = 1_000_000

_BY_REASON: dict[ReportReason, str] = {
    ReportReason.OUTAGE_THEN: to_say(
        "Thank you for your report. In the time that you told, an outage was measured here, of "
        "{length}."
    ),
    ReportReason.DEGRADED_THEN: to_say(
        "Thank you for your report. In the time that you told, the line was worse than promised, "
        "for {length}."
    ),
    ReportReason.UP_AND_GOOD: to_say(
        "Thank you for your report. In that time the line of the office was good. Please switch "
        "the Wi-Fi router off and on; if it stays so, tell the village office."
    ),
    ReportReason.MOBILE_SIGNAL: to_say(
        "Thank you for your report. We do not measure the signal of mobile networks; your report "
        "is counted for the survey of places without a signal."
    ),
    ReportReason.NOT_MEASURED: to_say(
        "Thank you for your report. What you tell is not measured by us; our staff look at it."
    ),
    ReportReason.NO_SITE: to_say(
        "Thank you for your report. No line is measured in your village yet; your report is "
        "counted for planning."
    ),
    ReportReason.NO_TIME: to_say(
        "Thank you for your report. Please report again and say since when, so that we can look."
    ),
    ReportReason.NOBODY_WATCHED: to_say(
        "Thank you for your report. Not all of that time was measured, so we cannot say what it "
        "was."
    ),
}
_ALWAYS = (
    to_say("Thank you for your report. The line works again; tell us if it does not for you."),
    to_say("Thank you for your report. Our staff come to look; the village office knows when."),
)


def ready_answers(judgement: Judgement, what: Complaint, say: Translator) -> tuple[str, ...]:
    """The one that fits what was measured, then those that always may."""
    length = duration((judgement.down_us or judgement.degraded_us) // _SECOND, say.language)
    fitting = say(_BY_REASON[judgement.reason], length=length)
    rest = () if what is Complaint.NO_SIGNAL else _ALWAYS
    return (fitting, *(say(text) for text in rest))
