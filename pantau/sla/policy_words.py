"""What the choices of a contract's policy are called in front of people."""

from collections.abc import Mapping

from pantau.inventory.choices import Denominator, Excluded, GapInOutage, RestitutionKind
from pantau.language import to_say

EXCLUDED_WORDS: Mapping[str, str] = {
    Excluded.REMOVE: to_say("left out of both sides"),
    Excluded.COUNT_AS_UP: to_say("counted as up"),
}
GAP_WORDS: Mapping[str, str] = {
    GapInOutage.UNKNOWN: to_say("stays unknown"),
    GapInOutage.DOWN: to_say("counted as down"),
}
DENOMINATOR_WORDS: Mapping[str, str] = {
    Denominator.CALENDAR: to_say("the whole calendar month"),
    Denominator.CONTRACT_TERM: to_say("only the part inside the term"),
}
RESTITUTION_WORDS: Mapping[str, str] = {
    RestitutionKind.PRORATA: to_say("pro rata of the down time"),
    RestitutionKind.PRORATA_SLA: to_say("pro rata of the promised time"),
    RestitutionKind.SELISIH_SLA: to_say("by the missing part of the promise"),
    RestitutionKind.KELEBIHAN: to_say("by the time beyond what is tolerated"),
    RestitutionKind.KELIPATAN_HARIAN: to_say("a multiple of the daily fee"),
    RestitutionKind.PITA: to_say("bands of the contract"),
}
