"""The single values of the shape: how each is read, and how an editor may see it.

A reader gets the text of the file. The JSON schema of the same value also admits what an editor's
own YAML reader makes of that text: 2500000 is a number to it, and text to us.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pantau.facts.instant import MINUTE, SECOND
from pantau.facts.words import Medium, SiteKind
from pantau.inventory import quantities
from pantau.inventory.calendar import parse_hours, parse_weekly
from pantau.inventory.model import (
    Denominator,
    Excluded,
    FeePartial,
    FourEyes,
    GapInOutage,
    Hours,
    Layer,
    OutageCounts,
    RepairClock,
    RestitutionKind,
    Rounding,
    Week,
)
from pantau.inventory.wording import meant

NO_VALUE = "no_value"
NOT_SINGLE = "not_single"

ID_PATTERN = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$"


def _read(parse: Callable[[str], Any]) -> PlainValidator:
    def read(value: object) -> Any:
        if value is None:
            raise PydanticCustomError(NO_VALUE, "no value")
        if not isinstance(value, str):
            raise PydanticCustomError(NOT_SINGLE, "not a single value")
        return parse(value)

    return PlainValidator(read)


def _text(pattern: str | None = None) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {})})


def _number(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": ["number", "string"], "pattern": pattern})


def _choice(words: type[StrEnum]) -> PlainValidator:
    known = [word.value for word in words]

    def parse(text: str) -> StrEnum:
        if text not in known:
            raise ValueError(f"not known; {meant(text, known)}")
        return words(text)

    return _read(parse)


def _words(words: type[StrEnum]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": [word.value for word in words]})


def _only(known: tuple[str, ...]) -> PlainValidator:
    def parse(text: str) -> str:
        if text not in known:
            raise ValueError(f"not known; {meant(text, known)}")
        return text

    return _read(parse)


def _truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(f"not known; {meant(text, ['true', 'false'])}")
    return text == "true"


def _between(low: int, high: int) -> PlainValidator:
    def parse(text: str) -> int:
        value = quantities.duration(text)
        if not low <= value <= high:
            lowest, highest = quantities.duration_text(low), quantities.duration_text(high)
            raise ValueError(f"out of range; write {lowest} to {highest}")
        return value

    return _read(parse)


def _count(low: int, high: int) -> PlainValidator:
    def parse(text: str) -> int:
        value = quantities.whole(text)
        if not low <= value <= high:
            raise ValueError(f"out of range; write {low} to {high}")
        return value

    return _read(parse)


def _small_chance(text: str) -> float:
    value = quantities.chance(text)
    if not 1e-30 <= value <= 1e-3:
        raise ValueError("out of range; write 1.0e-30 to 1.0e-3")
    return value


def _objective(text: str) -> Decimal:
    value = quantities.percent(text)
    if value == 0:
        raise ValueError("promises nothing; write a percentage above 0 or leave objective out")
    return value


def _place(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not a place; write [latitude, longitude], such as [-1.906, 116.193]")
    numbers = [float(quantities.decimal(each or "")) for each in value if not _is_block(each)]
    if len(numbers) == 2 and abs(numbers[0]) > 90 and abs(numbers[1]) <= 90:
        raise ValueError(f"latitude comes first; write [{value[1]}, {value[0]}]")
    if len(numbers) != 2 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise ValueError("not a place on earth; write [latitude, longitude] in degrees")
    return numbers[0], numbers[1]


def _bands(value: object) -> tuple[tuple[Decimal, Decimal], ...]:
    shape = "not bands; write [[99.5, 0], [99.0, 5], [0, 100]]"
    if not isinstance(value, list) or not value:
        raise ValueError(shape)
    bands = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2 or any(map(_is_block, pair)):
            raise ValueError(shape)
        bands.append((quantities.percent(pair[0] or ""), quantities.percent(pair[1] or "")))
    return tuple(bands)


def _is_block(value: object) -> bool:
    return isinstance(value, dict | list)


def _multiple(text: str) -> Decimal:
    value = quantities.decimal(text)
    if not 0 < value <= 100:
        raise ValueError("out of range; write a number above 0, at most 100")
    return value


_DURATION_PATTERN = "^[0-9]{1,7}(ms|s|m|h|d)$"
_DECIMAL_PATTERN = "^-?[0-9]{1,12}(\\.[0-9]{1,12})?$"
_PERCENT_PATTERN = "^[0-9]{1,12}(\\.[0-9]{1,12})? *%?$"
_DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_A_NUMBER = {"type": ["number", "string"]}
_PAIR = {"type": "array", "items": _A_NUMBER, "minItems": 2, "maxItems": 2}

Version = Annotated[
    str, _only(("1",)), WithJsonSchema({"type": ["integer", "string"], "enum": [1, "1"]})
]
Truth = Annotated[
    bool,
    _read(_truth),
    WithJsonSchema({"type": ["boolean", "string"], "enum": [True, False, "true", "false"]}),
]
Id = Annotated[str, _read(quantities.identifier), _text(ID_PATTERN)]
Reference = Annotated[str, _read(quantities.line_of_text), _text(ID_PATTERN)]
Text = Annotated[
    str, _read(quantities.line_of_text), WithJsonSchema({"type": ["string", "number"]})
]
Address = Annotated[str, _read(quantities.address), _text()]
Url = Annotated[str, _read(quantities.url), _text("^https?://")]
Day = Annotated[date, _read(quantities.day), _text(_DATE_PATTERN)]
DesaCode = Annotated[
    str, _read(quantities.desa_code), _text("^[0-9]{2}\\.[0-9]{2}\\.[0-9]{2}\\.[0-9]{4}$")
]
Zone = Annotated[ZoneInfo, _read(quantities.time_zone), _text()]
At = Annotated[tuple[float, float], PlainValidator(_place), WithJsonSchema(_PAIR)]

Heartbeat = Annotated[int, _between(SECOND, 5 * MINUTE), _text(_DURATION_PATTERN)]
Timeout = Annotated[int, _between(SECOND // 100, MINUTE), _text(_DURATION_PATTERN)]
Pause = Annotated[int, _between(SECOND // 10, 10 * SECOND), _text(_DURATION_PATTERN)]
Latency = Annotated[int, _between(SECOND // 1000, MINUTE), _text(_DURATION_PATTERN)]
MinOutage = Annotated[int, _between(0, 86_400 * SECOND), _text(_DURATION_PATTERN)]
RepairTarget = Annotated[int, _between(MINUTE, 30 * 86_400 * SECOND), _text(_DURATION_PATTERN)]

FalseAlarm = Annotated[float, _read(_small_chance), WithJsonSchema(_A_NUMBER)]
Echoes = Annotated[int, _count(1, 100), _number("^[0-9]{1,3}$")]
Port = Annotated[int, _count(1, 65_535), _number("^[0-9]{1,5}$")]
Rupiah = Annotated[int, _read(quantities.rupiah), _number("^[0-9]{1,12}$")]
Percent = Annotated[Decimal, _read(quantities.percent), _number(_PERCENT_PATTERN)]
Objective = Annotated[Decimal, _read(_objective), _number(_PERCENT_PATTERN)]
Share = Annotated[Decimal, _read(quantities.share), _number(_DECIMAL_PATTERN)]
Multiple = Annotated[Decimal, _read(_multiple), _number(_DECIMAL_PATTERN)]
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
Holidays = Annotated[str, _only(("ID",)), WithJsonSchema({"enum": ["ID"]})]

PROBE_KINDS = ("icmp", "tcp", "http", "dns", "snmp")
ProbeKind = Annotated[
    str, _only(PROBE_KINDS), WithJsonSchema({"type": "string", "enum": list(PROBE_KINDS)})
]
Kind = Annotated[SiteKind, _choice(SiteKind), _words(SiteKind)]
MediumWord = Annotated[Medium, _choice(Medium), _words(Medium)]
LayerWord = Annotated[Layer, _choice(Layer), _words(Layer)]
ExcludedWord = Annotated[Excluded, _choice(Excluded), _words(Excluded)]
DenominatorWord = Annotated[Denominator, _choice(Denominator), _words(Denominator)]
CountsWord = Annotated[OutageCounts, _choice(OutageCounts), _words(OutageCounts)]
GapWord = Annotated[GapInOutage, _choice(GapInOutage), _words(GapInOutage)]
RepairClockWord = Annotated[RepairClock, _choice(RepairClock), _words(RepairClock)]
FourEyesWord = Annotated[FourEyes, _choice(FourEyes), _words(FourEyes)]
FeePartialWord = Annotated[FeePartial, _choice(FeePartial), _words(FeePartial)]
RoundingWord = Annotated[Rounding, _choice(Rounding), _words(Rounding)]
RestitutionWord = Annotated[RestitutionKind, _choice(RestitutionKind), _words(RestitutionKind)]
