"""How a single value of the file is read, and how an editor may see it.

Each maker gives one half of a leaf: the reader, or its JSON schema.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from pantau.inventory import quantities
from pantau.inventory.unfit import UnfitError
from pantau.inventory.wording import meant
from pantau.language import to_say

NO_VALUE = "no_value"
NOT_SINGLE = "not_single"

DURATION_PATTERN = "^[0-9]{1,7}(ms|s|m|h|d)$"


def read(parse: Callable[[str], Any]) -> PlainValidator:
    """Hand the text to ``parse``, which raises ValueError with a sentence for people."""

    def reader(value: object) -> Any:
        if value is None:
            raise PydanticCustomError(NO_VALUE, "no value")
        if not isinstance(value, str):
            raise PydanticCustomError(NOT_SINGLE, "not a single value")
        return parse(value)

    return PlainValidator(reader)


def as_text(pattern: str | None = None) -> WithJsonSchema:
    """To an editor a text, of this form."""
    return WithJsonSchema({"type": "string", **({"pattern": pattern} if pattern else {})})


def as_number(pattern: str) -> WithJsonSchema:
    """To an editor a number or its text."""
    return WithJsonSchema({"type": ["number", "string"], "pattern": pattern})


def choice(words: type[StrEnum]) -> PlainValidator:
    """One of the words of a vocabulary."""
    known = [word.value for word in words]

    def parse(text: str) -> StrEnum:
        if text not in known:
            raise UnfitError(to_say("not known; {remedy}"), remedy=meant(text, known))
        return words(text)

    return read(parse)


def as_words(words: type[StrEnum]) -> WithJsonSchema:
    """To an editor one of the words of a vocabulary."""
    return WithJsonSchema({"type": "string", "enum": [word.value for word in words]})


def only(known: tuple[str, ...]) -> PlainValidator:
    """One of these texts."""

    def parse(text: str) -> str:
        if text not in known:
            raise UnfitError(to_say("not known; {remedy}"), remedy=meant(text, known))
        return text

    return read(parse)


def between(low: int, high: int) -> PlainValidator:
    """A duration of ``low`` to ``high`` microseconds."""

    def parse(text: str) -> int:
        value = quantities.duration(text)
        if not low <= value <= high:
            lowest, highest = quantities.duration_text(low), quantities.duration_text(high)
            raise UnfitError(
                to_say("out of range; write {low} to {high}"), low=lowest, high=highest
            )
        return value

    return read(parse)


def count(low: int, high: int) -> PlainValidator:
    """A whole number from ``low`` to ``high``."""

    def parse(text: str) -> int:
        value = quantities.whole(text)
        if not low <= value <= high:
            raise UnfitError(to_say("out of range; write {low} to {high}"), low=low, high=high)
        return value

    return read(parse)
