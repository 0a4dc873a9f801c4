"""Service hours as written: ``{mon-thu: "07:30-16:00", fri: "07:30-16:30"}``."""

import re
from typing import Any

from pantau.inventory.service_hours import Hours, Week
from pantau.inventory.unfit import UnfitError
from pantau.inventory.wording import meant, shown
from pantau.language import to_say

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


NONE = "none"
"""A day without service."""


def parse_weekly(value: Any) -> Week:
    """The hours of seven days; those that are not named have none.

    Raises ValueError with a sentence.
    """
    if not isinstance(value, dict) or not value:
        raise UnfitError(
            to_say('not hours of a week; write {mon-thu: "07:30-16:00", fri: "07:30-16:30"}')
        )
    week: dict[int, Hours] = {}
    for key, hours in value.items():
        spans = _spans(hours)
        for weekday in _weekdays(key):
            if weekday in week:
                raise UnfitError(
                    to_say("{day} stands twice; write each day once"), day=DAYS[weekday]
                )
            week[weekday] = spans
    return tuple(week.get(weekday, ()) for weekday in range(len(DAYS)))


def parse_hours(value: Any) -> Hours:
    """The hours of one day, ``none`` where it has none. Raises ValueError with a sentence."""
    return () if value == NONE else _spans(value)


def _weekdays(key: str) -> range:
    first, _, last = key.partition("-")
    for name in (first, last or first):
        if name not in DAYS:
            raise UnfitError(
                to_say("{name} is not a day; {remedy}"), name=shown(name), remedy=meant(name, DAYS)
            )
    begin, end = DAYS.index(first), DAYS.index(last or first)
    if end < begin:
        raise UnfitError(to_say("{key} runs backwards; write two ranges"), key=shown(key))
    return range(begin, end + 1)


def _spans(hours: Any) -> Hours:
    spans: list[tuple[int, int]] = []
    for text in hours if isinstance(hours, list) else [hours]:
        match = _SPAN.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise UnfitError(to_say('hours are not readable; write "07:30-16:00"'))
        h1, m1, h2, m2 = map(int, match.groups())
        begin, end = 60 * h1 + m1, 60 * h2 + m2
        if m1 > 59 or m2 > 59 or end > 24 * 60 or begin >= end:
            raise UnfitError(
                to_say("{text} is no span of a day; write begin before end, to 24:00"),
                text=shown(text),
            )
        if spans and begin < spans[-1][1]:
            raise UnfitError(
                to_say("{text} overlaps the span before it; write them in order"), text=shown(text)
            )
        spans.append((begin, end))
    return tuple(spans)
