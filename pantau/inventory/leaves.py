"""The single values of the shape: how each is read, and how an editor may see it.

A reader gets the text of the file. The JSON schema of the same value also admits what an editor's
own YAML reader makes of that text: 2500000 is a number to it, and text to us.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, WithJsonSchema

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.words import Medium, SiteKind
from pantau.inventory import quantities
from pantau.inventory.calendar import parse_hours, parse_weekly
from pantau.inventory.choices import (
    Denominator,
    Excluded,
    FeePartial,
    FourEyes,
    GapInOutage,
    Layer,
    OutageCounts,
    RepairClock,
    RestitutionKind,
    Rounding,
)
from pantau.inventory.service_hours import Hours, Week
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
from pantau.inventory.wording import meant
from pantau.language import to_say

ID_PATTERN = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise UnfitError(to_say("not known; {remedy}"), remedy=meant(text, ["true", "false"]))
    return text == "true"


def _small_chance(text: str) -> float:
    value = quantities.chance(text)
    if not 1e-30 <= value <= 1e-3:
        raise UnfitError(to_say("out of range; write 1.0e-30 to 1.0e-3"))
    return value


def _objective(text: str) -> Decimal:
    value = quantities.percent(text)
    if value == 0:
        raise UnfitError(
            to_say("promises nothing; write a percentage above 0 or leave objective out")
        )
    return value


def _place(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise UnfitError(
            to_say("not a place; write [latitude, longitude], such as [-1.906, 116.193]")
        )
    numbers = [float(quantities.decimal(each or "")) for each in value if not _is_block(each)]
    if len(numbers) == 2 and abs(numbers[0]) > 90 and abs(numbers[1]) <= 90:
        raise UnfitError(
            to_say("latitude comes first; write [{latitude}, {longitude}]"),
            latitude=value[1],
            longitude=value[0],
        )
    if len(numbers) != 2 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise UnfitError(to_say("not a place on earth; write [latitude, longitude] in degrees"))
    return numbers[0], numbers[1]


def _bands(value: object) -> tuple[tuple[Decimal, Decimal], ...]:
    shape = to_say("not bands; write [[99.5, 0], [99.0, 5], [0, 100]]")
    if not isinstance(value, list) or not value:
        raise UnfitError(shape)
    bands = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2 or any(map(_is_block, pair)):
            raise UnfitError(shape)
        bands.append((quantities.percent(pair[0] or ""), quantities.percent(pair[1] or "")))
    return tuple(bands)


def _is_block(value: object) -> bool:
    return isinstance(value, dict | list)


def _weight(text: str) -> Decimal:
    value = quantities.decimal(text)
    if not 0 <= value <= 100:
        raise UnfitError(to_say("out of range; write a number from 0 to 100"))
    return value


def _multiple(text: str) -> Decimal:
    value = quantities.decimal(text)
    if not 0 < value <= 100:
        raise UnfitError(to_say("out of range; write a number above 0, at most 100"))
    return value


_DECIMAL_PATTERN = "^-?[0-9]{1,12}(\\.[0-9]{1,12})?$"
_PERCENT_PATTERN = "^[0-9]{1,12}(\\.[0-9]{1,12})? *%?$"
_DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_A_NUMBER = {"type": ["number", "string"]}
_PAIR = {"type": "array", "items": _A_NUMBER, "minItems": 2, "maxItems": 2}

Version = Annotated[
    str, only(("1",)), WithJsonSchema({"type": ["integer", "string"], "enum": [1, "1"]})
]
Truth = Annotated[
    bool,
    read(_truth),
    WithJsonSchema({"type": ["boolean", "string"], "enum": [True, False, "true", "false"]}),
]
Id = Annotated[str, read(quantities.identifier), as_text(ID_PATTERN)]
Reference = Annotated[str, read(quantities.line_of_text), as_text(ID_PATTERN)]
Text = Annotated[str, read(quantities.line_of_text), WithJsonSchema({"type": ["string", "number"]})]
Address = Annotated[str, read(quantities.address), as_text()]
Url = Annotated[str, read(quantities.url), as_text("^https?://")]
Day = Annotated[date, read(quantities.day), as_text(_DATE_PATTERN)]
DesaCode = Annotated[
    str, read(quantities.desa_code), as_text("^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$")
]
Zone = Annotated[ZoneInfo, read(quantities.time_zone), as_text()]
At = Annotated[tuple[float, float], PlainValidator(_place), WithJsonSchema(_PAIR)]

Heartbeat = Annotated[int, between(SECOND, 5 * MINUTE), as_text(DURATION_PATTERN)]
Timeout = Annotated[int, between(SECOND // 100, MINUTE), as_text(DURATION_PATTERN)]
Pause = Annotated[int, between(SECOND // 10, 10 * SECOND), as_text(DURATION_PATTERN)]
Latency = Annotated[int, between(SECOND // 1000, MINUTE), as_text(DURATION_PATTERN)]
Patience = Annotated[int, between(0, 86_400 * SECOND), as_text(DURATION_PATTERN)]
MinOutage = Annotated[int, between(0, 86_400 * SECOND), as_text(DURATION_PATTERN)]
RepairTarget = Annotated[int, between(MINUTE, 30 * 86_400 * SECOND), as_text(DURATION_PATTERN)]

FalseAlarm = Annotated[float, read(_small_chance), WithJsonSchema(_A_NUMBER)]
Echoes = Annotated[int, count(1, 100), as_number("^[0-9]{1,3}$")]
Port = Annotated[int, count(1, 65_535), as_number("^[0-9]{1,5}$")]
Speed = Annotated[
    int, read(quantities.speed), as_text("^[0-9]{1,6}(\\.[0-9]{1,3})?(kbps|Mbps|Gbps)$")
]
People = Annotated[int, read(quantities.people), as_number("^[0-9]{1,8}$")]
Weight = Annotated[Decimal, read(_weight), as_number(_DECIMAL_PATTERN)]
Rupiah = Annotated[int, read(quantities.rupiah), as_number("^[0-9]{1,12}$")]
Percent = Annotated[Decimal, read(quantities.percent), as_number(_PERCENT_PATTERN)]
Objective = Annotated[Decimal, read(_objective), as_number(_PERCENT_PATTERN)]
Share = Annotated[Decimal, read(quantities.share), as_number(_DECIMAL_PATTERN)]
Multiple = Annotated[Decimal, read(_multiple), as_number(_DECIMAL_PATTERN)]
Bands = Annotated[
    tuple[tuple[Decimal, Decimal], ...],
    PlainValidator(_bands),
    WithJsonSchema({"type": "array", "items": _PAIR, "minItems": 1}),
]
_HOURS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Weekly = Annotated[
    Week,
    PlainValidator(parse_weekly),
    WithJsonSchema({"type": "object", "additionalProperties": _HOURS}),
]
DayHours = Annotated[Hours, PlainValidator(parse_hours), WithJsonSchema(_HOURS)]
Holidays = Annotated[str, only(("ID",)), WithJsonSchema({"enum": ["ID"]})]

Kind = Annotated[SiteKind, choice(SiteKind), as_words(SiteKind)]
MediumWord = Annotated[Medium, choice(Medium), as_words(Medium)]
LayerWord = Annotated[Layer, choice(Layer), as_words(Layer)]
ExcludedWord = Annotated[Excluded, choice(Excluded), as_words(Excluded)]
DenominatorWord = Annotated[Denominator, choice(Denominator), as_words(Denominator)]
CountsWord = Annotated[OutageCounts, choice(OutageCounts), as_words(OutageCounts)]
GapWord = Annotated[GapInOutage, choice(GapInOutage), as_words(GapInOutage)]
RepairClockWord = Annotated[RepairClock, choice(RepairClock), as_words(RepairClock)]
FourEyesWord = Annotated[FourEyes, choice(FourEyes), as_words(FourEyes)]
FeePartialWord = Annotated[FeePartial, choice(FeePartial), as_words(FeePartial)]
RoundingWord = Annotated[Rounding, choice(Rounding), as_words(Rounding)]
RestitutionWord = Annotated[RestitutionKind, choice(RestitutionKind), as_words(RestitutionKind)]
