"""The single values below ``alerts``. No message of theirs repeats what was written: it may be a
secret, or somebody's number."""

import re
from datetime import datetime, time
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from pantau.facts.instant import DAY, HOUR, MINUTE, SECOND
from pantau.facts.telling import AlertKind, AlertSeverity
from pantau.inventory import quantities
from pantau.inventory.alerting import TEXTS, ReceiverKind, Target, TargetKind
from pantau.inventory.leaves import ID_PATTERN
from pantau.inventory.unfit import UnfitError
from pantau.inventory.values import (
    DURATION_PATTERN,
    as_number,
    as_text,
    as_words,
    between,
    choice,
    count,
    only,
    read,
)
from pantau.inventory.wording import meant, shown
from pantau.language import LANGUAGES, to_say

_REFERENCE = re.compile(r"env:[A-Za-z_][A-Za-z0-9_]{0,99}|file:\S.{0,999}")
_SERVER = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\[\]:]+)):([0-9]{1,5})")
_MAIL = re.compile(r"[^\s@,;<>\"]{1,64}@[A-Za-z0-9.-]{1,253}")
_CLOCK = re.compile(r"([0-9]{2}):([0-9]{2})")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-].{1,5})?")
_PREFIXES = {"person": TargetKind.PERSON, "oncall": TargetKind.ONCALL}


def names_a_place(text: str) -> bool:
    """Whether a value says where it is kept instead of what it is: ``env:NAME``, ``file:PATH``."""
    return _REFERENCE.fullmatch(text) is not None and text.isprintable()


def _secret(text: str) -> str:
    if not names_a_place(text):
        raise UnfitError(
            to_say(
                "a secret never stands in this file; write env:NAME of a variable of the "
                "environment, or file:PATH of a file that only its owner can read"
            )
        )
    return text


def _url_or_place(text: str) -> str:
    return text if names_a_place(text) else quantities.url(text)


def _server(text: str) -> str:
    match = _SERVER.fullmatch(text)
    if match is None or not 0 < int(match[3]) <= 65_535:
        raise UnfitError(to_say("not a server and its port; write them as 127.0.0.1:587"))
    host = quantities.address(match[1] or match[2])
    return f"[{host}]:{match[3]}" if ":" in host else f"{host}:{match[3]}"


def _mail(text: str) -> str:
    if not _MAIL.fullmatch(text) or not text.isprintable():
        raise UnfitError(to_say("not an e-mail address; write noc@contoh.go.id"))
    return text


def _mails(text: str) -> str:
    return ", ".join(_mail(each.strip()) for each in text.split(","))


def _form(pattern: str, sentence: str, *, place: bool = False) -> PlainValidator:
    """A text of this form, or with ``place`` also where it is kept."""
    compiled = re.compile(pattern)

    def parse(text: str) -> str:
        if compiled.fullmatch(text) or (place and names_a_place(text)):
            return text
        raise UnfitError(sentence)

    return read(parse)


def _wording(names: frozenset[str]) -> PlainValidator:
    """A text with these names in braces, and no other brace."""
    listed = ", ".join(f"{{{name}}}" for name in sorted(names))

    def parse(text: str) -> str:
        left = text
        for name in names:
            left = left.replace(f"{{{name}}}", "")
        if "{" in left or "}" in left:
            raise UnfitError(
                to_say("holds other braces than {choices}; write only these"), choices=listed
            )
        if not text.isprintable() or len(text) > 500:
            raise UnfitError(to_say("not a line of text; write at most 500 printable characters"))
        return text

    return read(parse)


def _telegram_number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,15}", text):
        raise UnfitError(to_say("not somebody's number at Telegram; write digits only"))
    return int(text)


def time_of_day(text: str) -> time:
    """``07:00``."""
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise UnfitError(to_say('not a time of day; write "07:00"'))
    return time(int(match[1]), int(match[2]))


def _hours(text: str) -> tuple[time, time]:
    begin, _, end = text.partition("-")
    try:
        # The end of a day is the midnight of the next one.
        hours = time_of_day(begin), time_of_day("00:00" if end == "24:00" else end)
    except ValueError:
        raise UnfitError(to_say('not hours of a day; write "22:00-06:00"')) from None
    if hours[0] == hours[1]:
        raise UnfitError(to_say("end where they begin; write two times that differ"))
    return hours


def _moment(text: str) -> datetime:
    sentence = to_say("not a day and its time; write 2026-11-25T08:00")
    if not _MOMENT.fullmatch(text):
        raise UnfitError(sentence)
    quantities.day(text[:10])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise UnfitError(sentence) from None


def _target(text: str) -> Target:
    prefix, colon, name = text.partition(":")
    if not colon:
        return Target(TargetKind.RECEIVER, quantities.identifier(prefix))
    if prefix not in _PREFIXES:
        example = meant(prefix, _PREFIXES)
        raise UnfitError(
            to_say("{prefix} is no kind of name before a colon; {remedy}"),
            prefix=shown(prefix),
            remedy=example,
        )
    if not name:
        raise UnfitError(
            to_say("names nobody; write {prefix}: and an id behind it, without a space"),
            prefix=prefix,
        )
    return Target(_PREFIXES[prefix], quantities.identifier(name))


def _percent(text: str) -> int:
    value = quantities.whole(text.removesuffix("%").rstrip())
    if not 1 <= value <= 100:
        raise UnfitError(to_say("out of range; write 1 to 100 percent"))
    return value


_PLACE = "^(env|file):"
_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"
_DURATION = as_text(DURATION_PATTERN)

Secret = Annotated[str, read(_secret), as_text(_PLACE)]
UrlOrPlace = Annotated[str, read(_url_or_place), as_text("^(https?://|env:|file:)")]
Server = Annotated[str, read(_server), as_text(":[0-9]{1,5}$")]
Mail = Annotated[str, read(_mail), as_text("@")]
Mails = Annotated[str, read(_mails), as_text("@")]
Tls = Annotated[str, only(("none", "starttls", "tls")), as_text("^(none|starttls|tls)$")]
Chat = Annotated[
    str,
    _form(
        "-?[0-9]{1,20}|@[A-Za-z0-9_]{4,32}",
        to_say('not a chat; write its number, such as "-1001234"'),
    ),
    WithJsonSchema({"type": ["integer", "string"]}),
]
PhoneNumber = Annotated[
    str,
    _form(
        "[1-9][0-9]{7,14}",
        to_say('not an international number; write digits only, such as "62812…", or env:NAME'),
        place=True,
    ),
    as_number("^([1-9][0-9]{7,14}$|env:|file:)"),
]
Digits = Annotated[
    str, _form("[0-9]{1,20}", to_say("not a number; write digits only")), as_number("^[0-9]{1,20}$")
]
Template = Annotated[
    str,
    _form("[a-z0-9_]{1,512}", to_say("not a template; write small letters, digits and _")),
    as_text("^[a-z0-9_]+$"),
]
Topic = Annotated[
    str,
    _form(
        "[A-Za-z0-9_-]{1,64}",
        to_say("not a topic; write letters, digits, - and _, or env:NAME"),
        place=True,
    ),
    as_text(),
]
TelegramNumber = Annotated[int, read(_telegram_number), as_number("^[1-9][0-9]{0,15}$")]

TimeOfDay = Annotated[time, read(time_of_day), as_text(f"^{_TIME}$")]
HoursOfDay = Annotated[tuple[time, time], read(_hours), as_text(f"^{_TIME}-({_TIME}|24:00)$")]
Moment = Annotated[datetime, read(_moment), as_text("^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:")]
TargetName = Annotated[
    Target, read(_target), as_text(f"^((person|oncall):)?{ID_PATTERN.strip('^')}")
]

Wait = Annotated[int, between(0, 5 * MINUTE), _DURATION]
After = Annotated[int, between(0, 30 * DAY), _DURATION]
Step = Annotated[int, between(10 * SECOND, 7 * DAY), _DURATION]
Repeat = Annotated[int, between(MINUTE, 30 * DAY), _DURATION]
Within = Annotated[int, between(SECOND, 7 * DAY), _DURATION]
Ahead = Annotated[int, between(DAY, 730 * DAY), _DURATION]
Every = Annotated[int, between(10 * SECOND, 24 * HOUR), _DURATION]

AMinute = Annotated[int, count(1, 1000), as_number("^[0-9]{1,4}$")]
Times = Annotated[int, count(2, 1000), as_number("^[0-9]{1,4}$")]
Sites = Annotated[int, count(2, 1000), as_number("^[0-9]{1,4}$")]
DaysBefore = Annotated[int, count(1, 366), as_number("^[0-9]{1,3}$")]
TurnDays = Annotated[int, count(1, 366), as_number("^[0-9]{1,3}$")]
SharePercent = Annotated[int, read(_percent), as_number("^[0-9]{1,3} *%?$")]

Language = Annotated[str, only(LANGUAGES), as_text(f"^({'|'.join(LANGUAGES)})$")]
ReceiverWord = Annotated[ReceiverKind, choice(ReceiverKind), as_words(ReceiverKind)]
SeverityWord = Annotated[AlertSeverity, choice(AlertSeverity), as_words(AlertSeverity)]
AlertKindWord = Annotated[AlertKind, choice(AlertKind), as_words(AlertKind)]
TitleWording = Annotated[str, _wording(TEXTS["began"]), as_text()]
ReadyWording = Annotated[str, _wording(TEXTS["ready"]), as_text()]
