"""A text of the catalogues together with its values, to be said later in whatever language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from pantau.language.catalogue import Translator
from pantau.language.labels import LABELS, label

Value: TypeAlias = "str | int | Decimal | date | Sentence | tuple[str, ...] | tuple[Sentence, ...]"


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """``text`` (a msgid given through ``to_say``) and what stands in its places.

    A value may be a word of ours (an enum), said by its label; another sentence; words, said
    between commas; or sentences, said on a line each. Days and numbers stand as files write them.
    """

    text: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, text: str, /, **values: Value) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", tuple(values.items()))

    @property
    def message(self) -> str:
        """In English, words of ours as programs write them."""
        values = {name: _written(value) for name, value in self.values}
        return self.text.format(**values) if values else self.text

    def said(self, say: Translator) -> str:
        """In the language of ``say``."""
        return say(self.text, **{name: _said(value, say) for name, value in self.values})


def _written(value: Value) -> str:
    if isinstance(value, Sentence):
        return value.message
    if isinstance(value, tuple):
        return _listed([_written(each) for each in value], value)
    return str(value)


def _said(value: Value, say: Translator) -> str:
    if isinstance(value, Sentence):
        return value.said(say)
    if isinstance(value, tuple):
        return _listed([_said(each, say) for each in value], value)
    if isinstance(value, StrEnum) and type(value) in LABELS:
        return label(value, say.language)
    return str(value)


def _listed(said: list[str], values: tuple[Value, ...]) -> str:
    lines = any(isinstance(each, Sentence) for each in values)
    return "\n".join(f"  {each}" for each in said) if lines else ", ".join(said)
