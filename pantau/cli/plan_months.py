"""Which months a command of ``pantau plan`` is about."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

import click

from pantau.actions.acting import Refused
from pantau.actions.plan.period import Period, period_of
from pantau.cli.place import (
    bad_value,
    misused,
)
from pantau.facts.instant import to_datetime
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say

F = TypeVar("F", bound=Callable[..., Any])


def spanned(command: F) -> F:
    """Give a command ``--month``, or ``--from`` and ``--to``; it gets them as ``months``."""

    @click.option("--month", metavar="YYYY-MM", help="A calendar month; this one without it.")
    @click.option("--from", "first", metavar="YYYY-MM", help="The first of several months.")
    @click.option("--to", "last", metavar="YYYY-MM", help="The last of them; this one without it.")
    @wraps(command)
    def with_months(
        *args: Any, month: str | None, first: str | None, last: str | None, **rest: Any
    ) -> Any:
        return command(*args, months=Months(month, first, last), **rest)

    return with_months  # type: ignore[return-value] # wraps() keeps the name, click adds the options


@dataclass(frozen=True, slots=True)
class Months:
    """As they were typed."""

    month: str | None
    first: str | None
    last: str | None


def period_meant(inventory: Inventory, now: int, asked: Months) -> Period:
    """The months that are meant. Raises click.UsageError."""
    if asked.month and (asked.first or asked.last):
        raise misused(Sentence(to_say("write either --month, or --from and --to")))
    running = f"{to_datetime(now, inventory.timezone):%Y-%m}"
    begin = asked.month or asked.first or asked.last or running
    end = asked.month or asked.last or running
    found = period_of(begin, end, inventory.timezone)
    if isinstance(found, Refused):
        raise bad_value(found, "--month" if asked.month else "--from")
    return found
