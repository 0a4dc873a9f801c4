"""From what a form sent to a report, or to what is wrong with it. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from pantau.actions.people_reports import Told, told_fault
from pantau.facts.instant import DAY, HOUR, midnight, to_datetime
from pantau.facts.region import Complaint
from pantau.inventory.gazetteer.names import gazetteer
from pantau.language import Sentence, to_say

MOST_BODY = 4_096
_MOST_FIELDS = 12
PREFIX = "64.01."
"""Of every village here: a page need not say it 144 times."""

TRAP = "website"
"""What people do not see must stay empty."""


class Since(StrEnum):
    """Since when, as people choose it."""

    HOUR = "jam"
    TODAY = "hari"
    YESTERDAY = "kemarin"
    WEEK = "minggu"
    UNKNOWN = "lupa"


SINCE_WORDS = {
    Since.HOUR: to_say("Since an hour at most"),
    Since.TODAY: to_say("Since today"),
    Since.YESTERDAY: to_say("Since yesterday"),
    Since.WEEK: to_say("Since a week or longer"),
    Since.UNKNOWN: to_say("I do not know"),
}


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed, to be shown again where something is wrong with it."""

    village: str = ""
    what: str = ""
    since: str = ""
    words: str = ""
    phone: str = ""
    token: str = ""
    trap: str = ""


def filled(body: bytes) -> Filled | None:
    """The first of each field, cleaned of blanks; None where it is no form."""
    try:
        found = parse_qs(body.decode(), max_num_fields=_MOST_FIELDS)
    except ValueError:  # no UTF-8 is one too
        return None

    def of(name: str) -> str:
        text = unicodedata.normalize("NFC", found.get(name, [""])[0])
        # Lines become one; other control characters stay to be refused.
        return " ".join(text.replace("\r", " ").replace("\n", " ").replace("\t", " ").split(" "))

    names = ("desa", "keluhan", "sejak", "keterangan", "telepon", "t", TRAP)
    village, what, since, words, phone, token, trap = (of(name).strip(" ") for name in names)
    return Filled(village, what, since, " ".join(words.split()), phone, token, trap)


def told_of(typed: Filled, now: int, zone: ZoneInfo) -> Told | Sentence:
    """The report, or what is wrong with it. ``now``: microseconds UTC."""
    code = typed.village if typed.village.startswith(PREFIX) else PREFIX + typed.village
    if code not in gazetteer().villages:
        return Sentence(to_say("choose your village"))
    choices: Mapping[str, Complaint] = {each.value: each for each in Complaint}
    what = choices.get(typed.what)
    if what is None:
        return Sentence(to_say("choose what is wrong"))
    known = {each.value: each for each in Since}
    since = known.get(typed.since)
    if since is None:
        return Sentence(to_say("choose since when"))
    told = Told(code, what, now, _instant(since, now, zone), words=typed.words, phone=typed.phone)
    return told_fault(told) or told


def _instant(since: Since, now: int, zone: ZoneInfo) -> int | None:
    today = to_datetime(now, zone).date()
    match since:
        case Since.HOUR:
            return now - HOUR
        case Since.TODAY:
            return midnight(today, zone)
        case Since.YESTERDAY:
            return midnight(to_datetime(now - DAY, zone).date(), zone)
        case Since.WEEK:
            return now - 7 * DAY
        case Since.UNKNOWN:
            return None
