"""What is wrong with an inventory, and where."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.inventory.model import Inventory
from pantau.language import Sentence, Translator, to_say


class Severity(StrEnum):
    """An error keeps the file from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. ``line`` and ``column`` count from 1; ``thing`` is None for the whole file."""

    file: str
    line: int
    column: int
    severity: Severity
    thing: Sentence | None
    why: Sentence

    @property
    def where(self) -> str:
        """The thing in English, as programs get it; empty for the whole file."""
        return self.thing.message if self.thing else ""

    @property
    def message(self) -> str:
        """What is wrong and what to write instead, in English, as programs get it."""
        return self.why.message

    def __str__(self) -> str:
        """``file:line:column: [warning: ][where: ]message`` in English, always on one line."""
        return self.sentence.message

    def said(self, say: Translator) -> str:
        """The same in the language of ``say``."""
        return self.sentence.said(say)

    @property
    def sentence(self) -> Sentence:
        """All of it."""
        place = f"{self.file}:{self.line}:{self.column}"
        if self.severity is Severity.WARNING:
            return Sentence(to_say("{place}: warning: {why}"), place=place, why=self.told)
        return Sentence(to_say("{place}: {why}"), place=place, why=self.told)

    @property
    def told(self) -> Sentence:
        """The thing and what is wrong with it, without its place in the file."""
        if self.thing is None:
            return self.why
        return Sentence(to_say("{thing}: {why}"), thing=self.thing, why=self.why)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a file.

    ``inventory`` is None when any problem is an error; ``problems`` are in order of line and
    column, errors and warnings together.
    """

    inventory: Inventory | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the file from being used."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that do not."""
        return tuple(each for each in self.problems if each.severity is Severity.WARNING)
