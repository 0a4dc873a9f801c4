"""The single values below ``reports``."""

import re
from datetime import time
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from pantau.facts.papers import PaperFormat, PaperKind
from pantau.inventory import alerting_leaves as told
from pantau.inventory import quantities
from pantau.inventory.choices import PaperSize
from pantau.inventory.reports import NUMBER_NAMES, Occasion
from pantau.inventory.unfit import UnfitError
from pantau.inventory.values import as_text, as_words, choice, only, read
from pantau.language import LANGUAGES, Language, Sentence, to_say

_WORDS = (Occasion.REVIEWED, Occasion.CLOSED)
_LOGO = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/-]{0,199}\.(png|svg)", re.IGNORECASE)
_LONGEST = 4000
When = tuple[Occasion, int, time]
"""Occasion, day of the month, local time; the last two count for Occasion.DAY."""

_ON = (1, time(7))
_AN_EXAMPLE = Sentence(to_say('write reviewed, closed or {day: 1, at: "07:00"}'))


def _number(text: str) -> str:
    left = quantities.line_of_text(text)
    for name in NUMBER_NAMES:
        left = left.replace(f"{{{name}}}", "")
    if "{" in left or "}" in left:
        listed = ", ".join(f"{{{name}}}" for name in sorted(NUMBER_NAMES))
        raise UnfitError(
            to_say("holds other braces than {choices}; write only these"), choices=listed
        )
    return text.strip()


def _nip(text: str) -> str:
    digits = re.sub(r"[ .]", "", text)
    if not re.fullmatch(r"[0-9]{18}", digits):
        raise UnfitError(
            to_say(
                'a NIP has 18 digits, this has {n}; write it in quotes, such as "19800101 '
                '200501 1 001"'
            ),
            n=sum(each.isdigit() for each in text),
        )
    return digits


def _logo(text: str) -> str:
    path = PurePosixPath(text)
    if not _LOGO.fullmatch(text) or path.is_absolute() or ".." in path.parts:
        raise UnfitError(
            to_say(
                "not the name of a picture beside this file; write logo.png or logo.svg "
                "(letters, digits, blanks, - _ . and /)"
            )
        )
    return str(path)


def _paragraphs(text: str) -> str:
    """Any number of lines."""
    stripped = text.strip()
    if not stripped:
        raise UnfitError(to_say("is empty; write a text or leave the key out"))
    if len(stripped) > _LONGEST:
        raise UnfitError(
            to_say("has {n} characters; write at most {most}"), n=len(stripped), most=_LONGEST
        )
    if not all(each.isprintable() or each in "\n\xa0" for each in stripped):
        raise UnfitError(to_say("contains an invisible character; remove it"))
    return stripped


def _day(value: object) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,2}", value):
        raise UnfitError(to_say("its day is none; {remedy}"), remedy=_AN_EXAMPLE)
    if not 1 <= int(value) <= 28:
        raise UnfitError(to_say("its day is not in every month; write day: 1 to 28"))
    return int(value)


def _at(value: object) -> time:
    try:
        return told.time_of_day(value if isinstance(value, str) else "")
    except ValueError:
        raise UnfitError(to_say('its time is none; write at: "07:00"')) from None


def _when(value: object) -> When:
    if isinstance(value, dict):
        if unknown := [key for key in value if key not in ("day", "at")]:
            raise UnfitError(
                to_say("'{unknown}' does not belong here; {remedy}"),
                unknown=unknown[0],
                remedy=_AN_EXAMPLE,
            )
        return (Occasion.DAY, _day(value.get("day", "1")), _at(value.get("at", "07:00")))
    if value not in [each.value for each in _WORDS]:
        raise UnfitError(to_say("not an occasion; {remedy}"), remedy=_AN_EXAMPLE)
    return (Occasion(str(value)), *_ON)


LanguageWord = Annotated[Language, only(LANGUAGES), as_text(f"^({'|'.join(LANGUAGES)})$")]
SizeWord = Annotated[PaperSize, choice(PaperSize), as_words(PaperSize)]
KindWord = Annotated[PaperKind, choice(PaperKind), as_words(PaperKind)]
FormatWord = Annotated[PaperFormat, choice(PaperFormat), as_words(PaperFormat)]
NumberText = Annotated[str, read(_number), as_text()]
Nip = Annotated[str, read(_nip), as_text("^([0-9][ .]?){18}$")]
LogoName = Annotated[str, read(_logo), as_text("\\.([pP][nN][gG]|[sS][vV][gG])$")]
Paragraphs = Annotated[str, read(_paragraphs), as_text()]
WhenText = Annotated[
    When,
    PlainValidator(_when),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "enum": [each.value for each in _WORDS]},
                {
                    "type": "object",
                    "properties": {
                        "day": {
                            "type": ["integer", "string"],
                            "pattern": "^[0-9]{1,2}$",
                            "minimum": 1,
                            "maximum": 28,
                        },
                        "at": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                    },
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
