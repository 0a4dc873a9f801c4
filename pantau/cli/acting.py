"""What every command that changes a fact has in common: who acts, as what, with which evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from pantau.actions.acting import Actor, Refused
from pantau.actions.author import system_user, via
from pantau.actions.remarks import keep_evidence
from pantau.actions.scope import Scope, read_scope, read_span, served_over
from pantau.cli.place import Place, placed, reading, refuse, spoken
from pantau.cli.rows import read_file
from pantau.facts.clock import SystemClock, now_us
from pantau.facts.measured import Interval
from pantau.facts.people import EvidenceFile
from pantau.facts.words import Role
from pantau.inventory import Inventory
from pantau.store import Store

F = TypeVar("F", bound=Callable[..., Any])

EVIDENCE = click.option(
    "--evidence",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A file that shows it; kept with the journal.",
)


def acted(command: F) -> F:
    """``placed``, and ``--by`` and ``--role``: a Place and an Actor are its first arguments.

    Whoever has an account on this machine is trusted with any role; the entry says which.
    """

    @click.option("--by", default=system_user, show_default="the system user", help="Who acts.")
    @click.option(
        "--role",
        type=click.Choice([role.value for role in Role]),
        default=Role.ADMIN.value,
        show_default=True,
        help="As what.",
    )
    @placed
    @wraps(command)
    def with_actor(place: Place, *args: Any, by: str, role: str, **rest: Any) -> Any:
        actor = Actor(by.strip(), via(), Role(role), now_us(SystemClock()))
        return command(place, actor, *args, **rest)

    return with_actor  # type: ignore[return-value] # wraps() keeps the name, click adds the options


@dataclass(frozen=True, slots=True)
class Named:
    """Sites as they were written on the command line."""

    sites: tuple[str, ...]
    kecamatan: str | None
    upstream: str | None

    def read(self, inventory: Inventory) -> Scope:
        """What they mean; ends the command where they mean nothing."""
        scope = read_scope(inventory, self.sites, self.kecamatan, self.upstream)
        if isinstance(scope, Refused):
            refuse(scope)
        return scope


@dataclass(frozen=True, slots=True)
class Where:
    """Sites and a time as they were written on the command line."""

    named: Named
    begin: str
    end: str

    def read(self, inventory: Inventory) -> tuple[Scope, Interval]:
        """What they mean; ends the command where they mean nothing."""
        span = spanned(inventory, self.begin, self.end)
        return self.named.read(served_over(inventory, span)), span


def spanned(inventory: Inventory, begin: str, end: str) -> Interval:
    """From when to when; a time that makes no sense is wrong usage."""
    span = read_span(inventory, begin, end)
    if isinstance(span, Refused):
        raise click.UsageError(spoken(span))
    return span


def named(command: F) -> F:
    """``--site`` (several), ``--kecamatan``, ``--upstream``: a Named."""

    @click.option("--site", "sites", multiple=True, help="A site; may be given several times.")
    @click.option("--kecamatan", help="All sites of a kecamatan.")
    @click.option("--upstream", help="All that hang on a shared link or site, by its id.")
    @wraps(command)
    def with_named(
        *args: Any,
        sites: tuple[str, ...],
        kecamatan: str | None,
        upstream: str | None,
        **rest: Any,
    ) -> Any:
        return command(*args, named=Named(sites, kecamatan, upstream), **rest)

    return with_named  # type: ignore[return-value] # as above


def scoped(command: F) -> F:
    """What ``named`` takes, and ``--from`` and ``--to``: a Where."""

    @named
    @click.option("--from", "begin", required=True, metavar="T", help="A day or time, inclusive.")
    @click.option("--to", "end", required=True, metavar="T", help="A day or time, exclusive.")
    @wraps(command)
    def with_where(*args: Any, named: Named, begin: str, end: str, **rest: Any) -> Any:
        return command(*args, where=Where(named, begin, end), **rest)

    return with_where  # type: ignore[return-value] # as above


def demand_store(place: Place) -> None:
    """A mistyped --data must not make a store; ends the command where there is none."""
    with reading(place):
        pass


def evidence_of(store: Store, file: Path | None) -> EvidenceFile | None:
    """The file, kept; ends the command where it cannot be."""
    if file is None:
        return None
    found = keep_evidence(store, file.name, read_file(file))
    if isinstance(found, Refused):
        refuse(found)
    return found


def done(outcome: str | Refused) -> None:
    """Print an id and nothing else, or end the command with why nothing was done."""
    if isinstance(outcome, Refused):
        refuse(outcome)
    click.echo(outcome)
