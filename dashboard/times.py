"""Times as people type them into a page, read as the command line reads them."""

import re
from zoneinfo import ZoneInfo

from dashboard.scene import Scene
from pantau.actions.acting import Refused
from pantau.actions.scope import read_span
from pantau.actions.spans import read_instant
from pantau.facts.instant import SECOND, to_datetime
from pantau.facts.measured import Interval
from pantau.language import Sentence

# As Indonesians write a day and a time: 26/11/2026 09.15.
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(.*)", re.ASCII)
_DOTTED = re.compile(r"(.*\d)[ T](\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?", re.ASCII)


def typed_time(text: str, here: Scene) -> int | str | None:
    """The instant (microseconds UTC) of a local time; None for nothing; a sentence if wrong."""
    if not text.strip():
        return None
    found = read_instant(here.say("Time"), _iso(text), here.zone)
    return found.said(here.say) if isinstance(found, Sentence) else found


def typed_span(begin: str, end: str, here: Scene) -> Interval | Refused:
    """From when to when, both typed as local times."""
    return read_span(here.inventory, _iso(begin), _iso(end))


def as_typed(at: int, zone: ZoneInfo) -> str:
    """An instant (microseconds UTC) as somebody would type it: with seconds where there are any."""
    written = to_datetime(at - at % SECOND, zone).strftime("%Y-%m-%d %H:%M:%S")
    return written.removesuffix(":00")


def _iso(text: str) -> str:
    typed = text.strip()
    day_first = _DAY_FIRST.fullmatch(typed)
    if day_first:
        day, month, year, rest = day_first.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}{rest}"
    dotted = _DOTTED.fullmatch(typed)
    if dotted:
        date, hour, minute, second = dotted.groups()
        typed = f"{date}T{hour:0>2}:{minute}:{second or '00'}"
    return typed
