"""Service hours as written: ``{mon-thu: "07:30-16:00", fri: "07:30-16:30"}``."""

import re
from typing import Any

from pantau.inventory.model import Hours, Week
from pantau.inventory.wording import meant, shown

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


NONE = "none"
"""A day without service."""


def parse_weekly(value: Any) -> Week:
    """The hours of seven days; those that are not named have none.

    Raises ValueError with a sentence.
    """
    if not isinstance(value, dict) or not value:
        raise ValueError('not hours of a week; write {mon-thu: "07:30-16:00", fri: "07:30-16:30"}')
    week: dict[int, Hours] = {}
    for key, hours in value.items():
        spans = _spans(hours)
        for weekday in _weekdays(key):
            if weekday in week:
                raise ValueError(f"{DAYS[weekday]} stands twice; write each day once")
            week[weekday] = spans
    return tuple(week.get(weekday, ()) for weekday in range(len(DAYS)))


def parse_hours(value: Any) -> Hours:
    """The hours of one day, ``none`` where it has none. Raises ValueError with a sentence."""
    return () if value == NONE else _spans(value)


def _weekdays(key: str) -> range:
    first, _, last = key.partition("-")
    for name in (first, last or first):
        if name not in DAYS:
            raise ValueError(f"{shown(name)} is not a day; {meant(name, DAYS)}")
    begin, end = DAYS.index(first), DAYS.index(last or first)
    if end < begin:
        raise ValueError(f"{shown(key)} runs backwards; write two ranges")
    return range(begin, end + 1)


def _spans(hours: Any) -> Hours:
    spans: list[tuple[int, int]] = []
    for text in hours if isinstance(hours, list) else [hours]:
        match = _SPAN.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise ValueError('hours are not readable; write "07:30-16:00"')
        h1, m1, h2, m2 = map(int, match.groups())
        begin, end = 60 * h1 + m1, 60 * h2 + m2
        if m1 > 59 or m2 > 59 or end > 24 * 60 or begin >= end:
            raise ValueError(f"{shown(text)} is no span of a day; write begin before end, to 24:00")
        if spans and begin < spans[-1][1]:
            raise ValueError(f"{shown(text)} overlaps the span before it; write them in order")
        spans.append((begin, end))
    return tuple(spans)
