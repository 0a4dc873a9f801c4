"""The options of imports of what another tool recorded."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from pantau.actions.recorded.source import Tool
from pantau.cli.outages import instant
from pantau.cli.place import misused
from pantau.facts.measured import Interval
from pantau.inventory import Inventory
from pantau.language import Sentence, to_say

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was asked for on the command line."""

    file: str
    tool: str | None
    map: Path | None
    begin: str | None
    end: str | None
    dry_run: bool
    day: datetime | None
    metric: str
    rtt: str
    every: int

    def span(self, inventory: Inventory, now: int) -> Interval:
        """The time that is asked for; all there is up to now where nothing was said."""
        zone = inventory.timezone
        begin = 0 if self.begin is None else instant(self.begin, zone, "--observed-from")
        end = now if self.end is None else instant(self.end, zone, "--observed-to")
        if end <= begin:
            text = to_say("{what}: '{end}' is not after '{begin}'; write the later time")
            what = "--observed-to"
            raise misused(Sentence(text, what=what, end=self.end or "", begin=self.begin or ""))
        return Interval(max(begin, 0), min(end, now))


def recorded(command: F) -> F:
    """FILE and the options of what another tool recorded: a Recorded."""

    @click.argument("file")
    @click.option(
        "--from",
        "tool",
        type=click.Choice([tool.value for tool in Tool]),
        help="Who recorded it; otherwise by what FILE is.",
    )
    @click.option(
        "--map",
        "map",
        type=click.Path(path_type=Path),
        help="CSV theirs,site[,probe]: which target of the tool is which site.",
    )
    @click.option("--observed-from", "begin", metavar="D", help="Leave out what is before.")
    @click.option("--observed-to", "end", metavar="D", help="Leave out what is from then on.")
    @click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
    @click.option(
        "--day",
        type=click.DateTime(["%Y-%m-%d"]),
        help="fping -Q: the day on which the log begins.",
    )
    @click.option("--metric", default="probe_success", help="Prometheus: 1 where one answered.")
    @click.option(
        "--rtt", default="probe_duration_seconds", help="Prometheus: the seconds that it took."
    )
    @click.option(
        "--every",
        type=click.IntRange(1, 3600),
        default=60,
        help="Prometheus: seconds from one result to the next.",
    )
    @wraps(command)
    def with_recorded(*args: Any, file: str, tool: str | None, **rest: Any) -> Any:
        names = [each.name for each in fields(Recorded)][2:]
        asked = Recorded(file, tool, **{name: rest.pop(name) for name in names})
        return command(*args, asked=asked, **rest)

    return with_recorded  # type: ignore[return-value] # wraps() keeps the name, click adds the options
