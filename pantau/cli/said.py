"""Lists of what people said, as tables and as JSON."""

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from pantau.actions.spans import is_no_month
from pantau.cli.place import Place, bad_value
from pantau.cli.table import print_table
from pantau.facts.measured import Interval
from pantau.inventory import Inventory
from pantau.sla import month_window

T = TypeVar("T")
_ALWAYS = Interval(0, 2**62)

MONTH = click.option("--month", metavar="YYYY-MM", help="A calendar month; all without it.")


def months_span(inventory: Inventory, month: str | None) -> Interval:
    """A month's bounds (microseconds UTC), or all time. Raises click.BadParameter."""
    if month is None:
        return _ALWAYS
    try:
        return month_window(month, inventory.timezone)
    except ValueError:
        raise bad_value(is_no_month(month), "--month") from None


def print_list(
    place: Place,
    as_json: bool,
    head: Sequence[str],
    found: Sequence[T],
    cells: Callable[[T], list[str]],
    plain: Callable[[T], dict[str, Any]],
) -> None:
    """A row each under ``head`` (texts to be said), or a list of ``plain`` ones as JSON."""
    if as_json:
        click.echo(json.dumps([plain(each) for each in found], indent=1, ensure_ascii=False))
    elif not found:
        click.echo(place.say("Nothing here."))
    else:
        titles = [text if text == "Id" else place.say(text) for text in head]
        print_table(titles, [cells(each) for each in found], "l" * len(titles))
