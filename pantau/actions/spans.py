"""Times and months as people write them, and what is said of those that make no sense."""

from zoneinfo import ZoneInfo

from pantau.actions.acting import Refused
from pantau.facts.instant import parse_iso
from pantau.language import Sentence, to_say
from pantau.language.sentence import Value


def is_no_month(month: str) -> Refused:
    """What is said of a month that is none."""
    return Refused(
        to_say("'{month}' is not a month; write year and month like 2026-10"), month=month
    )


def is_no_time(text: str) -> Sentence:
    """What is said of a time that is none."""
    return Sentence(
        to_say(
            "'{text}' is not a time; write 2026-10-31, 2026-10-31T08:15 or "
            "2026-10-31T08:15:00+08:00"
        ),
        text=text,
    )


def read_instant(what: Value, text: str, zone: ZoneInfo) -> int | Sentence:
    """Microseconds UTC, or why not; without an offset in ``zone``. ``what``: the field it is in."""
    try:
        return parse_iso(text, zone)
    except ValueError:
        return Sentence(
            to_say(
                "{what}: '{text}' is not a time; write 2026-10-31, 2026-10-31T08:15 or "
                "2026-10-31T08:15:00+08:00"
            ),
            what=what,
            text=text,
        )


def before_1970(what: Value, text: str) -> Sentence:
    """What is said of a time that is no year of ours."""
    return Sentence(
        to_say("{what}: '{text}' lies before 1970; write a later time"), what=what, text=text
    )


def not_after(what: Value, begin: str, end: str) -> Sentence:
    """What is said of an end that is none. ``what``: the field of the end."""
    return Sentence(
        to_say("{what}: '{end}' is not after '{begin}'; write the later time"),
        what=what,
        end=end,
        begin=begin,
    )


def in_future(what: Value, text: str) -> Sentence:
    """What is said of a time that nobody has seen yet."""
    return Sentence(
        to_say("{what}: '{text}' lies in the future; write a time that is past"),
        what=what,
        text=text,
    )
