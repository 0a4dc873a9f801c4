"""What is wrong with an inventory, and where."""

from dataclasses import dataclass
from enum import StrEnum

from pantau.inventory.model import Inventory


class Severity(StrEnum):
    """An error keeps the file from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. ``line`` and ``column`` count from 1; ``where`` is empty for the whole file."""

    file: str
    line: int
    column: int
    severity: Severity
    where: str
    message: str

    def __str__(self) -> str:
        """``file:line:column: [warning: ][where: ]message``, always on one line."""
        warning = "warning: " if self.severity is Severity.WARNING else ""
        where = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}:{self.column}: {warning}{where}{self.message}"


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
